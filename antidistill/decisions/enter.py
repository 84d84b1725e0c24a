"""How decisions enter a run: between the verdicts and the edits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from antidistill.decisions.book import Decisions
from antidistill.decisions.choice import Choice, Decision
from antidistill.document import Form
from antidistill.edit import Edit, apply_edits
from antidistill.passage import Passage, Rewrite
from antidistill.plan.draft import Draft
from antidistill.plan.tidying import capitalised
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate, Verdict
from antidistill.result import Decided
from antidistill.span import Span

PINNED = 1.0
"""The confidence of what the user said themselves."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What has been decided already when the rest of the draft is written."""

    units: frozenset[int] = frozenset()
    """Units that no engine answers for and no check may drop."""
    words: str = ""
    """Text that stands because the user wants it: names and figures in it are neither leaks nor
    inventions."""
    accepted: Mapping[Span, Decision] = field(default_factory=dict)
    """Wordings that were accepted, by the place of their passage."""
    decided: tuple[Decided, ...] = ()
    """The decisions that were found, by place."""

    def open(self, draft: Draft, asked: Sequence[Passage]) -> list[Passage]:
        """The passages whose units are still to be written."""
        done = {draft.units[index].span for index in self.units}
        return [passage for passage in asked if passage.span not in done]

    def answers(self, asked: Sequence[Passage]) -> dict[str, Rewrite]:
        """The accepted wordings as answers for their passages: what an engine would say now does
        not count."""
        return {
            p.id: Rewrite(p.id, given.wording, given.sources)
            for p in asked
            if (given := self.accepted.get(p.span)) is not None
        }


NOTHING_ENTERED = Entered()


def enter(draft: Draft, decisions: Decisions) -> Entered:
    """Carry the decisions into a draft whose verdicts are made and whose passages are open."""
    if not decisions:
        return NOTHING_ENTERED
    held: set[int] = set()
    words: list[str] = []
    accepted: dict[Span, Decision] = {}
    found: list[Decided] = []
    for unit in draft.units:
        verdict = draft.verdicts[unit.index]
        if verdict.critical or not any(c.isalnum() for c in unit.text):
            # a line of dashes is nobody's decision: it has no words to be known by
            continue
        decision = decisions.about(verdict.kind, unit.text)
        found += _found(draft, unit, decisions)
        if decision is not None and decision.choice is Choice.ACCEPT and decision.wording:
            accepted[unit.span] = decision
            words.append(decision.wording)
        done = decision is not None and _whole(draft, unit, decision, words)
        if done or _parts(draft, unit, decisions, words):
            held.add(unit.index)
    return Entered(frozenset(held), "\n".join(words), accepted, tuple(found))


def _found(draft: Draft, unit: Unit, decisions: Decisions) -> Iterator[Decided]:
    """What was decided about a unit, and about names and phrases in it."""
    verdict = draft.verdicts[unit.index]
    whole = decisions.about(verdict.kind, unit.text)
    if whole is not None:
        yield Decided(unit.span, verdict.kind, whole.choice.value)
    for edit in verdict.touches or verdict.trimmed or ():
        part = decisions.about(edit.kind, unit.text, edit.span.of(draft.document.text))
        if part is not None:
            yield Decided(edit.span, edit.kind, part.choice.value)


def _whole(draft: Draft, unit: Unit, decision: Decision, words: list[str]) -> bool:
    """Do what was decided about a whole unit; False when that is the plan's own affair."""
    verdict = draft.verdicts[unit.index]
    choice = decision.choice
    if choice is Choice.KEEP:
        _settle(draft, unit, replace(verdict, fate=Fate.KEEP, touches=(), critical=True))
        words.append(unit.text)
        return True
    if choice is Choice.STRICTER:
        _settle(draft, unit, replace(verdict, fate=Fate.OUT, trimmed=None, confidence=PINNED))
        draft.drop(unit.index)
        return True
    if choice is Choice.MILDER:
        _stays(draft, unit, verdict.touches or verdict.trimmed or (), words)
        return True
    if choice is not Choice.OWN or decision.wording is None:
        return False
    _reads(draft, unit, decision.wording, words)
    return True


def _parts(draft: Draft, unit: Unit, decisions: Decisions, words: list[str]) -> bool:
    """Do what was decided about single names and phrases in a unit; False when that is nothing.
    Whoever insists on a name wants the sentence that it stands in."""
    verdict = draft.verdicts[unit.index]
    edits: list[Edit] = []
    insists = False
    for edit in verdict.touches or verdict.trimmed or ():
        old = edit.span.of(draft.document.text)
        decision = decisions.about(edit.kind, unit.text, old)
        if decision is not None and decision.choice is Choice.OWN and decision.wording is not None:
            edits.append(replace(edit, new=decision.wording, action="reworded"))
        elif decision is None or decision.choice is not Choice.KEEP:
            edits.append(edit)
            continue
        insists = True
        words.append(decision.wording or old)
    if insists:
        _stays(draft, unit, edits, words)
    return insists


def _stays(draft: Draft, unit: Unit, edits: Sequence[Edit], words: list[str]) -> None:
    """Let a unit stay with these edits in it, whatever hangs on what. A code block stays by its
    edits: a new text for it would be indented once more."""
    if draft.document.blocks[unit.block].form is Form.CODE:
        verdict = draft.verdicts[unit.index]
        _settle(draft, unit, replace(verdict, fate=Fate.KEEP, touches=tuple(edits)))
    else:
        _reads(draft, unit, touched(draft, unit, edits), words)


def _reads(draft: Draft, unit: Unit, text: str, words: list[str]) -> None:
    verdict = draft.verdicts[unit.index]
    label = tuple(e for e in verdict.touches or verdict.trimmed or () if _is_label(unit, e))
    _settle(draft, unit, replace(verdict, fate=Fate.KEEP, touches=(), trimmed=label))
    draft.new[unit.index] = text
    words.append(text)


def _is_label(unit: Unit, edit: Edit) -> bool:
    return edit.span.end <= unit.span.start


def _settle(draft: Draft, unit: Unit, verdict: Verdict) -> None:
    draft.gone.discard(unit.index)
    draft.new.pop(unit.index, None)
    draft.verdicts[unit.index] = verdict


def milder(draft: Draft, unit: Unit) -> str:
    """How a unit reads, as source, in the mildest form that its verdict has for it; as it is when
    there is none."""
    verdict = draft.verdicts[unit.index]
    return touched(draft, unit, verdict.touches or verdict.trimmed or ())


def touched(draft: Draft, unit: Unit, edits: Sequence[Edit]) -> str:
    """The source of a unit with those edits that lie in it."""
    start, end = unit.span.start, unit.span.end
    inside = tuple(e for e in edits if e.span.overlaps(unit.span) or e.span in unit.span)
    inner = [
        replace(e, span=Span(max(e.span.start, start) - start, min(e.span.end, end) - start))
        for e in capitalised(draft.document, unit, inside)
    ]
    return apply_edits(unit.span.of(draft.document.text), inner)
