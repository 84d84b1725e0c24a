"""What a text says for the topics of the manual: which of their words it has."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from antidistill.engines.local import occurring
from antidistill.manual.load import Head

_NAME, _HINT = 1.0, 0.45
_HINTED = 2
"""Distinct hints that stand for a name."""
_ADDRESS = re.compile(r"\b(?:https?|ftp)://[!-~]+|\bwww\.[!-~]+")
"""What it is made of names no topic: 'https' is in documents on everything."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What a text says for one topic."""

    score: float = 0.0
    """Weights of the distinct words; a word that comes often counts a little more."""
    names: int = 0
    """Distinct names of the topic."""
    hints: int = 0

    @property
    def told(self) -> bool:
        """Whether the text speaks of the topic: it names it, or has several of its words."""
        return self.names > 0 or self.hints >= _HINTED


NONE = Hits()


def hits(known: tuple[Head, ...], text: str) -> dict[str, Hits]:
    """What a text says, by the ids of the topics that it says anything for."""
    return dict(_counted(_index(known), text))


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """Every word of every head, with what each word says for which topic."""

    words: occurring.Words
    says: dict[str, tuple[tuple[str, float, bool], ...]]
    """Word → (topic, weight, whether it is a name of the topic)."""


@cache
def _index(known: tuple[Head, ...]) -> _Index:
    says: dict[str, dict[str, tuple[float, bool]]] = {}
    for head in known:
        for words, weight, is_name in ((head.hints, _HINT, False), (head.names, _NAME, True)):
            for word in (*words.en, *words.zh):
                says.setdefault(word, {})[head.id] = (weight, is_name)
    shared = {
        word: tuple((t, w / math.sqrt(len(ts)), n) for t, (w, n) in sorted(ts.items()))
        for word, ts in says.items()
    }
    return _Index(occurring.words(shared), shared)


@lru_cache(maxsize=4096)
def _counted(index: _Index, text: str) -> tuple[tuple[str, Hits], ...]:
    counts: Counter[str] = Counter()
    for word in index.words.in_(_ADDRESS.sub(" ", text)):
        counts[next((f for f in (word, word[:-1], word[:-2]) if f in index.says), word)] += 1
    found: dict[str, Hits] = {}
    for word, count in counts.items():
        for topic, weight, is_name in index.says.get(word, ()):
            old = found.get(topic, NONE)
            score = old.score + weight * (1 + 0.3 * math.log(count))
            found[topic] = Hits(score, old.names + is_name, old.hints + (not is_name))
    return tuple(found.items())
