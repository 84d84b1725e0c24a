"""Which topic of the manual a passage is about."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from antidistill.engines.base import Brief
from antidistill.manual.load import Head, heads
from antidistill.passage import Passage

_ENOUGH = 3.5
"""Below this score a passage is of no known topic."""
_NAME, _HINT = 1.0, 0.45
_MOST = 6
_HOMES = 3
_AWAY = 0.5
"""What the score of a topic counts in a document that is about something else."""
_SPECIFIC = 3
"""Characters of a name that settles what a passage is about; shorter ones mean many things."""
_NAMED = 0.7
"""Hits of a topic's name (shared ones count less) that settle what a passage is about."""


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """Every word of every head, as one pattern, with what each word says for which topic."""

    pattern: re.Pattern[str]
    says: dict[str, tuple[tuple[str, float], ...]]


def ranked(passages: Sequence[Passage], brief: Brief) -> list[tuple[float, Head]]:
    """The topics that the passages, taken together, can be about, best first."""
    known = heads(*brief.manual_folders)
    index = _index(known)
    first = passages[0]
    scores: defaultdict[str, float] = defaultdict(float)
    for text, weight, cap in (
        (" ".join(p.text for p in passages), 5.0 if len(passages) == 1 else 2.5, 2.0),
        (first.path[-1] if first.path else "", 7.0, 1.5),
        (first.before, 2.5, 1.5),
        (" ".join(first.path[:-1]), 2.0, 1.5),
        (brief.title, 2.0, 1.5),
        (first.after, 0.8, 3.0),
    ):
        for topic, hits in _hits(index, text).items():
            scores[topic] += weight * min(cap, hits)
    for topic, hits in _hits(index, brief.text).items():
        scores[topic] += 1.2 * math.log1p(hits)
    by_id = {h.id: h for h in known}
    at_home = _at_home(index, known, brief)
    weighed = ((s if t in at_home else _AWAY * s, by_id[t]) for t, s in scores.items())
    best = [pair for pair in weighed if pair[0] >= _ENOUGH]
    return sorted(best, key=lambda pair: (-pair[0], pair[1].id))[:_MOST]


def _at_home(index: _Index, known: tuple[Head, ...], brief: Brief) -> frozenset[str]:
    """The topics that suit the document as a whole: those it names most, their fields and their
    neighbours. 'Data migration' means another thing in a storage runbook than in a schema guide."""
    hits = _hits(index, f"{brief.title}\n{brief.title}\n{brief.title}\n{brief.text}")
    top = sorted(known, key=lambda h: (-hits.get(h.id, 0.0), h.id))[:_HOMES]
    top = [h for h in top if hits.get(h.id, 0.0) > 0]
    fields = {h.field for h in top}
    near = {n for h in top for n in h.neighbours}
    return frozenset(h.id for h in known if h.field in fields or h.id in near)


def named(passage: Passage, brief: Brief) -> list[tuple[float, Head]]:
    """The topics that the passage itself calls by name, best first."""
    known = heads(*brief.manual_folders)
    hits = _hits(_index(known), passage.text)
    low = passage.text.lower()
    best = [
        (hits[h.id], h)
        for h in known
        if hits.get(h.id, 0.0) >= _NAMED
        and any(w in low for w in (*h.names.en, *h.names.zh) if len(w) >= _SPECIFIC)
    ]
    return sorted(best, key=lambda pair: (-pair[0], pair[1].id))[:2]


def _hits(index: _Index, text: str) -> dict[str, float]:
    return dict(_counted(index, text))


@cache
def _index(known: tuple[Head, ...]) -> _Index:
    says: dict[str, dict[str, float]] = {}
    for head in known:
        for words, weight in ((head.hints, _HINT), (head.names, _NAME)):
            for word in (*words.en, *words.zh):
                says.setdefault(word, {})[head.id] = weight
    shared = {
        word: tuple((t, w / math.sqrt(len(topics))) for t, w in sorted(topics.items()))
        for word, topics in says.items()
    }
    longest = sorted(shared, key=lambda w: (-len(w), w))
    return _Index(re.compile("|".join(_pattern(w) for w in longest), re.IGNORECASE), shared)


def _pattern(word: str) -> str:
    if word.isascii():
        return rf"(?<![A-Za-z0-9]){re.escape(word)}(?:e?s)?(?![A-Za-z0-9])"
    return re.escape(word)


@lru_cache(maxsize=4096)
def _counted(index: _Index, text: str) -> tuple[tuple[str, float], ...]:
    total: defaultdict[str, float] = defaultdict(float)
    for match in index.pattern.finditer(text):
        word = match.group().lower()
        form = next((f for f in (word, word[:-1], word[:-2]) if f in index.says), word)
        for topic, weight in index.says.get(form, ()):
            total[topic] += weight
    return tuple(total.items())
