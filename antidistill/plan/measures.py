"""'Payout ratio < 80 % (it lasts)' in a list of what is looked at: the measure goes, and what is
looked at stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from antidistill.document import Document, Form
from antidistill.edit import Edit
from antidistill.finding import Finding, Kind
from antidistill.plan.sequences import item_heads
from antidistill.plan.touched import joined
from antidistill.plan.units import Unit
from antidistill.span import Overlapping, Span

_COMPARED = re.compile(
    r"(?P<what>[^\n≤≥<>=:：,，;；。|]{3,48}?)\s*(?P<measure>(?:[≤≥<>]|[<>]=|低于|高于|超过|大于|小于)"
    r"\s*[$¥€£]?\s*\d[^,，;；。|]{0,48})"
)
_CONDITION = re.compile(
    r"\b(?:if|when|any|one of|either|all of|unless|until|trigger\w*)\b|"
    r"[若当时]|如果|一旦|条件|满足|触发|任一",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z]+")
_LEAST_HAN, _LEAST_WORDS = 4, 2
_AMOUNT = "quantities/"
_KINDS = (Kind.QUANTITY, Kind.NORM)
_ROW = 3
"""Amounts of one sort in a list that a reader compares."""


def without_measure(document: Document, unit: Unit, edits: list[Edit], held: Finding) -> list[Edit]:
    """`edits`, and the cut of the measure that an item compares what it names with, if `held` is in
    it; not in a list of conditions, which would hold always."""
    span = measure_of(document, unit) if held.kind is Kind.QUANTITY else None
    if span is None:
        return edits
    return joined(edits, Edit(span, "", held.note, held.kind, "trimmed"))


def of_one_kind(
    document: Document, units: Sequence[Unit], findings: Sequence[Finding]
) -> list[Finding]:
    """The findings, those of a list's items alike in whether their amounts of one sort are rules of
    the firm: most of them decide. What cannot be cut stays the rule that it is."""
    changed: dict[Finding, Finding] = {}
    amounts = Overlapping((f.span, f) for f in findings if f.rule.startswith(_AMOUNT))
    for heads in item_heads(document, units):
        found = [f for u in heads for f in amounts.at(u.span) if f.kind in _KINDS]
        for rule in {f.rule for f in found}:
            row = [f for f in found if f.rule == rule]
            norms = [f for f in row if f.kind is Kind.NORM]
            if len(row) < _ROW or len(norms) in (0, len(row)):
                continue
            kind = Kind.NORM if 2 * len(norms) > len(row) else Kind.QUANTITY
            able = (f for f in row if kind is Kind.NORM or f.cut is not None)
            changed |= {f: replace(f, kind=kind) for f in able if f.kind is not kind}
    return [changed.get(f, f) for f in findings]


def measure_of(document: Document, unit: Unit) -> Span | None:
    """The place of the measure that an item compares what it names with."""
    match = _COMPARED.fullmatch(unit.text)
    if match is None or unit.sentence is None or _is_of_conditions(document, unit.block):
        return None
    if not _names(match["what"]):
        return None
    offset = len(unit.sentence.text) - len(unit.text)
    start = unit.sentence.source(offset + match.end("what"), offset + match.end()).start
    span = Span(start, unit.span.end)
    atoms = document.blocks[unit.block].atoms
    split = any(a.span.overlaps(span) and a.span not in span for a in atoms)
    return None if split else span


def _names(what: str) -> bool:
    """Whether words say enough to stand alone."""
    return len(_HAN.findall(what)) >= _LEAST_HAN or len(_WORD.findall(what)) >= _LEAST_WORDS


def _is_of_conditions(document: Document, block: int) -> bool:
    """Whether a paragraph is no item of a list, or of one whose announcement names a condition."""
    blocks = document.blocks
    item = blocks[block].parent
    if item < 0 or blocks[item].form is not Form.ITEM or blocks[block].form is not Form.PARAGRAPH:
        return True
    at = blocks[item].parent
    before = [i for i in range(at) if blocks[i].parent == blocks[at].parent and blocks[i].pieces]
    return bool(before) and _CONDITION.search(blocks[before[-1]].span.of(document.text)) is not None
