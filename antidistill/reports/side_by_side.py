"""The diff in two columns: the original on the left, the copy on the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from antidistill.diff import Change, Piece, changes, pieces
from antidistill.reports.base import Look, Outcome
from antidistill.reports.columns import clean, cut, pad, painted, width, wrap
from antidistill.reports.layout import Row, rows
from antidistill.reports.words import exposed, reasons, title

CONTEXT = 1
UNMEASURED = 120
"""Columns when the output is no terminal."""


class SideBySide:
    """Lines wrap inside their column; the sign between them says what happened."""

    name = "side-by-side"

    def render(self, outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
        """A title, then the changed lines with their neighbours, the reasons below each."""
        for outcome in outcomes:
            made = changes(outcome.result)
            yield look.paint(title(outcome, made), "bold") + "\n"
            table = list(rows(pieces(outcome.result.document.text, made)))
            digits = len(str(max((max(r.old, r.new) for r in table), default=1)))
            yield from _table(table, made, digits, look)
            if note := exposed(outcome.result):
                yield look.paint(f"! {note}", "yellow") + "\n"
            yield "\n"


def _table(table: Sequence[Row], made: Sequence[Change], digits: int, look: Look) -> Iterator[str]:
    total = max(look.width or UNMEASURED, 40)
    column = (total - 2 * (digits + 1) - 3) // 2
    near = _near(table)
    path: tuple[str, ...] = ()
    told: set[int] = set()
    for at, row in enumerate(table):
        if not near[at]:
            continue
        fresh = _changes_of(row) - told
        told |= fresh
        if not at or not near[at - 1]:
            here = _path(table[at : at + CONTEXT + 1], made)
            yield _bar(here if here != path else (), total, look)
            path = here
        yield from _row(row, column, digits, look)
        for reason in reasons([made[n] for n in sorted(fresh)]):
            yield look.paint(cut(" " * digits + f" └ {reason}", total), "cyan") + "\n"


def _path(start: Sequence[Row], made: Sequence[Change]) -> tuple[str, ...]:
    found = {n for row in start for n in _changes_of(row)}
    return made[min(found)].path if found else ()


def _bar(path: tuple[str, ...], total: int, look: Look) -> str:
    text = cut(f"── {clean(' › '.join(path))} ", total - 2) if path else ""
    return look.paint(text + "─" * (total - width(text)), "bold" if path else "dim") + "\n"


def _near(table: Sequence[Row]) -> list[bool]:
    changed = [not row.same for row in table]
    return [any(changed[max(0, at - CONTEXT) : at + CONTEXT + 1]) for at in range(len(table))]


def _changes_of(row: Row) -> set[int]:
    return {p.change for side in (row.left, row.right) for p in side or () if p.change >= 0}


def _row(row: Row, column: int, digits: int, look: Look) -> Iterator[str]:
    left = wrap(row.left, column) if row.left is not None else []
    right = wrap(row.right, column) if row.right is not None else []
    sign = _sign(row)
    for at, (here, there) in enumerate(zip_longest(left, right, fillvalue=())):
        yield (
            "".join(
                (
                    _number(row.old if not at else 0, digits, look),
                    _cell(here, column, look),
                    look.paint(f" {sign} ", "dim"),
                    _number(row.new if not at else 0, digits, look),
                    painted(there, look),
                )
            ).rstrip(" ")
            + "\n"
        )


def _sign(row: Row) -> str:
    if row.same:
        return "│"
    if row.right is None:
        return "<"
    return ">" if row.left is None else "≠"


def _number(number: int, digits: int, look: Look) -> str:
    return look.paint(f"{number or '':>{digits}} ", "dim")


def _cell(line: Iterable[Piece], column: int, look: Look) -> str:
    line = list(line)
    return painted(line, look) + pad("", column - sum(width(p.text) for p in line))
