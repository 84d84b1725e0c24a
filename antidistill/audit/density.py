"""S5: facts are thinnest where experience should stand."""

from __future__ import annotations

from collections.abc import Sequence

from antidistill.audit.base import Gauge, Level, Place
from antidistill.audit.counting import NUMBER
from antidistill.audit.view import Item, View
from antidistill.message import listed, said

_WASHED = ("tech", "duties", "review", "experience")
"""From dense to thin, as in a washed file; a normal one has experience first."""
_FEWEST = 3


class Density:
    """Numbers, names and words in code type per hundred characters, part by part."""

    signals = (("S5", "facts are thinnest under experience", ()),)

    def measure(self, view: View) -> Sequence[Gauge]:
        """One gauge; needs three parts, the experience among them."""
        parts = {n: view.part(n) for n in _WASHED}
        rated = {n: density(items) for n, items in parts.items() if items}
        if len(rated) < _FEWEST or "experience" not in rated:
            return (Gauge(None, why="needs an experience part and two others"),)
        order = sorted(rated, key=lambda n: (-rated[n], _WASHED.index(n)))
        washed = order == [n for n in _WASHED if n in rated]
        last = order[-1] == "experience"
        level = Level.HIGH if washed else Level.MEDIUM if last else Level.NONE
        places = tuple(p for i in parts["experience"] for p in _facts(i))
        why = said("thinnest under experience: {order}", order=listed(order, " > ")) if last else ""
        figures: dict[str, float] = {
            said("facts per 100 characters, {n}", n=n): d for n, d in rated.items()
        }
        return (Gauge(level, figures, speaks_for=places, why=why),)


def density(items: Sequence[Item]) -> float:
    """Facts per hundred characters."""
    size = sum(len(i.text) for i in items)
    return 100 * sum(len(_facts(i)) for i in items) / size if size else 0.0


def _facts(item: Item) -> list[Place]:
    code = [c for c in item.code if not any(n in c for n in item.names)]
    words = [*(m.group() for m in NUMBER.finditer(item.text)), *item.names, *code]
    return [Place(w.lower(), item.text, item.span) for w in words]


FAMILY = Density()
