"""What a mode does with each unit: findings × policy → verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from antidistill.document import Document, Form
from antidistill.edit import Edit
from antidistill.finding import LEARNED, READING, Finding, Kind, Standing
from antidistill.mode import Action, Mode
from antidistill.plan import covering
from antidistill.plan.asides import leaves_figures_out, spared, touched
from antidistill.plan.code import is_trick
from antidistill.plan.details import without_details, without_examples
from antidistill.plan.exact import is_exact
from antidistill.plan.measures import of_one_kind
from antidistill.plan.named import replaceable
from antidistill.plan.phrases import asked_only
from antidistill.plan.sequences import directions
from antidistill.plan.touched import Touches
from antidistill.plan.treatments import belongs
from antidistill.plan.units import Unit
from antidistill.reading import Speech
from antidistill.span import Overlapping


class Fate(str, Enum):
    """What becomes of a unit."""

    KEEP = "keep"
    OUT = "out"
    WRITE = "write"
    """Public craft may stand in its place; if there is none, it goes."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one unit, and why."""

    fate: Fate
    kind: Kind = Kind.PLAIN
    standing: Standing = Standing.GUIDANCE
    because: str = ""
    confidence: float = 0.0
    touches: tuple[Edit, ...] = ()
    """Edits inside a unit that stays."""
    trimmed: tuple[Edit, ...] | None = None
    """For a unit that goes: the edits with which it could stay as a milder form of itself; None if
    it cannot."""
    critical: bool = False
    """Holds critical text: not a byte of it changes."""


_SURELY = 0.75
"""From this confidence on a sentence goes wherever it stands."""
_CRAFT = frozenset({Kind.PITFALL, Kind.JUDGEMENT, Kind.PROCEDURE, Kind.CONTEXT})
_BARE_HAN, _BARE_WORDS = 7, 4
_PRIVATE = frozenset({Kind.PERSON, Kind.SECRET, Kind.CUSTOMER, Kind.SYSTEM, Kind.ARGUMENT})
"""What goes even out of a sentence that is public otherwise."""
_TOLD = 0.9
"""How sure the rules are of a habit."""
_AMOUNT = "quantities/"
_LIMITS = frozenset(f"{_AMOUNT}{sort}" for sort in ("limit", "share", "money"))
"""Figures that somebody decides by; other amounts are what a step consists of, where they cannot
go without it."""
_TELLING = 0.75
"""A description of a person is nothing but traits: below this confidence they stay, vaguer."""
_WITHHOLDS = (Action.LEAVE_OUT, Action.REPLACE)


def verdicts(
    document: Document,
    units: Sequence[Unit],
    findings: Sequence[Finding],
    mode: Mode,
    part: str = "",
) -> list[Verdict]:
    """One verdict for each unit."""
    alike = of_one_kind(document, units, replaceable(document, findings, mode, part))
    if leaves_figures_out(mode, part):
        alike = spared(document, units, alike)
    by_place = _by_unit(units, alike)
    steps = directions(document, units)
    announcing = covering.announcing(document)
    decided = []
    for unit in units:
        before = unit.block in announcing
        found = covering.believed(document, unit, by_place[unit.index], part, announces=before)
        decided.append(_verdict(document, unit, found, mode, part, step=unit.index in steps))
    return _agreed(document, units, decided)


def _agreed(document: Document, units: Sequence[Unit], decided: list[Verdict]) -> list[Verdict]:
    """The verdicts, alike for sentences that are alike: what is told at one place is not withheld
    at another, unless it is surely craft there; then it goes everywhere. A heading stays, and what
    says no more than it."""
    alike: dict[str, list[int]] = {}
    for unit in units:
        alike.setdefault(re.sub(r"\W+", " ", unit.text).strip().lower(), []).append(unit.index)
    for places in alike.values():
        gone = [i for i in places if decided[i].fate is not Fate.KEEP]
        if not gone or len(gone) == len(places) or any(decided[i].critical for i in places):
            continue
        surest = max((decided[i] for i in gone), key=lambda v: v.confidence)
        headed = any(document.blocks[units[i].block].form is Form.HEADING for i in places)
        everywhere = surest.confidence >= _SURELY and not headed
        for i in places if everywhere else gone:
            if everywhere and decided[i].fate is Fate.KEEP:
                decided[i] = replace(surest, trimmed=None)
            elif not everywhere:
                decided[i] = Verdict(Fate.KEEP, decided[i].kind, touches=decided[i].trimmed or ())
    return decided


