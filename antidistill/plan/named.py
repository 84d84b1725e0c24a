"""Names that a plan can take out, and what may stand in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from antidistill.document import AtomKind, Document, Form
from antidistill.finding import Finding, Kind
from antidistill.mode import WITHHELD_BY_USER, Action, Mode
from antidistill.plan.phrases import is_of_kind, kind_behind, names_one
from antidistill.span import Span

_IN_CODE = "<name>"


def replaceable(
    document: Document, findings: Sequence[Finding], mode: Mode, part: str
) -> list[Finding]:
    """The findings without names of systems that some place has neither a role nor a cut for, and
    without arguments that only repeat a name which stays: the firm has them anyway, and a name that
    goes in one place and stays in another shows. Terms that the user withholds have the role or cut
    of what else was seen there, and a mask in code."""
    stuck = {
        f.span.of(document.text).lower()
        for f in findings
        if f.kind is Kind.SYSTEM and f.neutral is None and f.cut is None
    }
    stay = stuck | {
        f.span.of(document.text).lower()
        for f in findings
        if f.kind is Kind.SYSTEM and mode.treats(f, part) is Action.KEEP
    }
    asked = {f.span for f in findings if f.rule == WITHHELD_BY_USER}
    wordings = {f.span: f for f in findings if f.span in asked and _has_wording(f)}
    return [
        _with_wording(document, f, wordings.get(f.span)) if f.rule == WITHHELD_BY_USER else f
        for f in findings
        if not (f.kind is Kind.SYSTEM and f.span.of(document.text).lower() in stuck)
        and not (f.kind is Kind.ARGUMENT and _value(document, f) in stay)
    ]


def _value(document: Document, finding: Finding) -> str:
    """What an argument says, lower case: 'cart' of 'app=cart' and of 'deployment/cart'."""
    return re.split(r"[=/]", finding.span.of(document.text).lower())[-1].strip("\"'")


def _has_wording(finding: Finding) -> bool:
    return finding.neutral is not None or finding.cut is not None


def _with_wording(document: Document, finding: Finding, other: Finding | None) -> Finding:
    if _has_wording(finding):
        return finding
    if other is not None:
        return replace(finding, neutral=other.neutral, cut=other.cut)
    if _in_code(document, finding.span):
        return replace(finding, neutral=_IN_CODE)
    return replace(finding, cut=_before_its_noun(document, finding.span))


def _before_its_noun(document: Document, span: Span) -> Span | None:
    """The name before a word for what it is: 'the Bluebird service' is the service."""
    before, behind = document.text[: span.start], document.text[span.end :]
    english = kind_behind(behind)
    if english and names_one(before):
        return Span(span.start, span.end + english)
    return span if is_of_kind(behind) else None


def _in_code(document: Document, span: Span) -> bool:
    for block in document.blocks:
        if block.form is Form.CODE and span.overlaps(block.span):
            return True
        if any(a.kind is AtomKind.CODE and span in a.inner for a in block.atoms):
            return True
    return False
