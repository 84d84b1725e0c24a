"""Lists and emptied sections, written from one procedure in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from antidistill.engines.base import Brief
from antidistill.engines.local import among, evidence, lists, sections, shelves, topics
from antidistill.engines.local.headings import heading_of
from antidistill.engines.local.shelves import Entry
from antidistill.engines.local.stock import Stock
from antidistill.engines.local.subject import Subject
from antidistill.finding import Kind
from antidistill.manual.load import Head, topic
from antidistill.passage import Passage, Rewrite

Ranked = Sequence[tuple[float, Head]]

SETTLED = 10.0
"""Score from which the topic of a list is settled even for items that name none."""
LOOKED_INTO = 3
_STEPS = 4
"""Steps that a list keeps at least where it had them: fewer are filled up."""
_ALIKE = 2
"""Words that a step has in common with the one that it stands for, where its neighbours stay."""
_TIPS = 5
"""Tips of the trade in an emptied chapter of them."""
_APART = 2
"""Places of an emptied section that get an entry of their own where no procedure is called."""


@dataclass(frozen=True, slots=True)
class Sets:
    """Writes what belongs together: a procedure that was used before is done with."""

    brief: Brief
    stock: Stock
    about: Subject

    def listed(self, group: list[Passage], found: Ranked) -> dict[str, Rewrite]:
        """The answers for a list of steps, and for what else these said; {} where no procedure
        suits it."""
        heads = lists.heads(group)
        called = self.about.is_called(heading_of(heads[0]), self.brief)
        if not lists.is_sequence(heads, self.brief.language, called=called):
            return {}
        answers = self._whole(heads, found) if lists.is_whole(heads) else {}
        answers = answers or self._among(heads, found)
        if not answers:
            return {}
        # What else a replaced step said would now stand under another one.
        places = {p.slot.position for p in heads if p.id in answers}
        hung = [p for p in group if p not in heads and p.slot.position in places]
        return answers | {p.id: Rewrite(p.id, "") for p in hung}

    def section(self, group: list[Passage], found: Ranked) -> list[Rewrite]:
        """An emptied section from a procedure that its heading calls; what none is called for
        stays as it is."""
        language = self.brief.language
        places = sections.open_to_sets(group, self.brief)
        for head, entries in self._procedures(places, found, least=1.0) if places else ():
            open_ = [e for e in entries if not self.stock.said(e.say.of(language))]
            chosen = sections.placed(places, open_, self._situation(head, entries), self.brief)
            if chosen:
                return [
                    self.stock.together(p, chosen[p.id]) if p.id in chosen else Rewrite(p.id, None)
                    for p in group
                ]
        places = sections.open_places(group, self.brief)
        alone = {p.id: self._of_kind(p, found) for p in places[:_APART]}
        if not any(answer.text for answer in alone.values()):
            alone = self._tips(places)
        return [alone.get(p.id, Rewrite(p.id, None)) for p in group]

    def _tips(self, places: Sequence[Passage]) -> dict[str, Rewrite]:
        """Tips of the trade, as many as an emptied chapter of tips may have of them, for its items:
        paragraphs of tips each stand under a label of their own."""
        listed = [p for p in places if p.slot.place in ("item", "step")]
        general = [p for p in listed if shelves.is_general(p) and not shelves.has_subject(p)]
        found: dict[str, Rewrite] = {}
        for passage in general:
            for head in topics.trade(self.brief):
                free = [
                    e
                    for e in shelves.shelf(topic(head.path), "traps")
                    if self.stock.fits(passage, e) and self.stock.at_hand(e, head)
                ]
                if free and len(found) < _TIPS:
                    best = min(free, key=partial(self.stock.rank, passage, head=head))
                    found[passage.id] = self.stock.take(passage, best)
        return found

    def _whole(self, group: list[Passage], found: Ranked) -> dict[str, Rewrite]:
        """A list of steps from one procedure, in its order and each where it speaks of what stood
        there if it can; the rest of a list from about the place where it begins."""
        for head, entries in self._procedures(group, found):
            if 2 * len(group) <= len(entries) and self._situation(head, entries) in evidence.ACTS:
                continue
            first = round(group[0].slot.position * (len(entries) - 1))
            if len(entries) - first < min(len(group), 4):
                continue
            left = entries[first:]
            chosen = (
                among.aligned(group, left, self.brief.language, whole=True)
                if len(left) > len(group)
                else {p.id: e for p, e in zip(group, left, strict=False)}
            )
            return {
                p.id: self.stock.take(p, chosen[p.id]) if p.id in chosen else Rewrite(p.id, None)
                for p in group
            }
        return {}

    def _situation(self, head: Head, entries: Sequence[Entry]) -> str:
        number = int(entries[0].procedure.rsplit("/", 1)[1])
        return topic(head.path).procedures[number].situation

    def _among(self, group: list[Passage], found: Ranked) -> dict[str, Rewrite]:
        """Steps among others that stay, from one procedure in its order: where few stay, what it
        has between them, unless those that are withheld would stay anyway, trimmed; else those
        that speak of the same thing as the step they stand for."""
        lost = any(p.kind is not Kind.PROCEDURE for p in group)
        few = lost and len(group) > 1 and 0 < len(group[0].beside) < _STEPS
        for head, entries in self._procedures(group, found, least=1.0):
            near: dict[str, Entry] = {}
            if lists.is_whole(group) and self._situation(head, entries) in evidence.ACTS:
                continue
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
            if len(near) > (self._situation(head, entries) in evidence.ACTS):
                return {p.id: self.stock.take(p, near[p.id]) for p in group if p.id in near}
        return {}

    def _of_kind(self, passage: Passage, found: Ranked) -> Rewrite:
        """A single entry that speaks of what a place of an emptied section spoke of."""
        named = [h for _, h in topics.named(passage, self.brief)]
        settled = [h for score, h in found[:LOOKED_INTO] if score >= SETTLED]
        heads = list(dict.fromkeys((*named, *settled)))
        near = [
            (e, head)
            for head in heads
            for e in shelves.shelf(topic(head.path), "traps")
            if self.stock.fits(passage, e) and self.stock.in_common(passage, e, head) >= _ALIKE
        ]
        if not near:
            return Rewrite(passage.id, None)
        entry, _ = min(near, key=lambda pair: self.stock.rank(passage, *pair))
        return self.stock.take(passage, entry)

    def _speaks_of(self, head: Head, passage: Passage, entry: Entry) -> bool:
        own = self.stock.in_common(passage, entry, head)
        return self.stock.fits(passage, entry) and own >= (_ALIKE if passage.beside else 1)

    def _procedures(
        self, group: list[Passage], found: Ranked, least: float = 0.0
    ) -> Iterator[tuple[Head, list[Entry]]]:
        """The steps of procedures that suit a list at least that well, best first. One that was
        used before is done with: its rest would lean on what stands elsewhere."""
        language, dull = self.brief.language, self.stock.dull
        ranked = [h for _, h in found]
        telling = topics.telling(group, self.brief)
        heading = heading_of(group[0])
        called = self.about.called(heading, self.brief)
        places = sorted(
            {*telling, *called},
            key=lambda h: (ranked.index(h) if h in ranked else len(ranked), h.id),
        )
        home = topics.at_home(self.brief)[:1]
        at_home = {*ranked, *topics.at_home(self.brief)}
        unique, suiting = topics.unique(self.brief), []
        for order, head in enumerate(places):
            own = unique if head in ranked else frozenset()
            best = shelves.procedure_for(
                head, group, language, dull, own, about=self.about, home=head in home
            )
            if best is not None and best[0] >= least:
                suiting.append(((head not in at_home) - best[0], order, head, best[1]))
        for _, _, head, number in sorted(suiting, key=lambda row: row[:2]):
            whole = topic(head.path)
            entries = shelves.steps(whole, number)
            done = any(e.procedure in self.stock.used or self.stock.stands(e) for e in entries)
            set_ = whole.procedures[number]
            alone = self.about.calls(head, set_, heading, language)
            if done or not (alone or head in telling):
                continue
            if evidence.is_about(group, entries, set_, head, language, alone=alone):
                yield head, entries
