"""S6 and the persona index: a description of a person without edges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from antidistill.audit.base import Gauge, Level, Place
from antidistill.audit.counting import NUMBER, hits, share, with_hit
from antidistill.audit.view import LAYERS, Item, View
from antidistill.audit.words import pattern, table

_OPEN = (
    "whether the rules say something that only this person does",
    "whether a reply has a tone of its own",
    "how concrete a rule is beyond numbers, quotations and scenes",
)
_WEIGHTS = (0.30, 0.15, 0.20, 0.15, 0.10, 0.10)
"""Of the six shares, in the order of `Persona`."""


@dataclass(frozen=True, slots=True)
class Persona:
    """What of a description of a person can be told by word lists, each 0 to 1."""

    positive: float
    """Rules of layer 0 that only praise."""
    vague: float
    """Rules of layer 0 without number, quotation or scene."""
    polite: float
    """Sample replies of layer 2 that are only polite."""
    unordered: float
    """1 when layer 3 has no order of its own or weighs everything up."""
    agreeable: float
    """1 when layer 4 has no edge."""
    without_likes: float
    """1 when layer 5 has no dislike; 1 when there is no layer 5."""
    concrete: int
    """Rules of layer 0 with a number, a quotation or a scene."""

    @property
    def index(self) -> float:
        """The persona index, 0 to 1: from 0.3 light, 0.5 medium, 0.7 high."""
        shares = (
            self.positive,
            self.vague,
            self.polite,
            self.unordered,
            self.agreeable,
            self.without_likes,
        )
        total = sum(w * s for w, s in zip(_WEIGHTS, shares, strict=True))
        return total * (0.6 if self.concrete >= 3 else 0.8 if self.concrete else 1.0)


class Template:
    """S6 by its four tests, and the index, on documents that have layers of character."""

    signals = (("S6", "a person without edges", _OPEN), ("PI", "persona index", _OPEN))

    def measure(self, view: View) -> Sequence[Gauge]:
        """Two gauges."""
        if not view.part(*LAYERS):
            none = Gauge(None, why="no layers of character in it")
            return none, none
        rules = view.part("L0")
        edge, stock = pattern("signals", "persona", "edge"), pattern("signals", "filler", "washed")
        edges = tuple(hits(view.part("L0", "L3", "L4", "L5"), edge, "an edge"))
        own = pattern("signals", "persona", "sayings")
        sayings = tuple(hits(view.part("L2"), own, "their words"))
        praise = tuple(Place(i.text.lower(), i.text, i.span, "only praise") for i in _praise(rules))
        washed = tuple(hits(view.part(*LAYERS), stock, "stock sentence"))
        level, why = _level(view, rules)
        found = persona(view)
        figures = {
            "rules of layer 0": float(len(rules)),
            "with an edge": share(with_hit(rules, edge), rules),
        }
        return (
            Gauge(level, figures, (*washed, *praise), (*edges, *sayings), why),
            Gauge(_of_index(found.index), _figures(found), (*washed, *praise), edges),
        )


def persona(view: View) -> Persona:
    """The shares of a document's layers of character."""
    rules, replies = view.part("L0"), replies_of(view.part("L2"))
    concrete = [i for i in rules if _is_concrete(i)]
    polite = pattern("signals", "persona", "polite")
    edge = pattern("signals", "persona", "edge")
    soft = [i for i in with_hit(replies, polite) if not edge.search(i.text)]
    return Persona(
        share(_praise(rules), rules),
        1 - share(concrete, rules) if rules else 0.0,
        share(soft, replies),
        float(not has_order(view.part("L3"))) if view.part("L3") else 1.0,
        float(not with_hit(view.part("L4"), edge)),
        float(not with_hit(view.part("L5", "L3", "L4"), edge)),
        len(concrete),
    )


def _level(view: View, rules: Sequence[Item]) -> tuple[Level, str]:
    edge = pattern("signals", "persona", "edge")
    replies = replies_of(view.part("L2"))
    polite = with_hit(replies, pattern("signals", "persona", "polite"))
    if rules and not with_hit(rules, edge):
        return Level.HIGH, "no rule of layer 0 has an edge"
    if replies and len(polite) == len(replies) and not with_hit(replies, edge):
        return Level.HIGH, "every sample reply is polite"
    order = view.part("L3")
    if order and not has_order(order) and with_hit(order, pattern("signals", "persona", "vague")):
        return Level.HIGH, "everything is weighed up, nothing comes first"
    if view.part("L2") and not with_hit(view.part("L2"), pattern("signals", "persona", "sayings")):
        return Level.MEDIUM, "no words of their own in layer 2"
    return Level.NONE, ""


def _praise(rules: Sequence[Item]) -> list[Item]:
    edge = pattern("signals", "persona", "edge")
    good = with_hit(rules, pattern("signals", "persona", "positive"))
    return [i for i in good if not edge.search(i.text)]


def _is_concrete(item: Item) -> bool:
    quoted = any(mark in item.text for mark in '"“「『')
    scene = pattern("signals", "persona", "scenes").search(item.text)
    return bool(NUMBER.search(item.text)) or quoted or scene is not None


def replies_of(items: Sequence[Item]) -> list[Item]:
    """Lines of a sample dialogue: 'You: …', '你：…'."""
    return [i for i in items if i.text.lstrip("> ").startswith(("你：", "你:", "You:", "You："))]


def has_order(items: Sequence[Item]) -> bool:
    """Whether something comes before something else there: 'A > B', 'first … then'."""
    what = re.compile("|".join(table("signals")["persona"]["order"]["any"]), re.IGNORECASE)
    return any(what.search(i.text) for i in items)


def _of_index(index: float) -> Level:
    if index >= 0.7:
        return Level.HIGH
    if index >= 0.5:
        return Level.MEDIUM
    return Level.LIGHT if index >= 0.3 else Level.NONE


def _figures(found: Persona) -> dict[str, float]:
    return {
        "index": found.index,
        "layer 0 only praises": found.positive,
        "layer 0 without a scene": found.vague,
        "polite replies": found.polite,
        "no order in layer 3": found.unordered,
        "no edge in layer 4": found.agreeable,
        "no dislikes": found.without_likes,
    }


FAMILY = Template()
