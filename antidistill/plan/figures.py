"""The figures of a firm's rules in tables: the one column of them that a table does without goes
whole. Where a table is about its figures, or the text reckons with them, it stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from antidistill.counts import leaf_before
from antidistill.document import Form
from antidistill.finding import Finding, Kind
from antidistill.plan.asides import is_figure
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import pattern
from antidistill.plan.tables import names_head
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.span import Overlapping

_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"\]\([^)\n]*\)|https?://\S+|`[^`\n]*`")
_BARE = 16
"""Characters up to which a cell with a figure holds hardly anything else."""
_MOST = 0.5
"""Share of a column's filled cells from which on it is one of figures, or tells something."""
_TELLING = 2
"""Columns that a table keeps at least beside the one that goes."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table by columns, as cells of the draft."""

    table: int
    heads: tuple[int, ...]
    body: tuple[tuple[int, ...], ...]
    """The cells of each row below the head."""

    def column(self, number: int) -> list[int]:
        """The cells of a column below its head."""
        return [cell for row in self.body for cell in row[number : number + 1]]


def leave_out(draft: Draft, findings: Sequence[Finding]) -> None:
    """Drop the column of figures of each table that is as whole without it."""
    amounts = Overlapping((f.span, f) for f in findings if is_figure(f))
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.TABLE:
            grid = _grid(draft, index)
            for column in _spare(draft, grid, amounts):
                for unit in (u for c in grid.column(column) for u in draft.units_of(c)):
                    draft.drop(unit)


def _grid(draft: Draft, table: int) -> _Grid:
    rows = draft.children(table)
    heads = [r for r in rows if draft.document.blocks[r].info == "header"]
    body = [r for r in rows if draft.document.blocks[r].info == ""]
    first = tuple(draft.children(heads[0])) if heads else ()
    return _Grid(table, first, tuple(tuple(draft.children(r)) for r in body))


def _spare(draft: Draft, grid: _Grid, amounts: Overlapping[Finding]) -> Iterator[int]:
    """The column of figures, where it is the only one and neither tells the rows apart nor is what
    the table is there for."""
    figures = [n for n in range(len(grid.heads)) if _is_of_figures(draft, grid, n, amounts)]
    if len(figures) != 1 or figures[0] == 0:
        return
    column = figures[0]
    rest = [n for n in range(len(grid.heads)) if n != column]
    telling = [n for n in rest if _tells(draft, grid, n)]
    if len(telling) < _TELLING or not _are_apart(draft, grid, rest):
        return
    if pattern("contacts").fullmatch(_source(draft, grid.heads[column])):
        # how to reach somebody is no rule that the text could reckon with
        yield column
    elif not _is_about_figures(draft, grid) and not _is_named(draft, grid, column):
        yield column


def _is_of_figures(draft: Draft, grid: _Grid, column: int, amounts: Overlapping[Finding]) -> bool:
    """Whether a column holds hardly anything but figures of rules, and nothing critical."""
    cells = [[draft.units[u] for u in draft.units_of(c)] for c in grid.column(column)]
    filled = [units for units in cells if units]
    if any(draft.verdicts[u.index].critical for units in filled for u in units):
        return False
    figured = sum(any(amounts.at(u.span) for u in units) for units in filled)
    bare = all(sum(len(u.text) for u in units) <= _BARE for units in filled)
    return bare and figured > _MOST * len(filled)


def _tells(draft: Draft, grid: _Grid, column: int) -> bool:
    """Whether a column that stays says something of its own in most rows."""
    told = [
        t for c in grid.column(column) if (t := _left(draft, c)) and not t.strip("#. ").isdigit()
    ]
    head = any(draft.units_of(c) for c in grid.heads[column : column + 1])
    return head and len(set(told)) > 1 and len(told) > _MOST * len(grid.body)


def _are_apart(draft: Draft, grid: _Grid, columns: Sequence[int]) -> bool:
    """Whether these columns tell the rows apart, and those behind the first one do not all say the
    same."""
    rows = [tuple(_left(draft, c) for n in columns for c in row[n : n + 1]) for row in grid.body]
    return len(set(rows)) == len(rows) and len({row[1:] for row in rows}) > 1


def _left(draft: Draft, cell: int) -> str:
    """What a cell says, if it stays as it is or with its edits."""
    stays = (u for u in draft.units_of(cell) if draft.verdicts[u].fate is Fate.KEEP)
    return " ".join(draft.text_of(u) for u in stays)


def _is_about_figures(draft: Draft, grid: _Grid) -> bool:
    """Whether the headings or the line above a table say that it is there for its figures."""
    above = [t for s in draft.reading.sections if s.first <= grid.table < s.end for t in s.path]
    before = leaf_before(draft.document, grid.table)
    if before >= 0:
        above += [draft.units[u].text for u in draft.units_of(before)]
    return any(pattern("about_figures").search(text) for text in above)


def _is_named(draft: Draft, grid: _Grid, column: int) -> bool:
    """Whether anything outside a column speaks of what stands in it: its head, one of its figures,
    or that somebody is late."""
    cells = {grid.heads[column], *grid.column(column)}
    others = [u for u in draft.units if u.block not in cells]
    head = _source(draft, grid.heads[column])
    values = {_source(draft, c) for c in grid.column(column)} - {""}
    return any(
        names_head(u.text, head)
        or pattern("reckons").search(u.text)
        or any(_says(u.text, value) for value in values)
        for u in others
    )


def _says(text: str, value: str) -> bool:
    return re.search(rf"(?<![\w.,]){re.escape(value)}(?![\w])", text) is not None


def _source(draft: Draft, cell: int) -> str:
    return " ".join(draft.units[u].text for u in draft.units_of(cell)).strip("*_ ")


def keep_last(draft: Draft) -> None:
    """Give back one figure of a formal rule, the shortest that was cut out, where none is left in
    the text: rules without any number are what a washed document is known by."""
    units = [u for u in draft.units if _is_told(draft, u)]
    if any(_DIGIT.search(_ADDRESS.sub("", draft.left_of(u.index))) for u in units):
        return
    cut = [
        (len(edit.span), edit.span.start, unit.index)
        for unit in units
        for edit in draft.verdicts[unit.index].touches
        if edit.kind is Kind.NORM
        and not edit.new
        and _DIGIT.search(edit.span.of(draft.document.text))
    ]
    if cut:
        _, start, index = min(cut)
        verdict = draft.verdicts[index]
        rest = tuple(e for e in verdict.touches if e.span.start != start)
        draft.verdicts[index] = replace(verdict, touches=rest)


def _is_told(draft: Draft, unit: Unit) -> bool:
    form = draft.document.blocks[unit.block].form
    return unit.index not in draft.gone and form not in (Form.HEADING, Form.CODE)
