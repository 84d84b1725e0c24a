"""Findings and a mode to a draft: verdicts, passages for the engine, answers, coherence, edits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from antidistill.document import Form
from antidistill.edit import Edit
from antidistill.finding import Finding, Kind
from antidistill.mode import Mode
from antidistill.passage import Passage, Rewrite
from antidistill.plan import (
    announced,
    figures,
    grounds,
    lettered,
    listed,
    measured,
    numbered,
    openings,
    ordinals,
    pictures,
    promised,
    schedules,
    trees,
)
from antidistill.plan.asides import leaves_figures_out
from antidistill.plan.coherence import settle
from antidistill.plan.draft import Draft
from antidistill.plan.edits import edits
from antidistill.plan.floor import fill, revive
from antidistill.plan.loose import loose_edits, orphaned, unlink
from antidistill.plan.masks import natural
from antidistill.plan.named import replaceable
from antidistill.plan.part import part_of
from antidistill.plan.passages import passages
from antidistill.plan.phrases import announces, tied
from antidistill.plan.placeholders import told_apart
from antidistill.plan.units import units
from antidistill.plan.verdict import Fate, verdicts
from antidistill.reading import Reading, Speech

_CONDITION = re.compile(
    r"\b(?:if|when|only|unless|once|in case)\b|如果|若|当|只有|仅|除非|一旦|时[，,]", re.IGNORECASE
)
_FIGURE = re.compile(r"\d")
_STRONG = 0.7
"""From this confidence on, what is seen as judgement goes even out of a sequence."""

__all__ = ["Draft", "begin", "finish", "open_passages"]


def begin(reading: Reading, findings: Sequence[Finding], mode: Mode) -> Draft:
    """The draft in which every unit has its verdict and nothing is written yet."""
    parts = units(reading)
    part = part_of(reading, findings)
    decided = verdicts(reading.document, parts, findings, mode, part)
    draft = Draft(reading, parts, decided, part)
    if leaves_figures_out(mode, part):
        figures.leave_out(draft, findings)
    measured.evenly(draft)
    schedules.keep_times(draft)
    pictures.leave_out(draft, findings, mode)
    _keep_fields(draft)
    _keep_conditions(draft)
    return draft


def _keep_fields(draft: Draft) -> None:
    """A front matter field never becomes empty: its least telling sentence stays, trimmed."""
    for index, block in enumerate(draft.document.blocks):
        units = draft.units_of(index)
        if block.form is Form.FIELD and units and all(u in draft.gone for u in units):
            draft.keep_trimmed(min(units, key=lambda u: (draft.verdicts[u].confidence, u)))


def _keep_conditions(draft: Draft) -> None:
    """A condition that stands right before a warning stays: without it the dangerous act that
    follows would be free to do; and so does what it turns against ('However, …'). The last item of
    a list is no condition of what follows the list."""
    for unit, behind in pairwise(draft.units):
        listed = _list_of(draft, unit.block)
        warned = draft.verdicts[behind.index].critical and (
            listed is None or listed == _list_of(draft, behind.block)
        )
        conditional = _CONDITION.search(unit.text) is not None
        if warned and conditional and draft.verdicts[unit.index].fate is not Fate.KEEP:
            draft.keep_trimmed(unit.index)
        elif warned and unit.block == behind.block and tied(behind.text):
            # a duty that turns against what was said has no sense without it
            mild = draft.verdicts[unit.index].confidence < _STRONG
            if mild and draft.can_stay(unit.index):
                draft.let_stay(unit.index)


def _list_of(draft: Draft, block: int) -> int | None:
    """The innermost list that a block stands in."""
    blocks = draft.document.blocks
    while block >= 0 and blocks[block].form is not Form.LIST:
        block = blocks[block].parent
    return block if block >= 0 else None


def open_passages(draft: Draft) -> list[Passage]:
    """What an engine is asked to write; units that may be written but need not be are left out."""
    return passages(draft)


def finish(
    draft: Draft,
    findings: Sequence[Finding],
    mode: Mode,
    asked: Sequence[Passage],
    answers: Mapping[str, Rewrite],
) -> list[Edit]:
    """The edits, once the answers are in and all that hangs on removals has followed them."""
    at = {u.span: u.index for u in draft.units}
    for passage in asked:
        unit = at[passage.span]
        answer = answers.get(passage.id)
        if answer is not None and answer.text == "":
            draft.drop(unit)
            if (answer.alone or answer.held) and draft.document.blocks[
                draft.units[unit].block
            ].form != Form.FIELD:
                draft.dropped.add(unit)
        elif answer is not None and answer.text is not None:
            draft.gone.discard(unit)
            draft.new[unit] = answer.text
            draft.sources[unit] = answer.sources
            _hold(draft, unit, answer)
            if not answer.alone:
                _drop_elaborations(draft, unit)
        elif answer is not None and answer.alone:
            _let_stand(draft, unit)
            _hold(draft, unit, answer)
        else:
            _unanswered(draft, unit, passage)
    revive(draft)
    grounds.bring_back(draft)
    settle(draft)
    if fill(draft):
        settle(draft)
    announced.recount(draft)
    promised.recount(draft)
    numbered.renumber(draft)
    lettered.recount(draft)
    listed.renumber(draft)
    ordinals.recount(draft)
    trees.close(draft)
    openings.untie(draft)
    if not any(a.held for a in answers.values()):
        # who answered with the document in view was shown which figures go
        figures.keep_last(draft)
    unlink(draft, findings, mode)
    made = edits(draft)
    made = [
        *made,
        *loose_edits(draft, replaceable(draft.document, findings, mode, draft.part), mode, made),
    ]
    made = [*made, *orphaned(draft, made)]
    return told_apart(draft.document, natural(draft.document, sorted(made, key=lambda e: e.span)))


def _let_stand(draft: Draft, unit: int) -> None:
    """Let a unit stay as it was meant to: what the mode keeps with its edits, all else milder."""
    if draft.verdicts[unit].fate is Fate.KEEP:
        draft.let_stay(unit)
    else:
        draft.keep_trimmed(unit)


def _hold(draft: Draft, unit: int, answer: Rewrite) -> None:
    """Let an answered unit stay whatever goes around it, unless it announces what comes next; a
    cell goes with its row."""
    text = "" if unit in draft.gone else draft.left_of(unit)
    opens = text.rstrip(" *_`").endswith((":", "：")) or announces(text)
    cell = draft.document.blocks[draft.units[unit].block].form is Form.CELL
    if answer.held and text and not opens and not cell:
        draft.held.add(unit)


def _drop_elaborations(draft: Draft, unit: int) -> None:
    """The other sentences of a paragraph speak of what its first one said: they go with it."""
    for other in draft.units_of(draft.units[unit].block):
        verdict = draft.verdicts[other]
        stays = verdict.critical or other in draft.new or _is_rule_of_the_firm(draft, other)
        if not stays and draft.units[other].speech is not Speech.LEAD_IN:
            draft.drop(other)


def _is_rule_of_the_firm(draft: Draft, unit: int) -> bool:
    """Whether a unit tells a norm: who has to do what, or a figure; what only looks like one by its
    place explains the sentence before it."""
    here = draft.units[unit]
    says = here.speech is not Speech.FACT or _FIGURE.search(here.text) is not None
    return draft.verdicts[unit].kind is Kind.NORM and says


def _unanswered(draft: Draft, unit: int, passage: Passage) -> None:
    """Ordinary steps that the manual cannot replace stay, trimmed, and so do those of a sequence
    that only lean to one side; all else goes."""
    verdict = draft.verdicts[unit]
    if passage.slot.place == "lead-in" and verdict.fate is Fate.KEEP:
        return
    mild = verdict.kind is Kind.JUDGEMENT and verdict.confidence < _STRONG
    in_order = passage.slot.place == "step" and mild
    stays = (verdict.kind is Kind.PROCEDURE or in_order) and verdict.trimmed is not None
    form = draft.document.blocks[draft.units[unit].block].form
    if stays or form is Form.FIELD:
        draft.keep_trimmed(unit)
    else:
        draft.drop(unit)
