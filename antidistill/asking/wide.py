"""Which lines of a document a language model may answer for, and what such an answer may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from antidistill.document import Form
from antidistill.edit import Edit, apply_edits
from antidistill.finding import Finding, Kind, Standing
from antidistill.mode import Action, Mode
from antidistill.passage import Passage
from antidistill.plan import begin, finish, open_passages, part_of
from antidistill.plan.draft import Draft
from antidistill.plan.passages import passage_for
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate, Verdict
from antidistill.reading import Reading
from antidistill.sheet import May
from antidistill.span import Span, merged

UNSEEN = frozenset({Form.COMMENT, Form.HTML, Form.LINK_DEFINITION})
"""Forms that a reader of the page does not see: they stay on the machine."""
_RECORDS = frozenset({Kind.CONTEXT, Kind.NETWORK, Kind.TRAIT, Kind.INCIDENT, Kind.PERSON})
"""Kinds of which another one would be an invention, whatever the sentence looks like."""
_WHOLE = 0.75
"""A finding over this share of a line is about all of it, as in the plan's verdicts."""
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Opened:
    """A line that an answer is taken for."""

    passage: Passage
    unit: Unit
    may: May
    because: str
    otherwise: str
    """How it reads without an answer; '' when it is left out."""
    spare: str = ""
    """What of it is not withheld, where only some words are: an answer may keep it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A document before its engine is asked."""

    draft: Draft
    """Nothing is written yet."""
    verdicts: tuple[Verdict, ...]
    """What the mode says of each unit, before anything was done about it."""
    local: tuple[Passage, ...]
    """What the local engine is asked."""
    lines: tuple[Opened, ...]
    """What a model may answer for, in the order of the document."""

    def by_unit(self) -> Mapping[int, Opened]:
        """The open lines by their unit."""
        return {o.unit.index: o for o in self.lines}


def opened(reading: Reading, findings: Sequence[Finding], mode: Mode) -> Opening:
    """The draft of a document, and all lines of it that may read anew."""
    draft = begin(reading, findings, mode)
    verdicts = tuple(draft.verdicts)
    local = tuple(open_passages(draft))
    alone = _without_answers(reading, findings, mode)
    asked = {p.span for p in local}
    busy = _busy_sections(draft, verdicts)
    lines = []
    for unit in draft.units:
        may = _may(draft, unit, verdicts[unit.index], unit.span in asked, busy)
        if may is not None:
            passage = passage_for(draft, unit.index)
            because = verdicts[unit.index].because
            spare = _spare(draft, unit, findings, mode)
            lines.append(Opened(passage, unit, may, because, alone[unit.index], spare))
    return Opening(draft, verdicts, local, tuple(lines))


def _without_answers(
    reading: Reading, findings: Sequence[Finding], mode: Mode
) -> Mapping[int, str]:
    """How each unit reads when nobody answers."""
    draft = begin(reading, findings, mode)
    finish(draft, findings, mode, open_passages(draft), {})
    return {
        u.index: "" if u.index in draft.gone else touched(draft, u, draft.verdicts[u.index])
        for u in draft.units
    }


def _spare(draft: Draft, unit: Unit, findings: Sequence[Finding], mode: Mode) -> str:
    """The line without its withheld words; '' when it is withheld as a whole."""
    part = part_of(draft.reading)
    spans = [
        f.span
        for f in findings
        if f.span.overlaps(unit.span)
        and f.kind is not Kind.CRITICAL
        and f.confidence >= _SURE
        and mode.action(f.kind, part) is not Action.KEEP
    ]
    if any(_covers(s, unit.span) for s in spans):
        return ""
    place = unit.span
    blanks = [
        Edit(
            Span(max(s.start, place.start) - place.start, min(s.end, place.end) - place.start),
            "\n",
            "",
        )
        for s in merged(spans)
    ]
    return apply_edits(place.of(draft.document.text), blanks)


def _covers(span: Span, place: Span) -> bool:
    inside = min(span.end, place.end) - max(span.start, place.start)
    return inside >= _WHOLE * max(1, len(place))


def touched(draft: Draft, unit: Unit, verdict: Verdict) -> str:
    """The source of a unit with the edits of its verdict."""
    place = unit.span
    inner = [
        type(e)(Span(e.span.start - place.start, e.span.end - place.start), e.new, e.because)
        for e in verdict.touches
        if e.span in place
    ]
    return apply_edits(place.of(draft.document.text), inner)


def _busy_sections(draft: Draft, verdicts: Sequence[Verdict]) -> frozenset[int]:
    """First blocks of the sections in which something goes or reads anew."""
    return frozenset(
        draft.reading.section_of(u.block).first
        for u in draft.units
        if verdicts[u.index].fate is not Fate.KEEP
    )


def _may(
    draft: Draft, unit: Unit, verdict: Verdict, asked: bool, busy: frozenset[int]
) -> May | None:
    form = draft.document.blocks[unit.block].form
    if verdict.critical or form in UNSEEN or form is Form.HEADING:
        return None
    if verdict.fate is Fate.KEEP and not asked:
        seen = unit.sentence is not None and form not in (Form.FIELD, Form.CODE, Form.CELL)
        inside = all(e.span in unit.span for e in verdict.touches)
        here = draft.reading.section_of(unit.block).first in busy
        return May.MEND if seen and inside and here else None
    if verdict.fate is Fate.KEEP:
        return May.REPLACE
    free = verdict.standing is Standing.GUIDANCE and verdict.kind not in _RECORDS
    return May.REPLACE if free and verdict.fate is Fate.WRITE else May.VAGUER
