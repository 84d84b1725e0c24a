"""Times, temperatures and amounts that a step of the bench or the kitchen exists for: 'Dry the soil
for 48 hours' says nothing without them."""

from __future__ import annotations

import re

from antidistill.document import Document
from antidistill.finding import Finding, Kind
from antidistill.plan.geometry import is_geometry
from antidistill.plan.phrases import pattern
from antidistill.plan.units import Unit

_HELD = re.compile(
    r"(?:°\s?[CF]?|℃|℉|degrees?\b|\bdays?\b|\bweeks?\b|hours?\b|min(?:ute)?s?\b|sec(?:ond)?s?\b|"
    r"\d\s?(?:C|h|hrs?|s)\b|[度时天周秒]|分钟)"
)
"""How hot something is kept, or how long."""
_DOSED = re.compile(
    r"(?i:[μµu]l|ml|[μµu]g|mg|[pnμµ]mol|[nμµm]m|rpm|cells|drops)\b|\d\s?(?:L|g|M|kg)\b|×\s?g|[倍滴孔]|"
    r"毫升|微升|毫克|微克|\btimes\b|[次遍]$"
)
"""How much of something a step of the bench takes, or how often."""
_CLAUSE = re.compile(r"[,;:.](?!\d)|[，；：。]")


def belongs(document: Document, unit: Unit, finding: Finding, *, settings: bool) -> bool:
    """Whether a figure is part of what its sentence is about, nothing that somebody found out;
    with `settings`, how much a step of the bench takes is too."""
    if is_geometry(document, finding) or is_treatment(document, unit, finding):
        return True
    return settings and is_dose(document, unit, finding)


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


def is_dose(document: Document, unit: Unit, finding: Finding) -> bool:
    """Whether a figure says how much is added, washed, stained or mixed in the clause that says so:
    a setting of that step, nobody's threshold."""
    text = finding.span.of(document.text)
    if finding.kind is not Kind.QUANTITY or not (_DOSED.search(text) or _HELD.search(text)):
        return False
    before = document.text[unit.span.start : finding.span.start]
    clause = _CLAUSE.split(before)[-1]
    return (
        pattern("doses").match(clause + document.text[finding.span.start : unit.span.end])
        is not None
    )
