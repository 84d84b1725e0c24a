"""Wrapping a changed paragraph again where the source was wrapped."""

from __future__ import annotations

import re

from antidistill.document import Block, Document
from antidistill.edit import Edit, apply_edits
from antidistill.nlp.split import is_filled
from antidistill.span import Span

_SOLID = r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\{:[^{}\n]*\}"
"""What a template fills in, and a list of attributes."""
_WORD = re.compile(rf"(?:{_SOLID}|(?<=\])\([^()\n]*\)|\S)+")
"""What no line end may part: a word, a link's address, what a template fills in."""


def reflowed(document: Document, block: Block, changes: list[Edit]) -> list[Edit]:
    """`changes` as they are; in a block that is wrapped at a width, one edit with the rest of the
    paragraph wrapped again."""
    lines = [p.of(document.text) for p in block.pieces]
    if document.hard_lines or not is_filled(lines):
        return changes
    return _wrapped(document, block, changes, max(len(line) for line in lines))


def _wrapped(document: Document, block: Block, changes: list[Edit], width: int) -> list[Edit]:
    """One edit from the first changed line to the end of the paragraph."""
    pieces = block.pieces
    text = document.text
    first = next(i for i, p in enumerate(pieces) if p.end >= changes[0].span.start)
    start = min(pieces[first].start, changes[0].span.start)
    region = Span(start, max(pieces[-1].end, changes[-1].span.end))
    between = text[pieces[0].end : pieces[1].start]
    inner = [
        Edit(Span(e.span.start - start, e.span.end - start), e.new, e.because, e.kind, e.action)
        for e in changes
    ]
    new = apply_edits(region.of(text), inner).replace(between, "\n")
    words = _WORD.findall(new)
    if not words:
        return changes
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    telling = next((e for e in changes if e.action != "repaired"), changes[0])
    return [Edit(region, between.join(lines), telling.because, telling.kind, telling.action)]
