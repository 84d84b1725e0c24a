"""Filling slots from the manual: sets for lists of steps, single entries else, nothing twice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from antidistill.engines.base import Brief
from antidistill.engines.local import commands, lists, shelves, topics, voice
from antidistill.engines.local.likeness import dull_in, dull_of, says_the_same, shared
from antidistill.engines.local.shelves import Entry
from antidistill.manual.load import Head, topic
from antidistill.passage import Passage, Rewrite

Ranked = Sequence[tuple[float, Head]]

_OWN, _AROUND = 2, 2
"""Telling words that an entry shares with the passage itself; and with the words over the place,
when it shares none with the passage. One is enough for a topic that the passage or its heading
names."""
_SETTLED = 10.0
"""Score from which the topic of a list is settled even for items that name none."""
_LOOKED_INTO = 3
_ABOUT_AS_GOOD = 2.0


class LocalEngine:
    """Chooses by topic, slot, length and seed; what it cannot place it leaves out."""

    name = "local"

    def rewrite(self, passages: Sequence[Passage], brief: Brief) -> list[Rewrite]:
        """One answer for each passage, in their order."""
        run = _Run(brief, dull_in(brief.text, brief.language))
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
    dull: frozenset[str]
    """Words that tell nothing of a place in this document."""
    used: set[str] = field(default_factory=set)
    openings: list[str] = field(default_factory=list)

    def group(self, group: list[Passage]) -> list[Rewrite]:
        """The answers for one list, table or block."""
        if any(p.slot.place == "code" for p in group):
            return self._code(group)
        found = topics.ranked(group, self.brief)
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
            chosen = _spread(entries[first:], len(group))
            answers = {p.id: self._take(p, e) for p, e in zip(group, chosen, strict=False)}
            return answers | {p.id: Rewrite(p.id, None) for p in group[len(chosen) :]}
        return {}

    def _among(self, group: list[Passage], found: Ranked) -> dict[str, Rewrite]:
        """Steps among others that stay: from one procedure in its order, each where a step speaks
        of the same thing."""
        for head, entries in self._procedures(group, found, least=1.0):
            answers: dict[str, Rewrite] = {}
            first = 0
            for passage in group:
                near = [
                    i
                    for i, e in enumerate(entries)
                    if i >= first and self._fits(passage, e) and self._own(passage, e, head)
                ]
                if near:
                    first = near[0] + 1
                    answers[passage.id] = self._take(passage, entries[near[0]])
            if answers:
                return answers
        return {}

    def _procedures(
        self, group: list[Passage], found: Ranked, least: float = 0.0
    ) -> Iterator[tuple[Head, list[Entry]]]:
        """The steps of procedures that suit a list at least that well, best first. One that was
        used before is done with: its rest would lean on what stands elsewhere."""
        language = self.brief.language
        ranked = [h for _, h in found]
        telling = topics.telling(group, self.brief)
        places = sorted(telling, key=lambda h: ranked.index(h) if h in ranked else len(ranked))
        at_home = {*ranked, *topics.at_home(self.brief)}
        unique, suiting = topics.unique(self.brief), []
        for order, head in enumerate(places):
            own = unique if head in ranked else frozenset()
            best = shelves.procedure_for(head, group, language, self.dull, own)
            if best is not None and best[0] >= least:
                suiting.append(((head not in at_home) - best[0], order, head, best[1]))
        for _, _, head, number in sorted(suiting, key=lambda row: row[:2]):
            entries = shelves.steps(topic(head.path), number)
            if not any(e.procedure in self.used for e in entries):
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
        if not meant and shelves.is_general(passage):
            trade = topics.at_home(self.brief)
            settled += trade[:1]
            free |= frozenset(h for h in (*named, *settled) if h in trade[:_LOOKED_INTO])
        heads = [h for h in dict.fromkeys((*named, *settled)) if not meant or h in meant | free]
        answer = self._single(passage, heads, free)
        if answer.text is None:
            answer = self._single(passage, topics.near(heads, self.brief), frozenset())
        return answer

    def _is_mixed(self, group: list[Passage]) -> bool:
        """Whether the items of a list are each about a thing of their own."""
        named = [topics.named(p, self.brief)[:1] for p in group]
        return len({n[0][1].id for n in named if n}) > 1

    def _single(self, passage: Passage, heads: list[Head], free: frozenset[Head]) -> Rewrite:
        """The entry of the first fitting shelf that shares most with the place; `free` topics may
        speak where they share nothing with it."""
        for name in shelves.order(passage):
            open_ = [
                (e, head)
                for head in heads
                for e in shelves.shelf(topic(head.path), name)
                if self._fits(passage, e) and (head in free or self._belongs(passage, e, head))
            ]
            if open_:
                entry, head = min(open_, key=lambda pair: self._rank(passage, *pair))
                about = "" if name == "persona" else topics.spoken(passage, topic(head.path))
                return self._take(passage, entry, about)
        return Rewrite(passage.id, None)

    def _belongs(self, passage: Passage, entry: Entry, head: Head) -> bool:
        """Whether the entry speaks of what the passage or the words over it speak of. An entry of
        the right topic at the wrong place is worse than none."""
        named = topics.of(f"{' '.join(passage.path[-1:])} {passage.text}", self.brief)
        own = len(self._own(passage, entry, head))
        if own >= (1 if head in named else _OWN):
            return True
        return len(self._shared(entry, _over(passage), head)) >= _AROUND

    def _own(self, passage: Passage, entry: Entry, head: Head) -> frozenset[str]:
        return self._shared(entry, passage.text, head)

    def _shared(self, entry: Entry, place: str, head: Head) -> frozenset[str]:
        """The words of an entry that tell where it belongs and stand in the place too."""
        language = self.brief.language
        dull = self.dull | dull_of(head.path, language)
        return shared(entry.say.of(language), place, language, dull)

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

    def _rank(self, passage: Passage, entry: Entry, head: Head) -> tuple[float, str]:
        language = self.brief.language
        text = entry.say.of(language)
        near = 2 * len(self._own(passage, entry, head))
        near += len(self._shared(entry, _over(passage), head))
        distance = abs(len(text) - passage.slot.length) / max(1, passage.slot.length)
        again = voice.opening(text, language) in self.openings[-2:]
        mark = f"{self.brief.seed}:{passage.id}:{entry.source}"
        noise = hashlib.blake2b(mark.encode(), digest_size=4).hexdigest()
        # Users differ in what is about as good.
        return (round((2 * distance + 2.0 * again - min(near, 6)) / _ABOUT_AS_GOOD), noise)

    def _take(self, passage: Passage, entry: Entry, about: str = "") -> Rewrite:
        """The entry as the answer, with the name of what it is `about` if it does not say it."""
        language = self.brief.language
        self.used |= {entry.source, entry.procedure} if entry.is_step else {entry.source}
        text = voice.about(about, entry.say.of(language), language)
        if entry.check is not None and _takes_two(passage):
            more = entry.check.of(language)
            joined = text + ("" if language == "zh" else " ") + more
            if len(joined) <= 1.25 * passage.slot.length:
                text = joined
        self.openings.append(voice.opening(text, language))
        return Rewrite(passage.id, voice.fitted(text, passage.slot, language), (entry.source,))

    def _code(self, group: list[Passage]) -> list[Rewrite]:
        found = [h for _, h in topics.ranked(group, self.brief)]
        chosen = commands.chosen(found, group, self.brief, self.used)
        if not chosen:
            return [Rewrite(p.id, None) for p in group]
        self.used.update(c.source for c in chosen)
        return [commands.answer(p, chosen, self.brief.language) for p in group]


def _over(passage: Passage) -> str:
    return f"{' '.join(passage.path[-1:])} {passage.before}"


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