def _by_unit(units: Sequence[Unit], findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings that touch each unit, by place."""
    by_place = Overlapping((f.span, f) for f in sorted(findings, key=lambda f: f.span))
    return [by_place.at(unit.whole) for unit in units]


def _verdict(
    document: Document, unit: Unit, found: list[Finding], mode: Mode, part: str, *, step: bool
) -> Verdict:
    if any(f.kind is Kind.CRITICAL for f in found):
        return Verdict(Fate.KEEP, Kind.CRITICAL, because="critical text stays", critical=True)
    form = document.blocks[unit.block].form
    found = [f for f in found if not belongs(document, unit, f, settings=not _replaces(mode, part))]
    asks = form is Form.FIELD and asked_only(unit.text)
    if asks or covering.is_remark(document, unit):
        found = [f for f in found if f.kind in _PRIVATE]
    whole = covering.whole(unit, found)
    public = any(f.kind is Kind.PUBLIC for f in found)
    if any(f.kind is Kind.PUBLIC for f in whole):
        found = [f for f in found if f.kind in _PRIVATE]
        whole = []
    inner = [f for f in found if f not in whole]
    inside = touched(document, unit, [*inner, *covering.named(whole)], mode, part)
    ordinary = step or any(f.kind is Kind.PROCEDURE for f in whole)
    step = _is_put_as_step(unit) and ordinary and not _replaces(mode, part)
    read = next((f for f in whole if f.rule == READING and f.neutral is None), None)
    if read is not None and mode.treats(read, part) is not Action.KEEP:
        # who read the whole document is believed, whatever the line looks like
        return _withheld(read, inside)
    if form in (Form.HEADING, Form.CODE):
        whole_kind = next((f for f in covering.ranked(whole) if form is Form.CODE), None)
    else:
        whole_kind = next(iter(covering.ranked(whole)), None)
    if unit.speech is Speech.LEAD_IN and form is not Form.CODE:
        whole_kind = None
    if whole_kind is not None and mode.treats(whole_kind, part) in _WITHHOLDS:
        milder = inside
        if _is_bare(unit, whole_kind) or (
            whole_kind.kind is Kind.PROCEDURE and _ordinary(unit, form, milder)
        ):
            return _after_touches(unit, form, milder, whole_kind, step)
        if any(f.kind is Kind.PROCEDURE for f in whole) and _replaces(mode, part):
            milder = replace(milder, edits=without_details(document, unit, milder.edits))
        if part == "persona" and whole_kind.kind is Kind.TRAIT and whole_kind.confidence < _TELLING:
            return _after_touches(unit, form, milder, whole_kind, step)
        details = whole_kind.kind is Kind.PROCEDURE and unit.speech is not Speech.STEP
        exact = whole_kind.kind in covering.RULES and is_exact(document, unit, milder.edits)
        if exact or (details and milder.stuck):
            # without its details it would still say what a milder mode leaves out
            return replace(_withheld(whole_kind, milder), trimmed=None)
        return _withheld(whole_kind, milder)
    quirk = whole_kind is not None and whole_kind.kind is Kind.QUIRK
    if quirk and whole_kind is not None and whole_kind.neutral is None and _acts(mode, part):
        sure = whole_kind.confidence if whole_kind.rule == LEARNED else _TOLD
        return Verdict(Fate.OUT, Kind.QUIRK, Standing.RECORD, whole_kind.note, sure)
    if form is Form.PARAGRAPH and not whole and not public and _replaces(mode, part):
        inside = replace(inside, edits=without_examples(document, unit, inside.edits))
    return _after_touches(unit, form, inside, whole_kind, step)


def _replaces(mode: Mode, part: str) -> bool:
    """Whether ordinary steps lose their details: also those that stand there as something else."""
    return mode.action(Kind.PROCEDURE, part) is Action.REPLACE


def _acts(mode: Mode, part: str) -> bool:
    return mode.action(Kind.QUIRK, part) is not Action.KEEP


def _is_bare(unit: Unit, finding: Finding) -> bool:
    """A name or two words tell no rule, whatever their place makes them look like."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in unit.text)
    short = han <= _BARE_HAN and len(unit.text.split()) <= _BARE_WORDS
    return short and unit.speech is Speech.LABEL and finding.kind in _CRAFT


def _ordinary(unit: Unit, form: Form, milder: Touches) -> bool:
    """Cells, and public commands once their values are masked, tell no more than any manual."""
    return form is Form.CELL or (
        form is Form.CODE and milder.stuck is None and not is_trick(unit.text)
    )


def _withheld(finding: Finding, milder: Touches) -> Verdict:
    written = finding.standing is Standing.GUIDANCE and finding.kind not in (
        Kind.CONTEXT,
        Kind.NETWORK,
        Kind.TRAIT,
    )
    return Verdict(
        Fate.WRITE if written else Fate.OUT,
        finding.kind,
        finding.standing,
        finding.note,
        finding.confidence,
        trimmed=None if milder.stuck and milder.stuck.kind is not Kind.QUANTITY else milder.edits,
    )


def _is_put_as_step(unit: Unit) -> bool:
    """Whether a unit can be a step: what holds in one case, or asks, is none."""
    return unit.speech not in (Speech.CONDITION, Speech.QUESTION)


def _after_touches(
    unit: Unit, form: Form, inside: Touches, whole: Finding | None, step: bool
) -> Verdict:
    kind = whole.kind if whole else Kind.PLAIN
    if inside.stuck is None:
        return Verdict(Fate.KEEP, kind, touches=inside.edits)
    stuck = inside.stuck
    if form in (Form.HEADING, Form.FIELD):
        return Verdict(Fate.KEEP, kind, touches=inside.edits)
    measured = step and stuck.rule.startswith(_AMOUNT) and stuck.rule not in _LIMITS
    if stuck.kind is Kind.QUANTITY and (unit.speech is Speech.STEP or measured):
        return Verdict(Fate.KEEP, kind, touches=inside.edits)
    guidance = (
        stuck.kind in (Kind.QUANTITY, Kind.ARGUMENT, Kind.CONTEXT, Kind.JUDGEMENT)
        and stuck.standing is not Standing.NORM
        and unit.speech.value in ("step", "rule", "condition", "question")
    )
    return Verdict(
        Fate.WRITE if guidance else Fate.OUT,
        stuck.kind,
        Standing.GUIDANCE if guidance else Standing.RECORD,
        stuck.note,
        stuck.confidence,
        trimmed=inside.edits if stuck.kind is Kind.QUANTITY else None,
    )
