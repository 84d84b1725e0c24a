"""Times and temperatures that a step of the bench or the kitchen exists for: 'Dry the soil for 48
hours' says nothing without them."""

from __future__ import annotations

import re

from antidistill.document import Document
from antidistill.finding import Finding, Kind
from antidistill.plan.phrases import pattern
from antidistill.plan.units import Unit

_HELD = re.compile(
    r"(?:°\s?[CF]?|℃|℉|degrees?\b|\bdays?\b|\bweeks?\b|hours?\b|min(?:ute)?s?\b|sec(?:ond)?s?\b|"
    r"\d\s?(?:C|h|hrs?|s)\b|[度时天周秒]|分钟)"
)
"""How hot something is kept, or how long."""
_CLAUSE = re.compile(r"[,;:.](?!\d)|[，；：。]")


def is_treatment(document: Document, unit: Unit, finding: Finding) -> bool:
    """Whether a figure says how long or how hot, in the clause of a step that dries, bakes, soaks
    or does the like."""
    if finding.kind is not Kind.QUANTITY or not _HELD.search(finding.span.of(document.text)):
        return False
    acts = pattern("treats").match(unit.text)
    if acts is None:
        return False
    before = document.text[unit.span.start : finding.span.start]
    return _CLAUSE.search(before, acts.end()) is None
