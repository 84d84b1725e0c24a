"""The detector's seven scores, 0 to 10, as far as a program can count them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from antidistill.audit.base import Level
from antidistill.audit.causes import grade
from antidistill.audit.counting import NUMBER, hits, share, with_hit
from antidistill.audit.persona import has_order, replies_of
from antidistill.audit.view import LAYERS, View
from antidistill.audit.words import pattern
from antidistill.message import Message, said

_TOO_SHORT = 200
_SHORT = 500
"""Characters below which nothing is said, and below which it is said with little confidence."""
_SHARES = ((0, 0), (0.1, 2.5), (0.3, 4.5), (0.5, 8), (1, 10))
_STEPS = ((0, 0), (1, 1), (2, 3.5), (3, 5), (4, 7), (5, 8), (8, 10))
_HISTORY = ((0, 0), (1, 3.5), (2, 5), (4, 7), (5, 8), (8, 10))
"""(what was counted, the score that the detector gives for it); between them a straight line."""
_NORMAL, _LIGHT, _MEDIUM = 6.5, 4.5, 2.5


@dataclass(frozen=True, slots=True)
class Score:
    """One dimension."""

    name: str
    weight: float
    value: float | None
    """0 to 10; None when it cannot be counted here."""
    note: str = ""
    """What was counted, or why nothing was."""

    @property
    def open_question(self) -> str:
        """What only a reader can judge here; '' where a program can."""
        return str(self.note.values.get("question", "")) if isinstance(self.note, Message) else ""


@dataclass(frozen=True, slots=True)
class Scores:
    """All seven."""

    dimensions: tuple[Score, ...]
    confidence: str
    """'standard', 'low' or 'none', by the length of the document."""

    @property
    def total(self) -> float | None:
        """Weighted mean of what was counted, 0 to 10; None when the document is too short."""
        counted = [(s.weight, s.value) for s in self.dimensions if s.value is not None]
        if not counted or self.confidence == "none":
            return None
        return sum(w * v for w, v in counted) / sum(w for w, _ in counted)

    @property
    def level(self) -> Level | None:
        """What the detector makes of the total."""
        total = self.total
        if total is None:
            return None
        if total >= _NORMAL:
            return Level.NONE
        if total >= _LIGHT:
            return Level.LIGHT
        return Level.MEDIUM if total >= _MEDIUM else Level.HIGH


def scores(view: View) -> Scores:
    """The seven scores of a document."""
    size = view.size
    confidence = "none" if size < _TOO_SHORT else "low" if size < _SHORT else "standard"
    found = tuple(Score(name, weight, *of(view)) for name, weight, of in _DIMENSIONS)
    return Scores(found, confidence)


_Found = tuple[float | None, str]


def _facts(view: View) -> _Found:
    items = view.core()
    if not items:
        return None, "no experience part"
    rules = pattern("signals", "rules", "words")
    shares = (
        share(with_hit(items, NUMBER), items),
        share([i for i in items if i.names], items),
        share(with_hit(items, rules), items),
    )
    return 10 * mean(shares), "items with a number, with a name, with must or never"


def _causes(view: View) -> _Found:
    items = view.core()
    if not items:
        return None, "no experience part"
    specific = share([i for i in items if grade(i) >= 2], items)
    return between(specific, _SHARES), "items with a reason"


def _grain(view: View) -> _Found:
    if not view.processes:
        return None, "no process in it"
    steps = mean(len(p.steps) for p in view.processes)
    return between(steps, _STEPS), "steps in each process"


def _vivid(view: View) -> _Found:
    """Six of the detector's ten points; triggers, rhythm, audiences and uniqueness are left."""
    if not view.part(*LAYERS):
        return None, "no layers of character"
    edge = pattern("signals", "persona", "edge")
    replies = replies_of(view.part("L2"))
    polite = pattern("signals", "persona", "polite")
    points = (
        bool(with_hit(view.part("L0"), edge)),
        bool(with_hit(view.part("L2"), pattern("signals", "persona", "sayings"))),
        bool([i for i in replies if not polite.search(i.text)]),
        has_order(view.part("L3")),
        bool(with_hit(view.part("L4"), edge)),
        bool(with_hit(view.part("L3", "L4", "L5"), pattern("signals", "persona", "scenes"))),
    )
    return 10 * mean(points), "six of ten points of a list; the others are not counted"


def _context(view: View) -> _Found:
    found = len(list(hits(view.items, pattern("signals", "context", "words"))))
    return between(found, _HISTORY), "words that tell the history"


def _role(view: View) -> _Found:  # noqa: ARG001
    question = said("whether the depth fits the post")
    return None, said("not counted: {question}", question=question)


def _terms(view: View) -> _Found:
    named = [i for i in view.core() if i.names]
    if not named:
        return 0.0, "no term in the core"
    rules = pattern("signals", "rules", "words")
    ruled = [i for i in named if NUMBER.search(i.text) or rules.search(i.text) or grade(i)]
    return 10 * share(ruled, named), "items with a name that also have a value, rule or reason"


def between(value: float, points: Sequence[tuple[float, float]]) -> float:
    """The value on the line through the points, which are sorted; held at both ends."""
    for (x, y), (to, up) in pairwise(points):
        if value <= to:
            return y + (up - y) * (max(value, x) - x) / (to - x)
    return points[-1][1]


_DIMENSIONS: tuple[tuple[str, float, Callable[[View], _Found]], ...] = (
    ("facts", 3.5, _facts),
    ("reasons", 2.5, _causes),
    ("grain of processes", 2.0, _grain),
    ("vividness of the person", 3.0, _vivid),
    ("history", 2.0, _context),
    ("fit to the post", 1.0, _role),
    ("terms in use", 0.5, _terms),
)
