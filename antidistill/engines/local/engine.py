"""Filling slots from the manual: sets for lists of steps, single entries else, nothing twice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from antidistill.engines.base import Brief
from antidistill.engines.local import commands, shelves, topics, voice
from antidistill.engines.local.likeness import says_the_same, shared
from antidistill.engines.local.shelves import Entry
from antidistill.manual.load import Head, heads, topic
from antidistill.manual.topic import Topic
from antidistill.passage import Passage, Rewrite
from antidistill.reading import Speech

_OWN, _AROUND = 1, 3
"""Content words that an entry shares with the place when one of them is the passage's own, and
when all are of its surroundings."""
_SETTLED = 10.0
"""Score from which the topic of a list is settled even for items that name none."""
_SET = 3
"""From this many steps on, a list is written from one procedure in its order."""


class LocalEngine:
    """Chooses by topic, slot, length and seed; what it cannot place it leaves out."""

    name = "local"

    def rewrite(self, passages: Sequence[Passage], brief: Brief) -> list[Rewrite]:
        """One answer for each passage, in their order."""
        run = _Run(brief)
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
    used: set[str] = field(default_factory=set)
    openings: list[str] = field(default_factory=list)

    def group(self, group: list[Passage]) -> list[Rewrite]:
        if any(p.slot.place == "code" for p in group):
            return self._code(group)
        found = topics.ranked(group, self.brief)
        steps = [p for p in group if p.slot.speech is Speech.STEP or p.slot.place == "step"]
        ordered = len(steps) * 3 >= len(group) * 2 or not shelves.is_loose(group[0])
        asks = sum(p.slot.speech in (Speech.CONDITION, Speech.QUESTION) for p in group)
        if len(group) >= _SET and ordered and 3 * asks <= len(group):
            answers = self._set(group, found)
            if answers:
                return answers
        answers_by_id = self._in_place(steps, found) if len(steps) > 1 else {}
        return [answers_by_id.get(p.id) or self._alone(p, found) for p in group]

    def _alone(self, passage: Passage, found: list[tuple[float, Head]]) -> Rewrite:
        """A single entry, where loose rules stand, on the technology that the passage names; for a
        section that would be empty, on its topic."""
        own = topics.named(passage, self.brief)
        meant = topics.of_heading(passage, self.brief)
        own = [o for o in own if o[1] in meant] if meant else own
        own = own or [f for f in found[:2] if f[0] >= _SETTLED]
        if passage.slot.place in ("paragraph", "field"):
            return self._single(passage, found[:1])
        return self._single(passage, own if shelves.is_open(passage) else [])

    def _in_place(
        self, steps: list[Passage], found: list[tuple[float, Head]]
    ) -> dict[str, Rewrite]:
        """Steps among others that stay: from one procedure, each from about its place there."""
        for entries in self._procedures(steps, found, least=1.0):
            answers: dict[str, Rewrite] = {}
            first = 0
            for passage in steps:
                at = max(first, round(passage.slot.position * (len(entries) - 1)))
                entry = next((e for e in entries[at:] if self._fits(passage, e)), None)
                if entry is not None:
                    first = entries.index(entry) + 1
                    answers[passage.id] = self._take(passage, entry)
            if answers:
                return answers
        return {}

    def _set(self, group: list[Passage], found: list[tuple[float, Head]]) -> list[Rewrite]:
        """A list of steps from one procedure: the first, the last, and those between in order."""
        for entries in self._procedures(group, found):
            open_ = [e for e in entries if e.source not in self.used]
            if len(open_) < min(len(group), 4):
                continue
            chosen = _spread(open_, len(group))
            answers = [self._take(p, e) for p, e in zip(group, chosen, strict=False)]
            return [*answers, *(Rewrite(p.id, None) for p in group[len(chosen) :])]
        return []

    def _procedures(
        self, group: list[Passage], found: list[tuple[float, Head]], least: float = 0.0
    ) -> Iterator[list[Entry]]:
        """The steps of procedures that suit a list at least that well (see `shelves.fit`), best
        first; the topics of the list itself, and those that suit the document, are looked into."""
        at_home = [*(h for _, h in found), *topics.at_home(self.brief)]
        places = list(dict.fromkeys((*at_home, *topics.called(group, self.brief))))
        suiting = []
        for order, head in enumerate(places):
            best = shelves.procedure_for(topic(head.path), group, self.brief.language)
            if best is not None and best[0] >= least:
                away = head not in at_home
                suiting.append((away - best[0], order, head, best[1]))
        for _, _, head, number in sorted(suiting, key=lambda row: row[:2]):
            whole = topic(head.path)
            yield [
                Entry(s.say, f"manual/{whole.id}/procedures/{number}/{i}", s.check)
                for i, s in enumerate(whole.procedures[number].steps)
            ]

    def _single(self, passage: Passage, found: Sequence[tuple[float, Head]]) -> Rewrite:
        for _, head in found:
            whole = topic(head.path)
            entry = self._best(passage, shelves.entries(whole, passage))
            if entry is None:
                entry = self._best(passage, self._neighbours(whole, passage))
            if entry is not None:
                return self._take(passage, entry)
        return Rewrite(passage.id, None)

    def _neighbours(self, whole: Topic, passage: Passage) -> Iterable[Entry]:
        known = {h.id: h for h in heads(*self.brief.manual_folders)}
        for name in whole.neighbours:
            if name in known:
                yield from shelves.entries(topic(known[name].path), passage)

    def _best(self, passage: Passage, candidates: Iterable[Entry]) -> Entry | None:
        """Of the first shelf with an entry that belongs there, the one that shares most with the
        place, then the nearest in length, by hash among equals."""
        open_ = [e for e in candidates if self._fits(passage, e) and self._belongs(passage, e)]
        if not open_:
            return None
        first = open_[0].source.rsplit("/", 1)[0]
        shelf = [e for e in open_ if e.source.rsplit("/", 1)[0] == first]
        return min(shelf, key=lambda e: self._rank(passage, e))

    def _belongs(self, passage: Passage, entry: Entry) -> bool:
        """Whether the entry speaks of what the passage or its surroundings speak of. An entry of
        the right topic at the wrong place is worse than none."""
        language = self.brief.language
        text = entry.say.of(language)
        own = shared(text, passage.text, language)
        around = shared(text, _surroundings(passage), language)
        return own + around >= (_OWN if own else _AROUND)

    def _fits(self, passage: Passage, entry: Entry) -> bool:
        if entry.source in self.used:
            return False
        text = entry.say.of(self.brief.language)
        room = max(1.8 * passage.slot.length, passage.slot.length + self._margin)
        if len(text) > room or text.rstrip("。.") in self.brief.text:
            return False
        return not says_the_same(text, passage.text, self.brief.language)

    @property
    def _margin(self) -> int:
        return 22 if self.brief.language == "zh" else 45

    def _rank(self, passage: Passage, entry: Entry) -> tuple[float, str]:
        language = self.brief.language
        text = entry.say.of(language)
        near = shared(text, f"{passage.text} {_surroundings(passage)}", language)
        distance = abs(len(text) - passage.slot.length) / max(1, passage.slot.length)
        again = voice.opening(text, language) in self.openings[-2:]
        mark = f"{self.brief.seed}:{passage.id}:{entry.source}"
        noise = hashlib.blake2b(mark.encode(), digest_size=4).hexdigest()
        return (round(2 * distance) + 2.0 * again - min(near, 4), noise)

    def _take(self, passage: Passage, entry: Entry) -> Rewrite:
        language = self.brief.language
        self.used.add(entry.source)
        text = entry.say.of(language)
        if entry.check is not None and _takes_two(passage):
            more = entry.check.of(language)
            joined = text + ("" if language == "zh" else " ") + more
            if len(joined) <= 1.25 * passage.slot.length:
                text = joined
        self.openings.append(voice.opening(text, language))
        return Rewrite(passage.id, voice.fitted(text, passage.slot, language), (entry.source,))

    def _code(self, group: list[Passage]) -> list[Rewrite]:
        found = topics.ranked(group, self.brief)
        code = next(p for p in group if p.slot.place == "code")
        for _, head in found[:3]:
            chosen = commands.chosen(topic(head.path), code, self.brief, self.used)
            if chosen:
                self.used.update(c.source for c in chosen)
                return [commands.answer(p, chosen, self.brief.language) for p in group]
        return [Rewrite(p.id, None) for p in group]


def _surroundings(passage: Passage) -> str:
    return f"{' '.join(passage.path[-2:])} {passage.before} {passage.after}"


def _takes_two(passage: Passage) -> bool:
    """Whether text in this slot may be two sentences: where stops are used, or the original was."""
    return passage.slot.full_stop or re.search(r"[。.;；]\s*\S", passage.text) is not None


def _spread(entries: list[Entry], wanted: int) -> list[Entry]:
    """`wanted` of the entries in their order, with the first and the last."""
    if wanted >= len(entries):
        return entries
    if wanted == 1:
        return entries[:1]
    step = (len(entries) - 1) / (wanted - 1)
    return [entries[round(i * step)] for i in range(wanted)]
