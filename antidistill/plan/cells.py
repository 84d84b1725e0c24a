"""What a cut in a table cell leaves: breaks and dashes at its ends that parted it from the rest,
and its place in the row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from antidistill.document import Block, Document, Form
from antidistill.edit import Edit
from antidistill.span import Span

_BREAK = r"<br\s*/?>"
_BEHIND = re.compile(rf"(?:\s|{_BREAK}|[-–—,，;；、:：](?=\s|{_BREAK}|[\u4e00-\u9fff]))+", re.I)
_BEFORE = re.compile(rf"(?:\s|{_BREAK}|[-–—,，;；、])+\Z", re.I)
_BREAKS = re.compile(rf"\s*{_BREAK}\s*", re.I)


def trimmed(document: Document, block: Block, changes: Sequence[Edit]) -> list[Edit]:
    """The changes of a cell; cuts take the breaks and dashes along that would open or close it, or
    stand twice."""
    if block.form is not Form.CELL:
        return list(changes)
    return [e if e.new else _wider(document.text, block.span, e) for e in changes]


def emptied(document: Document, index: int, removal: Edit) -> list[Edit]:
    """The removal of a cell whose column stays, as edits that take its words and leave its place:
    the cells beside it stand under their heads still."""
    cell = document.blocks[index]
    first, *others = cell.pieces
    pipe = "|" if _is_open(document, cell) else ""
    return [replace(removal, span=first, new=pipe), *(replace(removal, span=p) for p in others)]


def _is_open(document: Document, cell: Block) -> bool:
    """Whether a cell stands at an end of its row that no pipe closes, as Markdown allows as long as
    the cell holds something."""
    text, blocks = document.text, document.blocks
    rows = document.children(blocks[cell.parent].parent)
    if not any(blocks[row].info == "delimiter" for row in rows):
        return False  # what looks like a pipe is how another format is shown
    last = text[cell.extent.start : cell.span.start].strip() == "|"
    first = text[cell.span.end : cell.extent.end].strip() == "|"
    start = cell.extent.start
    return last or (first and text[max(0, start - 1) : start] != "|")


def _wider(text: str, cell: Span, cut: Edit) -> Edit:
    start, end = cut.span.start, cut.span.end
    before, behind = text[cell.start : start], text[end : cell.end]
    opens = not _BREAKS.sub("", before).strip()
    closes = not _BREAKS.sub("", behind).strip()
    if opens and not closes and (match := _BEHIND.match(behind)):
        start, end = max(start, cell.start), end + match.end()
    elif closes and not opens and (match := _BEFORE.search(before)):
        start -= len(match.group())
        end = cell.end
    elif not opens and re.search(rf"{_BREAK}\s*\Z", before, re.I):
        match = _BREAKS.match(behind)
        end += match.end() if match else 0
    return replace(cut, span=Span(start, end))
