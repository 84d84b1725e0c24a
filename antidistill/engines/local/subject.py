"""What a document surely is about, and the headings that say no more than one act of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from antidistill.engines.base import Brief
from antidistill.engines.local import topics
from antidistill.engines.local.headings import bare, is_specific, word_stands
from antidistill.engines.local.words import acts, any_heading, common
from antidistill.manual.load import Head, callers, heads, topic
from antidistill.manual.topic import Procedure

_TWICE = 2
"""Headings that name a topic, from which on the document is of its trade."""
_SMALL = frozenset({"the", "a", "an", "and", "of", "for", "in", "on", "to", "our", "how", "after"})
_LATIN = re.compile(r"[a-z][a-z0-9'-]*")
_HAN = re.compile("[\u4e00-\u9fff]+")
_PHRASE = 3
"""Words of a heading that is a phrase."""
_THING = 4
"""Han characters of a thing."""
_ONE = 2
"""Han characters from which on what is left of a heading is a word."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document surely is about."""

    title: str
    """Lower case."""
    own: frozenset[Head]
    """The topics that its title names, or two of its headings."""
    trade: frozenset[Head]
    """They and the others of their trade that the document names."""
    plain: frozenset[str]
    """Calling words of their sets that call no more than one topic of the trade."""

    def calls(self, head: Head, procedure: Procedure, heading: str, language: str) -> bool:
        """Whether a heading says no more than what a set of this trade is called by: one act, and
        what the document is about; or ends in it, where the set is of the document's own topic."""
        low = bare(heading.lower())
        if head not in self.trade or low == self.title:
            return False
        calling = [
            w
            for w in procedure.words.of(language)
            if w not in any_heading() and word_stands(w, low)
        ]
        about = f"{self.title} {' '.join((*head.names.en, *head.names.zh))}"
        if head in self.own:
            return any(_is_all(w, low, about) or _ends_in(w, low) for w in calling)
        return any(w in self.plain and (_is_all(w, low, about) or _does(w, low)) for w in calling)

    def is_called(self, heading: str, brief: Brief) -> bool:
        """Whether a heading alone calls a set of this trade."""
        return any(
            self.calls(h, procedure, heading, brief.language)
            for h in self.called(heading, brief)
            for procedure in topic(h.path).procedures
        )

    def called(self, heading: str, brief: Brief) -> frozenset[Head]:
        """The topics of this trade that have a set which a word of the heading calls."""
        low = heading.lower()
        known = callers(*brief.manual_folders)
        return (
            frozenset(h for word, some in known.items() if word_stands(word, low) for h in some)
            & self.trade
        )


def subject(brief: Brief, paths: Sequence[tuple[str, ...]]) -> Subject:
    """What the document is about, by its title and the headings above the passages."""
    return _subject(brief, tuple(dict.fromkeys(h for path in paths for h in path)))


@lru_cache(maxsize=8)
def _subject(brief: Brief, headings: tuple[str, ...]) -> Subject:
    counts: Counter[Head] = Counter()
    for heading in headings:
        counts.update(_named(heading, brief))
    own = {h for h, n in counts.items() if n >= _TWICE}
    own |= {*_named(brief.title, brief), *topics.titled(brief)}
    suiting = topics.told_of(brief)
    fields, near = {h.field for h in own}, {n for h in own for n in h.neighbours}
    trade = own | {h for h in suiting if h.field in fields or h.id in near}
    known = callers(*brief.manual_folders)
    plain = {word for word, some in known.items() if len(trade & {*some}) == 1}
    return Subject(brief.title.lower(), frozenset(own), frozenset(trade), frozenset(plain))


def _named(text: str, brief: Brief) -> frozenset[Head]:
    """The topics that a heading calls by a name."""
    low = text.lower()
    return frozenset(
        h
        for h in heads(*brief.manual_folders)
        if any(is_specific(w) and word_stands(w, low) for w in (*h.names.en, *h.names.zh))
    )


def _is_all(word: str, heading: str, about: str) -> bool:
    """Whether nothing but words of `about`, and such as stand in any heading, is left of a heading
    without `word`."""
    left = heading.replace(word, " ")
    known = {_stem(w) for w in _LATIN.findall(about)} | _SMALL | any_heading()
    if any(_stem(w) not in known and w not in common("en") for w in _LATIN.findall(left)):
        return False
    for usual in sorted((w for w in any_heading() if not w.isascii()), key=len, reverse=True):
        left = left.replace(usual, " ")
    return not any(
        len(run) >= _ONE and run not in about and not _of_pairs(run, about)
        for run in _HAN.findall(left)
    )


def _of_pairs(run: str, about: str) -> bool:
    return all(run[i : i + 2] in about for i in range(len(run) - 1))


def _ends_in(word: str, heading: str) -> bool:
    """Whether a word is what a heading is about, and the rest says which: 'Latency alert'."""
    if not word.isascii():
        return len(word) > _ONE and heading.endswith(word)
    return f" {heading}".endswith(f" {word}") and len(_LATIN.findall(heading)) <= _PHRASE


def _does(word: str, heading: str) -> bool:
    """Whether a heading is an act and one thing that it is done to: 'Restart the gateway'."""
    if word not in acts() or not heading.startswith(word):
        return False
    left = heading[len(word) :]
    latin = [w for w in _LATIN.findall(left) if w not in _SMALL]
    return len(latin) < _PHRASE and sum(map(len, _HAN.findall(left))) <= _THING


def _stem(word: str) -> str:
    """Without the plural."""
    return word[:-1] if word.endswith("s") and word not in any_heading() else word
