"""The output is a sound document of the same shape."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.document import CONTAINERS, Block, Document, Form
from antidistill.guard.base import Problem
from antidistill.message import said


def structure_problems(old: Document, new: Document, removed: int) -> Iterator[Problem]:
    """Problems of shape: headings out of order, other levels, hollow containers, lost fields.
    `removed` is how many headings the plan left out."""
    before = [b.level for b in old.blocks if b.form is Form.HEADING]
    after = [b.level for b in new.blocks if b.form is Form.HEADING]
    if len(before) - len(after) != removed:
        yield Problem(
            "structure",
            said(
                "{before_count} headings became {after_count}",
                before_count=len(before),
                after_count=len(after),
            ),
        )
    if not _subsequence(after, before):
        yield Problem("structure", "headings changed their level or order")
    keys = [b.info for b in old.blocks if b.form is Form.FIELD]
    if keys != [b.info for b in new.blocks if b.form is Form.FIELD]:
        yield Problem("structure", "front matter lost a key")
    yield from _hollow(old, new)


def _subsequence(short: list[int], long: list[int]) -> bool:
    rest = iter(long)
    return all(level in rest for level in short)


def _hollow(old: Document, new: Document) -> Iterator[Problem]:
    """Empty items and rows that the source did not have."""
    for form in (Form.ITEM, Form.ROW, Form.QUOTE, Form.LIST):
        had = _empties(old, form)
        has = _empties(new, form)
        if has > had:
            yield Problem(
                "structure", said("{has} hollow {value}(s)", has=has - had, value=form.value)
            )


def _empties(document: Document, form: Form) -> int:
    words: set[int] = set()
    for block in document.blocks:
        if block.form in CONTAINERS or not _says(document, block):
            continue
        at = block.parent
        while at >= 0:
            words.add(at)
            at = document.blocks[at].parent
    return sum(
        b.form is form and i not in words and b.info != "delimiter"
        for i, b in enumerate(document.blocks)
    )


def _says(document: Document, block: Block) -> bool:
    return block.form is Form.RULE or bool(document.content(block).strip()) or bool(block.atoms)
