"""Sections: a heading and what stands under it."""

from __future__ import annotations

from antidistill.document import Document, Form
from antidistill.nlp.plain import plain
from antidistill.reading import Section


def sections(document: Document) -> tuple[Section, ...]:
    """The sections of `document` in order; they cover every block. Headings inside quotes and
    list items do not open one."""
    heads = [i for i, b in enumerate(document.blocks) if b.form is Form.HEADING and b.parent == -1]
    out: list[Section] = []
    if not heads or heads[0] > 0:
        out.append(Section(-1, (), 0, heads[0] if heads else len(document.blocks)))
    open_: list[tuple[int, str]] = []
    for number, head in enumerate(heads):
        block = document.blocks[head]
        while open_ and open_[-1][0] >= block.level:
            open_.pop()
        open_.append((block.level, plain(document, block).text))
        end = heads[number + 1] if number + 1 < len(heads) else len(document.blocks)
        out.append(Section(head, tuple(text for _, text in open_), head, end))
    return tuple(out)
