"""Marks: what a reader or a finder says about one unit, in offsets of the unit's text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from antidistill.finding import WHOLE, Finding, Kind, Standing
from antidistill.span import Span
from tests.labelled.records import Labelled, LabelledDocument
from tests.labelled.units import Unit

Range = tuple[int, int]

_SHARE = 0.75
"""As the plan has it: what covers this share of a unit is about all of it."""
_NAMES = frozenset({Kind.PERSON, Kind.SECRET, Kind.CUSTOMER, Kind.SYSTEM, Kind.ARGUMENT})


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of one kind in one unit."""

    kind: Kind
    place: Range
    standing: Standing
    confidence: float = 1.0
    cut: Range | None = None
    """The phrase that would go with it, which counts as its place too."""
    rule: str = ""


def gold_marks(labelled: Labelled) -> list[Mark]:
    """What the reader marked. Of a critical sentence only that: not a byte of it changes."""
    marks = [Mark(lab.kind, (lab.start, lab.end), lab.standing) for lab in labelled.labels]
    critical = [m for m in marks if m.kind is Kind.CRITICAL]
    return critical or marks


def marks_of(document: LabelledDocument, findings: Iterable[Finding]) -> list[list[Mark]]:
    """For each unit what the findings say about it. One that runs over several units is in each."""
    found = sorted(findings, key=lambda f: f.span)
    return [_settled(_in_unit(labelled.unit, found), labelled.unit) for labelled in document.units]


def _in_unit(unit: Unit, findings: Sequence[Finding]) -> list[Mark]:
    out = []
    for finding in findings:
        place = _within(unit, finding.span)
        if place is not None:
            cut = _within(unit, finding.cut) if finding.cut is not None else None
            out.append(
                Mark(finding.kind, place, finding.standing, finding.confidence, cut, finding.rule)
            )
    return out


def _within(unit: Unit, span: Span) -> Range | None:
    """The part of the unit's text that stands in `span`; markup is not counted."""
    if span.end <= unit.span.start or unit.span.end <= span.start:
        return None
    inside = [i for i, at in enumerate(unit.where[:-1]) if span.start <= at < span.end]
    return (inside[0], inside[-1] + 1) if inside else None


def _settled(marks: list[Mark], unit: Unit) -> list[Mark]:
    """Without the readings of the whole unit that lose against the surest one: finders may say
    several things about a sentence, the program acts on one."""
    critical = [m for m in marks if m.kind is Kind.CRITICAL]
    if critical:
        return critical
    whole = [m for m in marks if m.kind in WHOLE and share(m.place, unit) >= _SHARE]
    winner = main_kind(marks, unit)
    lost = {id(m) for m in whole if m.kind is not winner}
    kept = [m for m in marks if id(m) not in lost]
    if winner is Kind.PUBLIC:
        kept = [m for m in kept if m.kind is Kind.PUBLIC or m.kind in _NAMES]
    return list(dict.fromkeys(kept))


def main_kind(marks: Iterable[Mark], unit: Unit) -> Kind:
    """The kind of the whole unit; PLAIN if nothing is about all of it."""
    whole = [m for m in marks if m.kind in WHOLE and share(m.place, unit) >= _SHARE]
    for first in (Kind.CRITICAL, Kind.PUBLIC):
        if any(m.kind is first for m in whole):
            return first
    ordered = sorted(whole, key=lambda m: (-round(m.confidence, 1), WHOLE.index(m.kind)))
    return ordered[0].kind if ordered else Kind.PLAIN


def share(place: Range, unit: Unit) -> float:
    """How much of the unit's letters the range covers, 0 to 1; marks and spaces do not count."""
    letters = [i for i, c in enumerate(unit.text) if c.isalnum()]
    inside = sum(place[0] <= i < place[1] for i in letters)
    return inside / max(1, len(letters))


def overlap(one: Range, other: Range) -> float:
    """Intersection over union of two ranges."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0])) if both > 0 else 0.0
