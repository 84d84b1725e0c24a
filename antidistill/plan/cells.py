"""What a cut in a table cell leaves at its ends: breaks and dashes that parted it from the rest."""

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
