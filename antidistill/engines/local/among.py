"""Steps of a procedure among steps that stay: none of them says again what stays, and each stands
where the procedure's order puts it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from antidistill.engines.local.likeness import says_the_same, shared
from antidistill.engines.local.shelves import Entry
from antidistill.finding import Kind
from antidistill.passage import Passage

_AGAIN = re.compile(r"(?:Repeat|Do the same|Again|Then)\b|(?:再|重复|同样|然后)")
"""Openings of a step that leans on the one before it."""
_ALIKE = 2
"""Words in common from which on a step that stays is taken for one of the procedure's."""
_FILLED, _MUCH = 10.0, 3
"""What a passage that gets an entry is worth, beside the words that they have in common, of which
no more count than so many."""


def placed(
    passages: Sequence[Passage], entries: Sequence[Entry], language: str, dull: frozenset[str]
) -> dict[str, Entry]:
    """An entry for passages of one list, by their ids: those between two steps that stay get what
    the procedure has between the two. It neither begins behind a step that stays nor ends before
    one, but goes on from about where the list does. Passages for which it has nothing get none."""
    stays = _anchors(passages, entries, language, dull)
    fresh = unsaid(passages, entries, language, dull)
    beside = [position for position, _ in passages[0].beside]
    begin, end = 0, len(entries)
    first_at, last_at = passages[0].slot.position, passages[-1].slot.position
    if any(p < first_at for p in beside):
        begin = max(1, round(first_at * (end - 1)))
    if any(p > last_at for p in beside):
        end = min(end - 1, round(last_at * (end - 1)) + 1)
    taken: dict[str, Entry] = {}
    for (left, first), (right, last) in pairwise([(-1.0, begin - 1), *stays, (2.0, end)]):
        here = {p.slot.position: p.id for p in passages if left < p.slot.position < right}
        free = [e for e in entries[first + 1 : last] if e in fresh]
        if not here or not free:
            continue
        # what stays between them without being one of the procedure's has a place in its order too
        others = [p for p in beside if left < p < right]
        places = sorted((*here, *others)) if len(free) >= len(here) + len(others) else sorted(here)
        chosen = zip(places, spread(free, len(places)), strict=False)
        taken |= {here[place]: e for place, e in chosen if place in here}
    return taken


def unsaid(
    passages: Sequence[Passage], entries: Sequence[Entry], language: str, dull: frozenset[str]
) -> list[Entry]:
    """The entries without those that a step which stays says already, and those that lean on the
    step before them in the procedure."""
    stays = [text for _, text in passages[0].beside]
    return [
        e
        for e in entries
        if not _AGAIN.match(e.say.of(language))
        and all(len(shared(e.say.of(language), text, language, dull)) < _ALIKE for text in stays)
    ]


def alike(
    passages: Sequence[Passage], entries: Sequence[Entry], suits: Callable[[Passage, Entry], bool]
) -> dict[str, Entry]:
    """An entry for each passage that one suits, in the procedure's order."""
    taken: dict[str, Entry] = {}
    first = 0
    for passage in passages:
        near = [i for i, e in enumerate(entries) if i >= first and suits(passage, e)]
        if near:
            first = near[0] + 1
            taken[passage.id] = entries[near[0]]
    return taken


def aligned(
    passages: Sequence[Passage], entries: Sequence[Entry], language: str, *, whole: bool = False
) -> dict[str, Entry]:
    """An entry for each passage as far as there are any, in the order of both, so that they speak
    of the same things as often as can be, and else stand about where the procedure has them.
    Advice does not come back in other words. A `whole` act ends as the procedure does."""
    # best[i][j]: the worth of the first i passages and j entries, and who gets what
    best: list[list[tuple[float, dict[str, Entry]]]] = [[(0.0, {})] * (len(entries) + 1)]
    for i, passage in enumerate(passages, 1):
        row: list[tuple[float, dict[str, Entry]]] = [best[i - 1][0]]
        for j, entry in enumerate(entries, 1):
            worth, given = best[i - 1][j - 1]
            away = abs((i - 1) / max(1, len(passages) - 1) - (j - 1) / max(1, len(entries) - 1))
            ends = whole and i == len(passages) and j == len(entries)
            worth += _FILLED - away + _common(passage, entry, language) + ends * (_MUCH + 1)
            taken = (worth, {**given, passage.id: entry})
            row.append(max((row[j - 1], best[i - 1][j], taken), key=lambda pair: pair[0]))
        best.append(row)
    return best[-1][-1][1]


def _common(passage: Passage, entry: Entry, language: str) -> float:
    text = entry.say.of(language)
    if passage.kind is not Kind.PROCEDURE and says_the_same(text, passage.text, language):
        return -2 * _FILLED
    return min(_MUCH, len(shared(text, passage.text, language)))


def spread(entries: list[Entry], wanted: int) -> list[Entry]:
    """`wanted` of the entries in their order, with the first and the last."""
    if wanted >= len(entries):
        return entries
    if wanted == 1:
        return entries[:1]
    step = (len(entries) - 1) / (wanted - 1)
    return [entries[round(i * step)] for i in range(wanted)]


def _anchors(
    passages: Sequence[Passage], entries: Sequence[Entry], language: str, dull: frozenset[str]
) -> list[tuple[float, int]]:
    """Where steps stay that the procedure has too, with their numbers, in the order of both."""
    found: list[tuple[float, int]] = []
    for position, text in passages[0].beside:
        near = [len(shared(e.say.of(language), text, language, dull)) for e in entries]
        best = max(range(len(near)), key=lambda i: near[i])
        after = found[-1][1] if found else -1
        if near[best] >= _ALIKE and best > after:
            found.append((position, best))
    return found
