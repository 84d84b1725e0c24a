"""A document under review: settled as often as a decision asks for it, read and analysed once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from antidistill.decisions import Choice, Decision, Decisions
from antidistill.decisions.book import NO_DECISIONS, Marker
from antidistill.document import Document, Form
from antidistill.engines.local.voice import fitted
from antidistill.exposure import Exposure, exposure
from antidistill.formats.base import Format
from antidistill.passage import Rewrite
from antidistill.pipeline import Opened, Order, opened, scan, settled
from antidistill.plan.draft import Draft
from antidistill.result import Result
from antidistill.review.items import Item, items, reads
from antidistill.review.wordings import beside
from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class Sight:
    """A document under some decisions."""

    result: Result
    items: tuple[Item, ...]
    """What there is to decide, in the order of the text: what the program proposes, and what comes
    of the decisions beside that."""
    now: Mapping[str, str]
    """How each item reads under the decisions, by its id; as `Item.old` when it stays."""


class Bench:
    """One document, its engine's answers, and how its passages are marked."""

    def __init__(self, document: Document, form: Format, order: Order, marker: Marker) -> None:
        """Reads and analyses `document`; raises Refused when no copy of it would be sound."""
        self._form, self._marker = form, marker
        self._order = replace(order, decisions=NO_DECISIONS)
        self._opened: Opened = opened(document, self._order)
        _, self._draft = settled(self._opened, form, self._order)
        self._proposed = items(self._draft, self._opened.findings)
        self._passages = {p.span: p for p in self._opened.asked.passages}

    def look(self, decisions: Decisions) -> Sight:
        """The document under these decisions; raises Refused when they make no sound document."""
        result, draft = settled(self._opened, self._form, self._with(decisions))
        known = {u for item in self._proposed for u in item.units}
        more = [i for i in items(draft, self._opened.findings) if not known.intersection(i.units)]
        found = sorted([*self._proposed, *more], key=lambda item: item.span)
        return Sight(result, tuple(found), {i.id: _now(draft, i) for i in found})

    def decision(self, item: Item, decisions: Decisions) -> Decision | None:
        """What is decided about an item; None unless something is about all of it."""
        whole = [decisions.by_mark.get(mark) for mark in self.marks(item)]
        if item.part:
            inside = decisions.by_mark.get(self.part(item))
            return whole[0] if whole[0] and whole[0].choice is not Choice.ACCEPT else inside
        return whole[0] if all(whole) else None

    def decide(
        self, item: Item, decisions: Decisions, choice: Choice, answer: Rewrite | None = None
    ) -> Decisions:
        """The decisions with that choice about an item; `answer` is the wording of OWN, or the one
        that is accepted in the place of the proposed one."""
        if item.part:
            return self._about_part(item, decisions, choice, answer)
        marks = self.marks(item)
        if choice is Choice.OWN and answer is not None:
            rest = decisions.having(marks[1:], Decision(Choice.STRICTER))
            return rest.having(marks[:1], Decision(choice, answer.text, answer.sources))
        if choice is Choice.ACCEPT and item.new:
            shown = answer or Rewrite("", item.new, item.sources)
            return decisions.having(marks, Decision(choice, shown.text, shown.sources))
        return decisions.having(marks, Decision(choice))

    def objection(self, item: Item, text: str) -> str:
        """What speaks against a wording of the user's own; '' when nothing does."""
        form = self._draft.document.blocks[self._draft.units[item.units[0]].block].form
        if form is not Form.CODE and len(text.splitlines()) > 1:
            return "a wording of one line is wanted here"
        return ""

    def marks(self, item: Item) -> tuple[str, ...]:
        """The marks of an item's units."""
        return tuple(self._mark(unit) for unit in item.units)

    def part(self, item: Item) -> str:
        """The mark of a name or phrase inside a sentence."""
        return self._marker.mark(item.kind, self._draft.units[item.units[0]].text, item.part)

    def another(self, item: Item, shown: Collection[str], sight: Sight) -> Rewrite | None:
        """A wording for an item from the same shelf of the manual, which neither was `shown` nor is
        used elsewhere in the document; None when there is none. Works offline."""
        passage = self._passages.get(item.span)
        if passage is None or not item.sources:
            return None
        language = self._draft.document.language
        taken = {s for other in sight.items for s in other.sources}
        for source, both in beside(item.sources[0], self._order.manual_folders):
            text = fitted(both.of(language), passage.slot, language)
            if source not in taken and text not in shown and text not in sight.result.text:
                return Rewrite(passage.id, text, (source,))
        return None

    def places(self, item: Item) -> tuple[Span, ...]:
        """Where an item stands; those of a table's column lie apart."""
        return (item.span,) if item.part else tuple(self._draft.units[u].span for u in item.units)

    def before(self) -> Exposure:
        """How much the original gives away."""
        return exposure(self._opened.reading, self._opened.findings)

    def after(self, sight: Sight) -> Exposure:
        """How much the copy gives away as it stands: it is read and analysed like an original,
        which takes as long as the bench took."""
        result, document = sight.result, sight.result.document
        if not result.changed:
            return self.before()
        data = self._form.write(document, result.text, result.edits)
        return scan(self._form.read(data, document.name), self._order.own).exposure

    def _about_part(
        self, item: Item, decisions: Decisions, choice: Choice, answer: Rewrite | None
    ) -> Decisions:
        whole = self.marks(item)
        if choice is Choice.STRICTER:
            return decisions.having(whole, Decision(choice))
        text = answer.text if answer is not None and choice is Choice.OWN else None
        free = decisions.having(whole, None)
        return free.having([self.part(item)], Decision(choice, text))

    def _mark(self, unit: int) -> str:
        return self._marker.mark(self._draft.verdicts[unit].kind, self._draft.units[unit].text)

    def _with(self, decisions: Decisions) -> Order:
        return replace(self._order, decisions=decisions)


def _now(draft: Draft, item: Item) -> str:
    if item.part and item.units[0] not in draft.gone:
        touches = draft.verdicts[item.units[0]].touches
        stands = next((e for e in touches if e.span == item.span), None)
        if item.units[0] not in draft.new:
            return item.old if stands is None else item.reading(stands.new)
    texts = [reads(draft, unit) for unit in item.units]
    olds = [draft.units[unit].span.of(draft.document.text) for unit in item.units]
    if texts == olds:
        return item.old
    return " ".join(filter(None, texts))
