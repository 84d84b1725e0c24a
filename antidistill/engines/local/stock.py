"""What is there to write with in one document: an entry that was used is not used again."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from antidistill.engines.base import Brief
from antidistill.engines.local import topics, voice
from antidistill.engines.local.likeness import (
    content,
    dull_of,
    known_by,
    says_the_same,
    shared,
    terms,
    trade_words,
)
from antidistill.engines.local.shelves import Entry
from antidistill.engines.local.words import advising, orders, place
from antidistill.manual.load import Head
from antidistill.passage import Passage, Rewrite
from antidistill.reading import Speech

_OWN, _AROUND = 2, 2
"""Telling words that an entry shares with the passage itself; and with the words over the place,
when it shares none with the passage. One is enough for a topic that the passage or its heading
names."""
_SAID, _FEWEST = 0.7, 3
"""Share of the content words of an entry that one sentence holds which says the same, and how many
they are at least."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+|[。！？；;\n]")
_TOLD = (Speech.STEP, Speech.RULE)
_KNOWN, _MUCH = 2, 150
"""Words of an entry that a document has somewhere which has so many different ones."""
_ABOUT_AS_GOOD = 2.0
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][\w.-]*\w|`[^`]+`|(?<=^A )[A-Z][a-z]\w+")
_LATIN = re.compile(r"[A-Za-z][\w.-]*\w")
"""What a tip calls by a proper name, in English and in Chinese."""


@dataclass(slots=True)
class Stock:
    """The entries of the manual, as far as they are free."""

    brief: Brief
    dull: frozenset[str]
    """Words that tell nothing of a place in this document."""
    used: set[str] = field(default_factory=set)
    openings: list[str] = field(default_factory=list)
    shapes: set[str] = field(default_factory=set)
    """Of the tips and statements so far."""
    _text: str = ""
    _told: dict[str, list[frozenset[str]]] = field(default_factory=dict)

    def belongs(self, passage: Passage, entry: Entry, head: Head) -> bool:
        """Whether the entry speaks of what the passage speaks of, or of what the words over it do
        and the passage too. An entry of the right topic at the wrong place is worse than none."""
        own = self.in_common(passage, entry, head)
        named = topics.is_named(head, f"{' '.join(passage.path[-1:])} {passage.text}")
        advice = place("advice").search(_over(passage)) is not None
        if own >= (1 if named and not advice else _OWN):
            return True
        return own > 0 and own + self._terms(entry, _over(passage), head) > _AROUND

    def at_hand(self, entry: Entry, head: Head) -> bool:
        """Whether the document speaks of some of what the entry does, and of all that it calls by
        a proper name or a term of its trade: a guide for candidates has no agency to brief, and
        who has no canary no bad one."""
        language = self.brief.language
        called = content(entry.say.of(language), language) & trade_words(head, language)
        if called - content(self.brief.text, language):
            return False
        named = (_LATIN if language == "zh" else _NAME).findall(entry.say.of(language))
        if any(name.lower() not in self.brief.text.lower() for name in named):
            return False
        much = len(content(self.brief.text, language)) >= _MUCH
        return not much or len(shared(entry.say.of(language), self.brief.text, language)) >= _KNOWN

    def in_common(self, passage: Passage, entry: Entry, head: Head) -> int:
        """How many words an entry shares with the passage itself, besides those that a topic is
        known by ('page' is in many documents, and seldom about the pager) and verbs of any
        trade."""
        return self._terms(entry, passage.text, head)

    def _terms(self, entry: Entry, place: str, head: Head) -> int:
        language = self.brief.language
        common = self.shared(entry, place, head) - known_by(head, language) - _verbs()
        return terms(common, entry.say.of(language), language)

    def shared(self, entry: Entry, place: str, head: Head) -> frozenset[str]:
        """The words of an entry that tell where it belongs and stand in the place too."""
        language = self.brief.language
        dull = self.dull | dull_of(head.path, language)
        return shared(entry.say.of(language), place, language, dull)

    def fits(self, passage: Passage, entry: Entry) -> bool:
        """Whether an entry is free, short enough, and not what stood there in other words."""
        if (
            entry.source in self.used
            or self.is_alike(entry)
            or not _in_mood(passage, entry, self.brief.language)
        ):
            return False
        text = entry.say.of(self.brief.language)
        room = max(1.8 * passage.slot.length, passage.slot.length + self._margin)
        if len(text) > room or self.stands(entry):
            return False
        return not says_the_same(text, passage.text, self.brief.language) and not self.said(text)

    def is_alike(self, entry: Entry) -> bool:
        """Whether a tip or a statement is made like one before. Conditions, questions and checks
        are alike by nature."""
        shape = voice.shape(entry.say.of(self.brief.language), self.brief.language)
        return entry.is_free and bool(shape & self.shapes)

    def said(self, text: str) -> bool:
        """Whether a sentence of the document says most of it in its own words: the copy would say
        it twice, or bring back what it leaves out."""
        mine = content(text, self.brief.language)
        if len(mine) < _FEWEST:
            return False
        if not self._told:
            self._told = self._by_word()
        # a sentence that holds so many of the words holds one of any few that are left
        rare = sorted((self._told.get(word, []) for word in mine), key=len)
        spare = len(mine) - math.ceil(_SAID * len(mine)) + 1
        return any(len(mine & c) >= _SAID * len(mine) for some in rare[:spare] for c in some)

    def _by_word(self) -> dict[str, list[frozenset[str]]]:
        """The content words of each sentence of the document, by each of them."""
        found: dict[str, list[frozenset[str]]] = {}
        for line in _SENTENCE.split(self.brief.text):
            words = content(line, self.brief.language)
            for word in words if len(words) >= _FEWEST else ():
                found.setdefault(word, []).append(words)
        return found

    def stands(self, entry: Entry) -> bool:
        """Whether the document says it word for word, as it does where this is its own copy."""
        if not self._text:
            self._text = _bare(self.brief.text)
        return _bare(entry.say.of(self.brief.language)) in self._text

    @property
    def _margin(self) -> int:
        return 22 if self.brief.language == "zh" else 45

    def rank(self, passage: Passage, entry: Entry, head: Head) -> tuple[float, str]:
        """Less for what suits better, and for what is about as good a mark of the user's own."""
        language = self.brief.language
        text = entry.say.of(language)
        near = 2 * len(self.shared(entry, passage.text, head))
        near += len(self.shared(entry, _over(passage), head))
        distance = abs(len(text) - passage.slot.length) / max(1, passage.slot.length)
        odd = int(voice.opening(text, language) in self.openings[-2:])
        odd += entry.advises != (passage.slot.speech in _TOLD)
        mark = f"{self.brief.seed}:{passage.id}:{entry.source}"
        noise = hashlib.blake2b(mark.encode(), digest_size=4).hexdigest()
        # Users differ in what is about as good.
        return (round((2 * distance + 2.0 * odd - min(near, 6)) / _ABOUT_AS_GOOD), noise)

    def together(self, passage: Passage, entries: Sequence[Entry]) -> Rewrite:
        """Steps of one procedure as the answer, one sentence after the other."""
        language = self.brief.language
        self.used.update(e.source for e in entries)
        self.used.update(e.procedure for e in entries)
        self.openings.append(voice.opening(entries[-1].say.of(language), language))
        text = ("" if language == "zh" else " ").join(e.say.of(language) for e in entries)
        fitted = voice.fitted(text, passage.slot, language)
        alone = passage.slot.place == "sentence"
        return Rewrite(passage.id, fitted, tuple(e.source for e in entries), alone=alone)

    def take(self, passage: Passage, entry: Entry, about: str = "") -> Rewrite:
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
        self.shapes |= voice.shape(entry.say.of(language), language) if entry.is_free else set()
        return Rewrite(passage.id, voice.fitted(text, passage.slot, language), (entry.source,))


@cache
def _verbs() -> frozenset[str]:
    """What orders begin with in every trade, as content words: 'turn' a part or a fan on."""
    return content(" ".join(sorted(orders())), "en")


def _in_mood(passage: Passage, entry: Entry, language: str) -> bool:
    """Whether an entry gives an order where its neighbours do, and none where none of them does.
    Chinese orders look like what is described."""
    if language == "zh" or not passage.beside:
        return True
    orders = [
        advising().match(text) is not None
        for text in (passage.text, *(text for _, text in passage.beside))
    ]
    return any(orders) if entry.orders else not all(orders)


def _over(passage: Passage) -> str:
    return f"{' '.join(passage.path[-1:])} {passage.before}"


def _takes_two(passage: Passage) -> bool:
    """Whether text in this slot may be two sentences: where stops are used, or the original was.
    What is ticked off is one."""
    if passage.slot.place == "check":
        return False
    return passage.slot.full_stop or re.search(r"[。.;；]\s*\S", passage.text) is not None


def _bare(text: str) -> str:
    """A text by its letters and digits."""
    return re.sub(r"[\W_]+", " ", text).strip().lower()
