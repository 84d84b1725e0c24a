"""What speaks for a set of steps in a place: that they are about what stood there, and told as
finely."""

from __future__ import annotations

from collections.abc import Sequence

from antidistill.engines.local.headings import heading_of, word_stands
from antidistill.engines.local.likeness import content, shared
from antidistill.engines.local.shelves import Entry
from antidistill.engines.local.words import orders, place
from antidistill.manual.load import Head
from antidistill.manual.topic import Procedure
from antidistill.passage import Passage

_MET, _MET_NAMED = 0.4, 0.25
"""Share of the passages of a list that a step of the set must have a word in common with, each one
of its own; and where the heading names the topic of the set. Neither the words that called it nor
verbs of any trade count. A heading that names the topic and calls the set by another word needs no
more."""
_FEW, _WORDS = 2, 2
"""So few passages must have so many words in common with the set, unless it is called by more than
one word: 'warning' may be of many things."""
ACTS = frozenset({"change", "restore", "prepare", "operate", "reconcile", "clean up"})
"""Situations whose steps lean on one another: half of them would leave the act undone."""
_LONG = 2
"""Han characters of one word."""
_APART = 0.5
"""By how much the shares of steps that say where to click may differ."""


def is_about(
    group: Sequence[Passage],
    entries: Sequence[Entry],
    procedure: Procedure,
    head: Head,
    language: str,
    *,
    alone: bool = False,
) -> bool:
    """Whether steps may stand for a list: they speak of what its items speak of, unless the heading
    `alone` calls them, and tell it as finely."""
    heading = heading_of(group[0])
    names = [w for w in head.names.of(language) if word_stands(w, heading)]
    calls = [w for w in procedure.words.of(language) if word_stands(w, heading)]
    told = [e.say.of(language) for e in entries]
    if place("described").search(group[0].before):
        return False
    if procedure.situation in ACTS and place("norms").search(heading):
        # what holds in every case is no act with an order
        return False
    if abs(_clicks([p.text for p in group]) - _clicks(told)) >= _APART:
        return False
    if alone or any(n not in c and c not in n for n in names for c in calls):
        return True
    dull = content(" ".join(sorted(orders())), "en").union(
        *(content(w, language) for w in (*names, *calls))
    )
    met = [frozenset().union(*(shared(t, p.text, language, dull) for t in told)) for p in group]
    phrase = any(w == heading or (" " in w if w.isascii() else len(w) > _LONG) for w in calls)
    words = len(frozenset().union(*met))
    if len(group) <= _FEW and words < (1 if phrase else _WORDS):
        return False
    return min(words, sum(map(bool, met))) >= (_MET_NAMED if names else _MET) * len(group)


def _clicks(texts: Sequence[str]) -> float:
    """The share of texts that say where to click."""
    return sum(place("clicks").search(text) is not None for text in texts) / len(texts)
