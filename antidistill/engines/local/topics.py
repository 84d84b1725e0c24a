"""Which topic of the manual a passage is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from antidistill.engines.base import Brief
from antidistill.engines.local import occurring
from antidistill.engines.local.headings import heading_of, is_special, is_specific, word_stands
from antidistill.engines.local.hits import NONE, Hits, hits
from antidistill.manual.load import Head, callers, heads
from antidistill.manual.topic import Topic
from antidistill.passage import Passage

_ENOUGH = 3.5
"""Below this score a passage is of no known topic."""
_MOST = 6
_HOMES = 3
_AWAY = 0.5
"""What the score of a topic counts in a document that is about something else."""
_NAMES, _AHEAD = 2, 2.0
"""Distinct names of a topic in a document of its trade, and how much more such a document says for
it than for the next, unless its title speaks of it."""


def ranked(passages: Sequence[Passage], brief: Brief) -> list[tuple[float, Head]]:
    """The topics that the passages, taken together, can be about, best first."""
    known = heads(*brief.manual_folders)
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
        for topic, said in hits(known, text).items():
            scores[topic] += weight * min(cap, said.score)
    whole, at_home = _whole(brief)
    for topic, said in whole.items():
        scores[topic] += 1.2 * said.score
    best = [
        (scores[h.id] * (1.0 if h.id in at_home else _AWAY), h)
        for h in known
        if whole.get(h.id, NONE).told
    ]
    best = [pair for pair in best if pair[0] >= _ENOUGH]
    return sorted(best, key=lambda pair: (-pair[0], pair[1].id))[:_MOST]


def named(passage: Passage, brief: Brief) -> list[tuple[float, Head]]:
    """The topics that the passage itself calls by a name that can mean nothing else."""
    known = heads(*brief.manual_folders)
    low = passage.text.lower()
    own = hits(known, passage.text)
    _, at_home = _whole(brief)
    best = [
        (own[h.id].score, h)
        for h in known
        if h.id in own
        and own[h.id].names
        and (h.id in at_home or own[h.id].names + own[h.id].hints > 1)
        and any(w in low for w in (*h.names.en, *h.names.zh) if is_specific(w))
    ]
    return sorted(best, key=lambda pair: (-pair[0], pair[1].id))[:2]


def is_named(head: Head, text: str) -> bool:
    """Whether a text calls a topic by a name that can mean nothing else."""
    low = text.lower()
    return any(word_stands(w, low) for w in (*head.names.en, *head.names.zh) if is_specific(w))


def at_home(brief: Brief) -> list[Head]:
    """The topics that suit the document as a whole, those that it says most for first."""
    known = heads(*brief.manual_folders)
    whole, suiting = _whole(brief)
    return sorted(
        (h for h in known if h.id in suiting),
        key=lambda h: (-whole.get(h.id, NONE).score, h.id),
    )


def told_of(brief: Brief) -> list[Head]:
    """The topics among them that the document speaks of."""
    whole, _ = _whole(brief)
    return [h for h in at_home(brief) if whole.get(h.id, NONE).told]


def trade(brief: Brief) -> list[Head]:
    """The topic that the document surely is about, as its only element: tips on it are at home in
    a chapter of tips; [] for a document that only touches on several."""
    first = next(iter(at_home(brief)), None)
    if first is None:
        return []
    said = _whole(brief)[0]
    best = said.get(first.id, NONE)
    second = max((h.score for t, h in said.items() if t != first.id), default=0.0)
    surely = bool(titled(brief))
    return [first] if surely or (best.names >= _NAMES and best.score >= _AHEAD * second) else []


def titled(brief: Brief) -> list[Head]:
    """The topic that suits the document most, as the only element, if the title speaks of it."""
    return [
        h
        for h in at_home(brief)[:1]
        if h in of(brief.title, brief) and _whole(brief)[0].get(h.id, NONE).told
    ]


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
    told = hits(known, place)
    called = _called(heading_of(first), brief)
    _, at_home_ids = _whole(brief)
    return [h for h in known if told.get(h.id, NONE).told or (h in called and h.id in at_home_ids)]


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
    product = _product(passage.text, topic)
    return "" if word_stands(product.lower(), around) else product


def products(passage: Passage, named: Sequence[Head]) -> frozenset[Head]:
    """Those of the topics that a passage names which are products: what else is known of one is
    still about it, while a word such as 'invoice' says little of what is told about it."""
    return frozenset(h for h in named if _product(passage.text, h))


def _product(text: str, head: Head | Topic) -> str:
    """The first product of a topic that a text names, as it spells it; '' if there is none."""
    for name in (*head.names.en, *head.names.zh):
        if name.isascii() and " " not in name:
            for found in re.finditer(occurring.pattern_of(name), text, re.IGNORECASE):
                opens = found.start() == 0 and text[:1].isascii() and " " in text
                if found.group()[0].isupper() and not (opens and text.isascii()):
                    return found.group()
    return ""


def of(text: str, brief: Brief) -> frozenset[Head]:
    """The topics that a heading or a sentence speaks of; none if it speaks of no topic."""
    known = heads(*brief.manual_folders)
    said = hits(known, text)
    return frozenset(h for h in known if h.id in said)


@lru_cache(maxsize=8)
def _whole(brief: Brief) -> tuple[dict[str, Hits], frozenset[str]]:
    """What a document as a whole says for each topic, and the topics that suit it; nobody may
    change them."""
    known = heads(*brief.manual_folders)
    said = hits(known, f"{brief.title}\n{brief.text}")
    return said, _at_home(said, known)


def _at_home(whole: dict[str, Hits], known: tuple[Head, ...]) -> frozenset[str]:
    """The topics that suit the document as a whole: those it names most, their fields and their
    neighbours. 'Data migration' means another thing in a storage runbook than in a schema guide."""
    told = [h for h in known if whole.get(h.id, NONE).told]
    top = sorted(told, key=lambda h: (-whole[h.id].score, h.id))[:_HOMES]
    fields = {h.field for h in top}
    near = {n for h in top for n in h.neighbours}
    return frozenset(h.id for h in known if h.field in fields or h.id in near)
