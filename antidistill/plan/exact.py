"""Heuristics that name a value or the very part: 'If memory is above 85 %', '先查第三个枪头'."""

from __future__ import annotations

import re
from collections.abc import Iterable

from antidistill.document import Document
from antidistill.edit import Edit
from antidistill.plan.units import Unit
from antidistill.span import merged

_VALUE = re.compile(
    r"\d|`|第?[一二三四五六七八九十两]+\s?(?:个|次|遍|成|倍|天|周|小时|分钟)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten)\s(?:times|minutes|hours|days|weeks|of)\b",
    re.IGNORECASE,
)


def is_exact(document: Document, unit: Unit, edits: Iterable[Edit]) -> bool:
    """Whether a unit still names a value when the edits are made: such a heuristic is no mild one,
    however unsure its finder is of it."""
    text, at = document.text, unit.span.start
    left = ""
    for span in merged(e.span for e in edits):
        left += text[at : max(at, span.start)]
        at = max(at, span.end)
    return _VALUE.search(left + text[at : unit.span.end]) is not None
