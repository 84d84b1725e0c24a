"""Which topic of the manual a passage is about."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from antidistill.engines.base import Brief
from antidistill.engines.local import occurring
from antidistill.engines.local.headings import heading_of, is_special, is_specific, word_stands
from antidistill.manual.load import Head, callers, heads
from antidistill.manual.topic import Topic
from antidistill.passage import Passage

_ENOUGH = 3.5
"""Below this score a passage is of no known topic."""
_NAME, _HINT = 1.0, 0.45
_MOST = 6
_HOMES = 3
_AWAY = 0.5
"""What the score of a topic counts in a document that is about something else."""
_HINTED = 2
"""Distinct hints that stand for a name."""
_SPOKEN_OF, _LONG = 3, 4000
"""Distinct words of a topic from which on a document is about it, and not only in its trade; one
more for every so many characters."""
_ADDRESS = re.compile(r"\b(?:https?|ftp)://[!-~]+|\bwww\.[!-~]+")
"""What it is made of names no topic: 'https' is in documents on everything."""


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """Every word of every head, with what each word says for which topic."""

    words: occurring.Words
    says: dict[str, tuple[tuple[str, float, bool], ...]]
    """Word → (topic, weight, whether it is a name of the topic)."""


@dataclass(frozen=True, slots=True)
class _Hits:
    """What a text says for one topic."""

    score: float = 0.0
    """Weights of the distinct words; a word that comes often counts a little more."""
    names: int = 0
    """Distinct names of the topic."""
    hints: int = 0


_NONE = _Hits()


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
            scores[topic] += weight * min(cap, hits.score)
    whole, at_home = _whole(brief)
    for topic, hits in whole.items():
        scores[topic] += 1.2 * hits.score
    best = [
        (scores[h.id] * (1.0 if h.id in at_home else _AWAY), h)
        for h in known
        if _is_told(whole.get(h.id, _NONE))
    ]
    best = [pair for pair in best if pair[0] >= _ENOUGH]
    return sorted(best, key=lambda pair: (-pair[0], pair[1].id))[:_MOST]


def named(passage: Passage, brief: Brief) -> list[tuple[float, Head]]:
    """The topics that the passage itself calls by a name that can mean nothing else."""
    known = heads(*brief.manual_folders)
    low = passage.text.lower()
    hits = _hits(_index(known), passage.text)
    _, at_home = _whole(brief)
    best = [
        (hits[h.id].score, h)
        for h in known
        if h.id in hits
        and hits[h.id].names
        and (h.id in at_home or hits[h.id].names + hits[h.id].hints > 1)
        and any(w in low for w in (*h.names.en, *h.names.zh) if is_specific(w))
    ]
    return sorted(best, key=lambda pair: (-pair[0], pair[1].id))[:2]


def at_home(brief: Brief) -> list[Head]:
    """The topics that suit the document as a whole, those that it says most for first."""
    known = heads(*brief.manual_folders)
    whole, suiting = _whole(brief)
    return sorted(
        (h for h in known if h.id in suiting),
        key=lambda h: (-whole.get(h.id, _NONE).score, h.id),
    )


def is_spoken_of(head: Head, brief: Brief) -> bool:
    """Whether the document speaks of a topic in several words. One alone says where it is at work:
    what else is known about the topic would be of other things than those of the document."""
    hits = _whole(brief)[0].get(head.id, _NONE)
    return hits.names + hits.hints >= _SPOKEN_OF + len(brief.text) // _LONG


def near(of: Sequence[Head], brief: Brief) -> list[Head]:
    """The neighbours of topics, as these name them."""
    known = {h.id: h for h in heads(*brief.manual_folders)}
    names = dict.fromkeys(n for h in of for n in h.neighbours if n in known)
    return [known[n] for n in names if known[n] not in of]


def telling(passages: Sequence[Passage], brief: Brief) -> list[Head]:
    """The topics that a list may take its steps from: the headings, the lead-in or the list itself
    speak of them, or a heading word calls them that is used for nothing else in documents like
    this. A word alone may mean something else, as certificates of a course and of a server."""
    known = heads(*brief.manual_folders)
    first = passages[0]
    place = " ".join((*first.path, first.before, *(p.text for p in passages)))
    told = _hits(_index(known), place)
    called = _called(heading_of(first), brief)
    _, at_home_ids = _whole(brief)
    return [
        h for h in known if _is_told(told.get(h.id, _NONE)) or (h in called and h.id in at_home_ids)
    ]


def _called(heading: str, brief: Brief) -> frozenset[Head]:
    """The topics one of whose procedures a heading calls by a word that no other topic has."""
    return frozenset(
        callers(*brief.manual_folders)[word][0]
        for word in unique(brief)
        if word_stands(word, heading) and is_special(word, heading)
    )


def unique(brief: Brief) -> frozenset[str]:
    """The heading words that call procedures of one topic only."""
    return _unique(brief.manual_folders)


@cache
def _unique(folders: tuple[Path, ...]) -> frozenset[str]:
    return frozenset(word for word, owners in callers(*folders).items() if len(owners) == 1)


def spoken(passage: Passage, topic: Topic) -> str:
    """The product that an item among loose rules speaks of, as it spells it, where the heading and
    the lead-in do not say that all of them are about it; else nothing."""
    around = f"{' '.join(passage.path)} {passage.before}".lower()
    for name in (*topic.names.en, *topic.names.zh):
        pattern = occurring.pattern_of(name)
        found = re.search(pattern, passage.text, re.IGNORECASE) if name.isascii() else None
        if found is not None and " " not in name and found.group()[0].isupper():
            return "" if word_stands(name, around) else found.group()
    return ""


def of(text: str, brief: Brief) -> frozenset[Head]:
    """The topics that a heading or a sentence speaks of; none if it speaks of no topic."""
    known = heads(*brief.manual_folders)
    hits = _hits(_index(known), text)
    return frozenset(h for h in known if h.id in hits)


def _is_told(hits: _Hits) -> bool:
    """Whether a text speaks of a topic: it names it, or has several of its words."""
    return hits.names > 0 or hits.hints >= _HINTED


@lru_cache(maxsize=8)
def _whole(brief: Brief) -> tuple[dict[str, _Hits], frozenset[str]]:
    """What a document as a whole says for each topic, and the topics that suit it; nobody may
    change them."""
    known = heads(*brief.manual_folders)
    hits = _of_text(_index(known), f"{brief.title}\n{brief.text}")
    return hits, _at_home(hits, known)


def _at_home(whole: dict[str, _Hits], known: tuple[Head, ...]) -> frozenset[str]:
    """The topics that suit the document as a whole: those it names most, their fields and their
    neighbours. 'Data migration' means another thing in a storage runbook than in a schema guide."""
    told = [h for h in known if _is_told(whole.get(h.id, _NONE))]
    top = sorted(told, key=lambda h: (-whole[h.id].score, h.id))[:_HOMES]
    fields = {h.field for h in top}
    near = {n for h in top for n in h.neighbours}
    return frozenset(h.id for h in known if h.field in fields or h.id in near)


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
def _counted(index: _Index, text: str) -> tuple[tuple[str, _Hits], ...]:
    return tuple(_of_text(index, text).items())


def _of_text(index: _Index, text: str) -> dict[str, _Hits]:
    counts: Counter[str] = Counter()
    for word in index.words.in_(_ADDRESS.sub(" ", text)):
        counts[next((f for f in (word, word[:-1], word[:-2]) if f in index.says), word)] += 1
    found: dict[str, _Hits] = {}
    for word, count in counts.items():
        for topic, weight, is_name in index.says.get(word, ()):
            old = found.get(topic, _NONE)
            score = old.score + weight * (1 + 0.3 * math.log(count))
            found[topic] = _Hits(score, old.names + is_name, old.hints + (not is_name))
    return found


def _hits(index: _Index, text: str) -> dict[str, _Hits]:
    return dict(_counted(index, text))
