"""S2: words that stand in the place of a fact."""

from __future__ import annotations

import re
from collections.abc import Sequence

from antidistill.audit.base import Gauge, Level, Place
from antidistill.audit.counting import NUMBER, hits, lines_with, share, with_hit
from antidistill.audit.view import LAYERS, Item, View
from antidistill.audit.words import pattern

_CALIBRATED = 0.2
_FEWEST = 3
"""Items that a part must have before a share of them says anything."""


class Filler:
    """Shares of items with a keyword, and with a verb and an abstract noun and nothing else."""

    signals = (
        ("S2", "filler in the place of facts", ()),
        ("C2", "filler, calibrated", ()),
    )

    def measure(self, view: View) -> Sequence[Gauge]:
        """The signal, and the calibrator's stricter limit."""
        groups = [g for g in _groups(view) if len(g) >= _FEWEST]
        if not groups:
            none = Gauge(None, why="too few items")
            return none, none
        words = pattern("signals", "filler", "keywords")
        stock = pattern("signals", "filler", "washed")
        rated = [(share(_filled(g), g), share(_either(g), g)) for g in groups]
        level = max(_level(k, b) for k, b in rated)
        places = (*hits(view.items, words, "filler"), *hits(view.items, stock, "stock sentence"))
        hollow = [i for i in view.items if _is_hollow(i)]
        places += tuple(Place(i.text.lower(), i.text, i.span, "says nothing") for i in hollow)
        figures = {
            "items with filler": max(k for k, _ in rated),
            "with filler or nothing said": max(b for _, b in rated),
            "lines the line count finds": float(
                lines_with(view.text, pattern("signals", "filler", "lines"))
            ),
        }
        worst = figures["with filler or nothing said"]
        flagged = Level.MEDIUM if worst > _CALIBRATED else Level.NONE
        return Gauge(level, figures, against=places), Gauge(
            flagged, {"with filler or nothing said": worst}, against=places
        )


def _groups(view: View) -> list[list[Item]]:
    if not view.is_skill:
        return [list(view.items)]
    names = ("experience", "tech", "workflow", "review", "duties", *LAYERS)
    return [view.part(name) for name in names]


def _level(keywords: float, both: float) -> Level:
    if keywords > 0.3 or both > 0.4:
        return Level.HIGH
    return Level.MEDIUM if keywords >= 0.15 or both >= 0.2 else Level.NONE


def _filled(items: Sequence[Item]) -> list[Item]:
    words = pattern("signals", "filler", "keywords")
    stock = pattern("signals", "filler", "washed")
    return [i for i in items if words.search(i.text) or stock.search(i.text)]


def _either(items: Sequence[Item]) -> list[Item]:
    filled = _filled(items)
    return [*filled, *(i for i in items if i not in filled and _is_hollow(i))]


def _is_hollow(item: Item) -> bool:
    """A general verb with an abstract noun, and no number, name or code by it."""
    if NUMBER.search(item.text) or item.names or re.search(r"[`_/\"“「]", item.text):
        return False
    if len(with_hit([item], pattern("signals", "filler", "keywords"))) or len(item.text) > 60:
        return False
    verb = pattern("signals", "filler", "verbs").search(item.text)
    noun = pattern("signals", "filler", "nouns").search(item.text, verb.end() if verb else 0)
    return verb is not None and noun is not None and verb.start() < 24


FAMILY = Filler()
