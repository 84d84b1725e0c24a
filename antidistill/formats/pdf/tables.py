"""Tables of a page, from the lines that it draws around their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from antidistill.formats.pdf.opening import Page, Words
from antidistill.formats.pdf.rules import MOST_RULES, Rule

_SAME = 2.5
"""Points by which lines of one place may lie apart."""
_MOST_LINES, _MOST_CELLS = 500, 2_000
_LONG = 600
"""Characters of a cell; what holds more is a page in columns."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page."""

    edges: tuple[float, ...]
    """The borders of its columns, from the left."""
    heights: tuple[float, ...]
    """The borders of its rows, negative, from the top."""
    roots: tuple[tuple[Place, ...], ...]
    """Of each row and column: the first one of the cell that it is part of."""

    def place(self, words: Words) -> Place | None:
        """The cell that words stand in; None outside of the table."""
        column = bisect_right(self.edges, words.x + 1) - 1
        row = bisect_right(self.heights, -(words.y + 0.3 * words.size)) - 1
        inside = 0 <= column < len(self.edges) - 1 and 0 <= row < len(self.heights) - 1
        return self.roots[row][column] if inside else None

    def cells(self, page: Iterable[Words]) -> list[list[list[Words]]]:
        """The words of each cell, in their order."""
        rows: list[list[list[Words]]] = [[[] for _ in row] for row in self.roots]
        for words in page:
            at = self.place(words)
            if at is not None:
                rows[at[0]][at[1]].append(words)
        return rows


def tables_of(page: Page) -> Iterator[Table]:
    """The tables of a page: at least two columns with words in them, or three rows to fill in, and
    no cell with a page of prose. Those without lines between their columns are not seen."""
    rules = _whole(page.rules) if len(page.rules) <= MOST_RULES else []
    for group in _groups(rules) if len(rules) <= _MOST_LINES else ():
        table = _table(group)
        if table is None:
            continue
        cells = table.cells(page.words)
        said = [[sum(len(w.text) for w in cell) for cell in row] for row in cells]
        full = sum(any(column) for column in zip(*said, strict=True))
        if (full > 1 or len(said) > 2) and max(map(max, said)) <= _LONG:
            yield table


def _whole(rules: Sequence[Rule]) -> list[Rule]:
    """The lines, those that go on one another as one: programs draw the border of each cell."""
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.along, round(r.at), r.start)):
        last = out[-1] if out else rule
        near = last.along == rule.along and abs(last.at - rule.at) <= 1
        if out and near and rule.start <= last.end + _SAME:
            out[-1] = replace(last, end=max(last.end, rule.end))
        else:
            out.append(rule)
    return out


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The lines that touch one another, directly or by others."""
    along = [r for r in rules if r.along]
    down = [r for r in rules if not r.along]
    group = {id(r): [r] for r in rules}
    for one in along:
        for other in down:
            mine, its = group[id(one)], group[id(other)]
            if mine is not its and _touch(one, other):
                few, many = sorted((mine, its), key=len)
                many += few
                group.update((id(r), many) for r in few)
    return list({id(g): g for g in group.values()}.values())


def _touch(along: Rule, down: Rule) -> bool:
    wide = along.start - _SAME <= down.at <= along.end + _SAME
    return wide and down.start - _SAME <= along.at <= down.end + _SAME


def _table(group: Sequence[Rule]) -> Table | None:
    along = [r for r in group if r.along]
    down = [r for r in group if not r.along]
    if not along or not down:
        return None
    edges = _places([*(r.at for r in down), *(x for r in along for x in (r.start, r.end))])
    heights = _places([*(-r.at for r in along), *(-y for r in down for y in (r.start, r.end))])
    columns, rows = len(edges) - 1, len(heights) - 1
    if columns < 2 or rows < 1 or columns * rows > _MOST_CELLS:
        return None
    return Table(edges, heights, _roots(edges, heights, along, down))


def _places(found: Iterable[float]) -> tuple[float, ...]:
    """The places of lines, those that are nearly one as one."""
    out: list[float] = []
    for at in sorted(found):
        if not out or at - out[-1] > _SAME:
            out.append(at)
    return tuple(out)


def _roots(
    edges: Sequence[float], heights: Sequence[float], along: Sequence[Rule], down: Sequence[Rule]
) -> tuple[tuple[Place, ...], ...]:
    """Which places are one cell: those with no line between them."""
    columns, rows = len(edges) - 1, len(heights) - 1
    root = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def first(place: Place) -> Place:
        while root[place] != place:
            place = root[place]
        return place

    for r in range(rows):
        for c in range(columns):
            middle = (edges[c] + edges[c + 1]) / 2, -(heights[r] + heights[r + 1]) / 2
            for beside, at, lines, here in (
                ((r, c + 1), edges[c + 1], down, middle[1]),
                ((r + 1, c), -heights[r + 1], along, middle[0]),
            ):
                if beside in root and not _runs(lines, at, here):
                    one, other = sorted((first((r, c)), first(beside)))
                    root[other] = one
    return tuple(tuple(first((r, c)) for c in range(columns)) for r in range(rows))


def _runs(lines: Sequence[Rule], at: float, here: float) -> bool:
    return any(abs(x.at - at) <= _SAME and x.start <= here <= x.end for x in lines)
