"""Filling slots from the manual: sets for lists of steps, single entries else, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from antidistill.engines.base import Brief
from antidistill.engines.local import (
    among,
    commands,
    lists,
    persons,
    sections,
    shelves,
    topics,
    voice,
)
from antidistill.engines.local.likeness import dull_in
from antidistill.engines.local.shelves import Entry
from antidistill.engines.local.stock import Stock
from antidistill.finding import Kind, Standing
from antidistill.manual.load import Head, topic
from antidistill.passage import Passage, Rewrite

Ranked = Sequence[tuple[float, Head]]

_SETTLED = 10.0
"""Score from which the topic of a list is settled even for items that name none."""
_STEPS = 4
"""Steps that a list keeps at least where it had them: fewer are filled up."""
_ALIKE = 2
"""Words that a step has in common with the one that it stands for, where its neighbours stay."""
_LOOKED_INTO = 3
_APART = 2
"""Places of an emptied section that get an entry of their own where no procedure is called."""


class LocalEngine:
    """Chooses by topic, slot, length and seed; what it cannot place it leaves out."""

    name = "local"

    def rewrite(self, passages: Sequence[Passage], brief: Brief) -> list[Rewrite]:
        """One answer for each passage, in their order."""
        run = _Run(brief, Stock(brief, dull_in(brief.text, brief.language)))
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

    def group(self, group: list[Passage]) -> list[Rewrite]:
        """The answers for one list, table or block."""
        if any(p.slot.place == "code" for p in group):
            return self._code(group)
        if group[0].slot.place == "person":
            return [self._told(p) for p in group]
        found = topics.ranked(group, self.brief)
        if sections.is_section(group):
            return self._section(group, found)
        heads = lists.heads(group)
        answers: dict[str, Rewrite] = {}
        if lists.is_sequence(heads, self.brief.language):
            answers = self._set(heads, found) if lists.is_whole(heads) else {}
            answers = answers or self._among(heads, found)
            if answers:
                # What else a replaced step said would now stand under another one.
                places = {p.slot.position for p in heads if p.id in answers}
                hung = [p for p in group if p not in heads and p.slot.position in places]
                answers |= {p.id: Rewrite(p.id, "") for p in hung}
        return [answers.get(p.id) or self._alone(p, group, found) for p in group]

    def _set(self, group: list[Passage], found: Ranked) -> dict[str, Rewrite]:
        """A list of steps from one procedure: the first, the last, and those between in order; the
        rest of a list from about the place where it begins."""
        for _, entries in self._procedures(group, found):
            first = round(group[0].slot.position * (len(entries) - 1))
            if len(entries) - first < min(len(group), 4):
                continue
            chosen = among.spread(entries[first:], len(group))
            answers = {p.id: self.stock.take(p, e) for p, e in zip(group, chosen, strict=False)}
            return answers | {p.id: Rewrite(p.id, None) for p in group[len(chosen) :]}
        return {}

    def _section(self, group: list[Passage], found: Ranked) -> list[Rewrite]:
        """An emptied section from a procedure that its heading calls; what none is called for
        stays as it is."""
        language = self.brief.language
        places = sections.open_places(group, self.brief)
        for head, entries in self._procedures(places, found, least=1.0) if places else ():
            open_ = [e for e in entries if not self.stock.said(e.say.of(language))]
            number = int(entries[0].procedure.rsplit("/", 1)[1])
            situation = topic(head.path).procedures[number].situation
            chosen = sections.placed(places, open_, situation, self.brief)
            if chosen:
                return [
                    self.stock.together(p, chosen[p.id]) if p.id in chosen else Rewrite(p.id, None)
                    for p in group
                ]
        alone = {p.id: self._of_kind(p, found) for p in places[:_APART]}
        return [alone.get(p.id, Rewrite(p.id, None)) for p in group]

    def _of_kind(self, passage: Passage, found: Ranked) -> Rewrite:
        """A single entry that speaks of what a place of an emptied section spoke of."""
        named = [h for _, h in topics.named(passage, self.brief)]
        settled = [h for score, h in found[:_LOOKED_INTO] if score >= _SETTLED]
        heads = list(dict.fromkeys((*named, *settled)))
        near = [
            (e, head)
            for head in heads
            for e in shelves.shelf(topic(head.path), "traps")
            if self.stock.fits(passage, e) and len(self.stock.own(passage, e, head)) >= _ALIKE
        ]
        if not near:
            return Rewrite(passage.id, None)
        entry, _ = min(near, key=lambda pair: self.stock.rank(passage, *pair))
        return self.stock.take(passage, entry)

    def _among(self, group: list[Passage], found: Ranked) -> dict[str, Rewrite]:
        """Steps among others that stay, from one procedure in its order: where few stay, what it
        has between them, unless those that are withheld would stay anyway, trimmed; else those
        that speak of the same thing as the step they stand for."""
        lost = any(p.kind is not Kind.PROCEDURE for p in group)
        few = lost and 0 < len(group[0].beside) < _STEPS
        for head, entries in self._procedures(group, found, least=1.0):
            near: dict[str, Entry] = {}
            if few:
                near = among.placed(group, entries, self.brief.language, self.stock.dull)
                near = {
                    p.id: near[p.id]
                    for p in group
                    if p.id in near and self.stock.fits(p, near[p.id])
                }
            if len(near) + len(group[0].beside) < _STEPS:
                fresh = among.unsaid(group, entries, self.brief.language, self.stock.dull)
                near = among.alike(group, fresh, partial(self._speaks_of, head))
            if near:
                return {p.id: self.stock.take(p, near[p.id]) for p in group if p.id in near}
        return {}

    def _speaks_of(self, head: Head, passage: Passage, entry: Entry) -> bool:
        own = self.stock.own(passage, entry, head)
        return self.stock.fits(passage, entry) and len(own) >= (_ALIKE if passage.beside else 1)

    def _procedures(
        self, group: list[Passage], found: Ranked, least: float = 0.0
    ) -> Iterator[tuple[Head, list[Entry]]]:
        """The steps of procedures that suit a list at least that well, best first. One that was
        used before is done with: its rest would lean on what stands elsewhere."""
        language, dull = self.brief.language, self.stock.dull
        ranked = [h for _, h in found]
        telling = topics.telling(group, self.brief)
        places = sorted(telling, key=lambda h: ranked.index(h) if h in ranked else len(ranked))
        home = topics.at_home(self.brief)[:1]
        at_home = {*ranked, *topics.at_home(self.brief)}
        unique, suiting = topics.unique(self.brief), []
        for order, head in enumerate(places):
            own = unique if head in ranked else frozenset()
            best = shelves.procedure_for(head, group, language, dull, own, home=head in home)
            if best is not None and best[0] >= least:
                suiting.append(((head not in at_home) - best[0], order, head, best[1]))
        for _, _, head, number in sorted(suiting, key=lambda row: row[:2]):
            entries = shelves.steps(topic(head.path), number)
            done = any(e.procedure in self.stock.used or self.stock.stands(e) for e in entries)
            if not done:
                yield head, entries

    def _alone(self, passage: Passage, group: list[Passage], found: Ranked) -> Rewrite:
        """A single entry: where loose rules stand, and in the place of a paragraph or a field."""
        if passage.slot.place in ("paragraph", "field"):
            return self._single(passage, [h for _, h in found[:1]], free=frozenset())
        if not shelves.is_open(passage):
            return Rewrite(passage.id, None)
        if shelves.is_persona(passage):
            trade = topics.at_home(self.brief)[:1]
            return self._single(passage, trade, frozenset(trade))
        named = [h for _, h in topics.named(passage, self.brief)]
        meant = topics.of(" ".join(passage.path[-1:]), self.brief)
        settled = [h for score, h in found[:_LOOKED_INTO] if score >= _SETTLED]
        free = frozenset(named) if self._is_mixed(group) else frozenset()
        # tips on a thing that no topic knows are not the trade's
        if not meant and shelves.is_general(passage) and not shelves.has_subject(passage):
            trade = topics.at_home(self.brief)
            settled += trade[:1]
            free |= frozenset(h for h in (*named, *settled) if h in trade[:_LOOKED_INTO])
        heads = [h for h in dict.fromkeys((*named, *settled)) if not meant or h in meant | free]
        answer = self._single(passage, heads, free)
        if answer.text is None:
            answer = self._single(passage, topics.near(heads, self.brief), frozenset())
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
        for head in topics.at_home(self.brief)[:1]:
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

    def _single(self, passage: Passage, heads: list[Head], free: frozenset[Head]) -> Rewrite:
        """The entry of the first fitting shelf that shares most with the place; `free` topics may
        speak where they share nothing with it, of what the document knows."""
        for name in shelves.order(passage):
            open_ = [
                (e, head)
                for head in heads
                for e in shelves.shelf(topic(head.path), name)
                if self.stock.fits(passage, e)
                and shelves.takes(passage, e)
                and (
                    (head in free and (name == "persona" or self._is_known(e, head)))
                    or self.stock.belongs(passage, e, head)
                )
            ]
            if open_:
                entry, head = min(open_, key=lambda pair: self.stock.rank(passage, *pair))
                about = "" if name == "persona" else topics.spoken(passage, topic(head.path))
                return self.stock.take(passage, entry, about)
        return Rewrite(passage.id, None)

    def _is_known(self, entry: Entry, head: Head) -> bool:
        """Whether the document speaks of what an entry does, or of its topic throughout."""
        return topics.is_spoken_of(head, self.brief) or self.stock.at_hand(entry)

    def _code(self, group: list[Passage]) -> list[Rewrite]:
        found = [h for _, h in topics.ranked(group, self.brief)]
        chosen = commands.chosen(found, group, self.brief, self.stock.used)
        if not chosen:
            return [Rewrite(p.id, None) for p in group]
        self.stock.used.update(c.source for c in chosen)
        announced = any(p.slot.place == "lead-in" for p in group)
        language = self.brief.language
        return [commands.answer(p, chosen, language, announced=announced) for p in group]
