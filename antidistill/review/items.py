"""What there is to decide: the changes of a draft, as a person sees them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from antidistill.decisions.choice import Choice
from antidistill.decisions.enter import milder, touched
from antidistill.diff import line_starts
from antidistill.document import Document, Form
from antidistill.edit import Edit
from antidistill.finding import Finding, Kind
from antidistill.plan.draft import Draft
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.span import Span, hull


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide: a sentence, item, table or code block that goes or reads anew, or a name
    or phrase inside a sentence that stays."""

    id: str
    """Unique in its document, the same whatever is decided."""
    units: tuple[int, ...]
    """The units that it is about."""
    span: Span
    """Where it stands."""
    line: int
    path: tuple[str, ...]
    """Headings above, outermost first."""
    old: str
    """As it is in the original, markup included."""
    new: str
    """As it would read; '' when it would be left out."""
    kind: Kind
    action: str
    """As in `Edit`: 'left out', 'manual', 'trimmed', 'role', …"""
    because: str
    confidence: float
    """0 to 1; 0 for what only follows from something else."""
    choices: frozenset[Choice]
    """What can be chosen."""
    part: str = ""
    """For a name or phrase inside a sentence: that name or phrase."""
    before: int = 0
    """Where in `old` that part begins."""
    milder: str = ""
    """How it would read milder, where that can be chosen."""
    sources: tuple[str, ...] = ()
    """Where the new wording comes from."""

    def reading(self, part: str) -> str:
        """`old` with something else in the place of its part."""
        return self.old[: self.before] + part + self.old[self.before + len(self.part) :]


def items(draft: Draft, findings: Sequence[Finding]) -> list[Item]:
    """The items of a finished draft, in the order of the text."""
    return sorted(_Finder(draft, findings).all(), key=lambda item: item.span)


def reads(draft: Draft, unit: int) -> str:
    """How a unit reads now, as source; '' when it is gone."""
    if unit in draft.gone:
        return ""
    if unit in draft.new:
        return draft.new[unit]
    return touched(draft, draft.units[unit], draft.verdicts[unit].touches)


def sureness(item: Item) -> str:
    """How sure the program is: 'follows' (from another change), 'sure', 'likely', 'perhaps'."""
    if not item.confidence:
        return "follows"
    if item.confidence >= 0.75:
        return "sure"
    return "likely" if item.confidence >= 0.5 else "perhaps"


class _Finder:
    """One draft, with what is looked up for every item."""

    def __init__(self, draft: Draft, findings: Sequence[Finding]) -> None:
        self.draft, self.findings = draft, findings
        self.document: Document = draft.document
        self.starts = line_starts(self.document.text)

    def all(self) -> Iterator[Item]:
        changed = [u for u in self.draft.units if self._is_whole(u)]
        for _, run in groupby(changed, key=self._group):
            yield self._whole(list(run))
        for unit in self.draft.units:
            if not self._is_whole(unit):
                for edit in self.draft.verdicts[unit.index].touches:
                    yield self._inside(unit, edit)

    def _is_whole(self, unit: Unit) -> bool:
        return unit.index in self.draft.gone or unit.index in self.draft.new

    def _group(self, unit: Unit) -> tuple[str, int]:
        """What is decided as one: the sentences of an item, all that goes of a table."""
        if unit.index in self.draft.new:
            return ("unit", unit.index)
        reading = self.draft.reading
        for form in (Form.TABLE, Form.ITEM):
            at = reading.container(unit.block, form)
            if at >= 0:
                return (form.value, at)
        return ("unit", unit.index)

    def _whole(self, run: list[Unit]) -> Item:
        first = run[0]
        draft = self.draft
        verdicts = [draft.verdicts[u.index] for u in run]
        telling = max(verdicts, key=lambda v: (v.fate is not Fate.KEEP, v.confidence))
        removed = next((r for u in run if (r := self._removed(u))), "")
        new = " ".join(filter(None, (reads(draft, u.index) for u in run)))
        sources = draft.sources.get(first.index, ()) if new else ()
        action = "left out" if not new else "manual" if sources else "reworded"
        mild = " ".join(milder(draft, u) for u in run)
        old = self._old(run)
        can = {Choice.ACCEPT, Choice.KEEP, Choice.OWN}
        can |= {Choice.STRICTER} if new else set()
        can |= {Choice.MILDER} if _norm(mild) not in (_norm(old), _norm(new), "") else set()
        if self.document.blocks[first.block].form is Form.CELL:
            can -= {Choice.OWN, Choice.MILDER}
        return Item(
            id=str(first.index),
            units=tuple(u.index for u in run),
            span=hull(u.span for u in run),
            line=bisect_right(self.starts, first.span.start),
            path=draft.reading.section_of(first.block).path,
            old=old,
            new=new,
            kind=telling.kind,
            action=action,
            because=telling.because or removed or "it hung on what was left out",
            confidence=telling.confidence,
            choices=frozenset(can),
            milder=mild if Choice.MILDER in can else "",
            sources=sources,
        )

    def _inside(self, unit: Unit, edit: Edit) -> Item:
        place = hull((unit.span, edit.span))
        text = self.document.text
        if self.document.blocks[unit.block].form is Form.CODE:
            place = _line_of(text, edit.span)
        before, part = edit.span.start - place.start, edit.span.of(text)
        old = place.of(text)
        return Item(
            id=f"{unit.index}.{edit.span.start}",
            units=(unit.index,),
            span=edit.span,
            line=bisect_right(self.starts, edit.span.start),
            path=self.draft.reading.section_of(unit.block).path,
            old=old,
            new=old[:before] + edit.new + old[before + len(part) :],
            kind=edit.kind,
            action=edit.action,
            because=edit.because,
            confidence=max(
                (f.confidence for f in self.findings if self._about(f, edit)), default=0
            ),
            choices=frozenset((Choice.ACCEPT, Choice.KEEP, Choice.STRICTER, Choice.OWN)),
            part=part,
            before=before,
        )

    def _about(self, finding: Finding, edit: Edit) -> bool:
        return finding.kind is edit.kind and finding.span.overlaps(edit.span)

    def _old(self, run: Sequence[Unit]) -> str:
        blocks = self.document.blocks
        if blocks[run[0].block].form is Form.CELL:
            cells = [u for u in run if blocks[u.block].info != "delimiter"]
            return " | ".join(u.span.of(self.document.text) for u in cells)
        return hull(u.span for u in run).of(self.document.text)

    def _removed(self, unit: Unit) -> str:
        at = unit.block
        while at >= 0:
            if at in self.draft.removed:
                return self.draft.removed[at]
            at = self.document.blocks[at].parent
        return ""


def _line_of(text: str, span: Span) -> Span:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)


def _norm(text: str) -> str:
    return " ".join(text.split())
