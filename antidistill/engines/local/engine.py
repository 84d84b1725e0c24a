"""Filling slots from the manual: sets for lists of steps, single entries else, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from antidistill.engines.base import Brief
from antidistill.engines.local import commands, persons, sections, shelves, topics, voice
from antidistill.engines.local.likeness import dull_in
from antidistill.engines.local.sets import LOOKED_INTO, SETTLED, Ranked, Sets
from antidistill.engines.local.stock import Stock
from antidistill.engines.local.subject import Subject, subject
from antidistill.finding import Standing
from antidistill.manual.load import Head, topic
from antidistill.nlp.records import is_record
from antidistill.passage import Passage, Rewrite


class LocalEngine:
    """Chooses by topic, slot, length and seed; what it cannot place it leaves out."""

    name = "local"

    def rewrite(self, passages: Sequence[Passage], brief: Brief) -> list[Rewrite]:
        """One answer for each passage, in their order; none at all in a record of what happened."""
        if is_record(brief.title, brief.text):
            return [Rewrite(p.id, None) for p in passages]
        about = subject(brief, [p.path for p in passages])
        run = _Run(brief, Stock(brief, dull_in(brief.text, brief.language)), about)
        groups: dict[str, list[Passage]] = {}
        for passage in passages:
            groups.setdefault(passage.group, []).append(passage)
        answers: dict[str, Rewrite] = {}
        for group in groups.values():
            for answer in run.group(group):
                answers[answer.passage] = answer
        return [answers.get(p.id, Rewrite(p.id, None)) for p in passages]


@dataclass(slots=True)
class _Run:
    """One document: what has been used already is not used again."""

    brief: Brief
    stock: Stock
    about: Subject

    def group(self, group: list[Passage]) -> list[Rewrite]:
        """The answers for one list, table or block."""
        if any(p.slot.place == "code" for p in group):
            return self._code(group)
        if group[0].slot.place == "person":
            return [self._told(p) for p in group]
        found = topics.ranked(group, self.brief)
        sets = Sets(self.brief, self.stock, self.about)
        if sections.is_section(group):
            return sets.section(group, found)
        answers = sets.listed(group, found)
        return [answers.get(p.id) or self._alone(p, group, found) for p in group]

    def _alone(self, passage: Passage, group: list[Passage], found: Ranked) -> Rewrite:
        """A single entry: where loose rules stand, and in the place of a paragraph or a field."""
        if passage.slot.place in ("paragraph", "field"):
            return self._single(passage, [h for _, h in found[:1]])
        if not shelves.is_open(passage):
            return Rewrite(passage.id, None)
        if shelves.is_persona(passage):
            trade = topics.trade(self.brief)
            return self._single(passage, trade, free=frozenset(trade))
        named = [h for _, h in topics.named(passage, self.brief)]
        meant = topics.of(" ".join(passage.path[-1:]), self.brief)
        settled = [h for score, h in found[:LOOKED_INTO] if score >= SETTLED]
        free = topics.products(passage, named) if self._is_mixed(group) else frozenset()
        # tips on a thing that no topic knows are not the trade's
        general = shelves.is_general(passage) and not shelves.has_subject(passage)
        if not meant and not named and general:
            return self._single(passage, topics.trade(self.brief), general=True)
        heads = [h for h in dict.fromkeys((*named, *settled)) if not meant or h in meant | free]
        answer = self._single(passage, heads, free)
        if answer.text is None:
            answer = self._single(passage, topics.near(heads, self.brief))
        return answer

    def _told(self, passage: Passage) -> Rewrite:
        """What a sentence about a person may read instead."""
        answer = persons.told(passage, self.brief, self.stock.used)
        if answer.text is None and passage.standing is Standing.GUIDANCE:
            answer = self._of_trade(passage)
        self.stock.used.update(answer.sources)
        return answer

    def _of_trade(self, passage: Passage) -> Rewrite:
        """How anybody of the trade deals with others, in the place of a rule for doing so."""
        language = self.brief.language
        for head in topics.trade(self.brief):
            free = [
                e
                for e in shelves.shelf(topic(head.path), "persona")
                if self.stock.fits(passage, e) and persons.addressed(passage.text, e.say, language)
            ]
            if free:
                best = min(free, key=lambda e: self.stock.rank(passage, e, head))
                said = persons.addressed(passage.text, best.say, language)
                text = voice.fitted(said, passage.slot, language)
                return Rewrite(passage.id, text, (best.source,), alone=True)
        return Rewrite(passage.id, None)

    def _is_mixed(self, group: list[Passage]) -> bool:
        """Whether the items of a list are each about a thing of their own."""
        named = [topics.named(p, self.brief)[:1] for p in group]
        return len({n[0][1].id for n in named if n}) > 1

    def _single(
        self,
        passage: Passage,
        heads: list[Head],
        free: frozenset[Head] = frozenset(),
        *,
        general: bool = False,
    ) -> Rewrite:
        """The entry of the first fitting shelf that shares most with the place; `free` topics may
        speak where they share nothing with it, and where the place is a `general` one all of them
        may, of what the document knows."""
        for name in shelves.order(passage):
            open_ = [
                (e, head)
                for head in heads
                for e in shelves.shelf(topic(head.path), name)
                if self.stock.fits(passage, e)
                and shelves.takes(passage, e)
                and (
                    head in free
                    or (general and self.stock.at_hand(e, head))
                    or self.stock.belongs(passage, e, head)
                )
            ]
            if open_:
                entry, head = min(open_, key=lambda pair: self.stock.rank(passage, *pair))
                about = "" if name == "persona" else topics.spoken(passage, topic(head.path))
                return self.stock.take(passage, entry, about)
        return Rewrite(passage.id, None)

    def _code(self, group: list[Passage]) -> list[Rewrite]:
        found = [h for _, h in topics.ranked(group, self.brief)]
        chosen = commands.chosen(found, group, self.brief, self.stock.used)
        if not chosen:
            return [Rewrite(p.id, None) for p in group]
        self.stock.used.update(c.source for c in chosen)
        announced = any(p.slot.place == "lead-in" for p in group)
        language = self.brief.language
        return [commands.answer(p, chosen, language, announced=announced) for p in group]
