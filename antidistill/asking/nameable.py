"""Which lines a language model may name as telling: those that stay, and say something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antidistill.document import Form
from antidistill.finding import Finding, Kind
from antidistill.plan.draft import Draft
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate, Verdict
from antidistill.reading import Speech
from antidistill.span import Overlapping

_FRAMES = frozenset({Form.HEADING, Form.FIELD, Form.COMMENT, Form.HTML, Form.LINK_DEFINITION})
"""What says what a document is about, or is not seen by who reads the page."""
_WHOLE, _SURE = 0.75, 0.5
_BARE_HAN, _BARE_WORDS = 7, 4
"""As in the plan's verdicts."""
_LONG_HAN, _LONG_WORDS = 14, 8
"""Longer words before a list tell something themselves."""


def nameable(
    draft: Draft, verdicts: Sequence[Verdict], findings: Sequence[Finding]
) -> Iterator[int]:
    """Units that the mode keeps and that may be named: sentences, cells and commands, but nothing
    critical, nothing that any manual says, no headings and no labels."""
    public = Overlapping(
        (f.span, f) for f in findings if f.kind is Kind.PUBLIC and f.confidence >= _SURE
    )
    for unit in draft.units:
        verdict = verdicts[unit.index]
        said = tells(draft, unit) or _tells_ahead(draft, unit)
        if verdict.critical or verdict.fate is not Fate.KEEP or not said:
            continue
        if not any(covers(f, unit) for f in public.at(unit.span)):
            yield unit.index


def tells(draft: Draft, unit: Unit) -> bool:
    """Whether a unit says something of its own to somebody who reads the page."""
    block = draft.document.blocks[unit.block]
    if block.form in _FRAMES:
        return False
    row = draft.document.blocks[block.parent] if block.form is Form.CELL else block
    if row.info in ("header", "delimiter"):
        return False
    if unit.sentence is None:
        return True
    return unit.speech is not Speech.LEAD_IN and not (
        unit.speech is Speech.LABEL and _is_bare(unit.text)
    )


def _tells_ahead(draft: Draft, unit: Unit) -> bool:
    """Whether words that announce a list or block say more than that it comes."""
    form = draft.document.blocks[unit.block].form
    announces = unit.speech is Speech.LEAD_IN and form in (Form.PARAGRAPH, Form.ITEM)
    han = sum("\u4e00" <= c <= "\u9fff" for c in unit.text)
    return announces and (han > _LONG_HAN or len(unit.text.split()) > _LONG_WORDS)


def _is_bare(text: str) -> bool:
    """Whether a label only names what other lines tell."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    short = han <= _BARE_HAN and len(text.split()) <= _BARE_WORDS
    return short or text.rstrip(" *").endswith((":", "："))


def covers(finding: Finding, unit: Unit) -> bool:
    """Whether a finding is about all of a unit."""
    inside = min(finding.span.end, unit.span.end) - max(finding.span.start, unit.span.start)
    return inside >= _WHOLE * max(1, len(unit.span))
