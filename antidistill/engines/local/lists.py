"""What of a list an engine is asked to write: all of it, its rest, or some items among others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from antidistill.engines.local import shelves
from antidistill.passage import Passage
from antidistill.reading import Speech

_SET = 3
"""From this many steps on, a list is written from one procedure in its order."""
_REST = 0.6
"""Share of a list that makes its last items the list itself."""
_NEAR = 0.02
_NO_STEPS = frozenset({Speech.LABEL, Speech.CONDITION, Speech.QUESTION, Speech.DIALOGUE})


def heads(group: Sequence[Passage]) -> list[Passage]:
    """The first passage of each item: what else an item says hangs on it."""
    found: list[Passage] = []
    for passage in group:
        if not found or passage.slot.position != found[-1].slot.position or not _listed(passage):
            found.append(passage)
    return found


def is_whole(group: Sequence[Passage]) -> bool:
    """Whether the passages are a list to its end: all of its items, or most, without a gap. Where
    items stay between or behind them, a procedure's order would run into theirs."""
    places = [p.slot.position for p in group]
    if len(places) < _SET or abs(places[-1] - 1.0) > _NEAR:
        return False
    gaps = [b - a for a, b in pairwise(places)]
    if max(gaps) - min(gaps) > _NEAR:
        return False
    return places[0] < _NEAR or len(places) >= _REST * (1 + round(1 / gaps[0]))


def is_sequence(group: Sequence[Passage], language: str, *, called: bool = False) -> bool:
    """Whether the items follow one another as steps do, as those of a checklist do if its heading
    is `called` by an act. Chinese items carry no sign of it."""
    if group[0].slot.place == "check":
        asks = sum(p.slot.speech in (Speech.CONDITION, Speech.QUESTION) for p in group)
        return called and len(group) >= _SET and not asks
    others = sum(p.slot.speech in _NO_STEPS for p in group)
    if any(p.slot.speech in (Speech.CONDITION, Speech.QUESTION) for p in group[:1]):
        return False
    if group[0].slot.place == "step":
        return 3 * others <= len(group)
    if shelves.is_loose(group[0]):
        return False
    steps = sum(p.slot.speech is Speech.STEP for p in group)
    return 2 * others < len(group) if language == "zh" else 3 * steps >= 2 * len(group)


def _listed(passage: Passage) -> bool:
    return passage.slot.place in ("item", "step", "check")
