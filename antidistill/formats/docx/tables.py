"""Tables: real ones become rows and cells, those that only place text on the page disappear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from antidistill.document import Form
from antidistill.formats.docx.growing import Grid, Slot
from antidistill.formats.docx.inline import inline_of
from antidistill.formats.docx.names import Element, first, is_on, number, value, w
from antidistill.formats.docx.styles import Sheet
from antidistill.span import Span

if TYPE_CHECKING:
    from antidistill.formats.docx.layout import Walk

GAP = " | "
"""Between two cells of a row."""
_HEAD_LENGTH = 60
"""Characters; a longer cell heads no column."""
_PLAIN = ("", "table grid", "normal table", "table normal", "table grid light")
"""Styles that a table has that was given none."""
_FIRST_ROW = 0x20


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, without those of tables in it."""
    return list(table.findall(w("tr")))


def is_grid(table: Element, sheet: Sheet) -> bool:
    """Whether a table holds rows and columns of cells: not a box, a column of boxes, or a layout
    of headings, text boxes and other tables."""
    inside = any(True for _ in table.iterdescendants(w("tbl"), w("txbxContent")))
    if inside or max((len(list(_places(r))) for r in rows_of(table)), default=0) < 2:
        return False
    return not any(_is_heading(p, sheet) for p in table.iter(w("p")))


def _is_heading(paragraph: Element, sheet: Sheet) -> bool:
    style = value(paragraph, "pPr/pStyle")
    return bool(style) and (sheet.outline(style) > 0 or sheet.name(style) == "title")


def _places(row: Element) -> Iterator[tuple[Element | None, bool]]:
    """The places of a row in the table's grid: the cell that covers each, and whether it is the
    cell's first."""
    yield from ((None, True) for _ in range(number(value(row, "trPr/gridBefore"))))
    for cell in row.findall(w("tc")):
        wide = max(1, min(63, number(value(cell, "tcPr/gridSpan"), 1)))
        yield from ((cell, n == 0) for n in range(wide))
    yield from ((None, True) for _ in range(number(value(row, "trPr/gridAfter"))))


def grid(walk: Walk, table: Element, parent: int) -> None:
    """Lay out a table: a line a row."""
    growth = walk.growth
    index = growth.add(Form.TABLE, growth.at, parent)
    made = Grid(table)
    growth.grids.append(made)
    rows = rows_of(table)
    heads = _heads(table, rows, walk.sheet)
    for row in rows:
        info = "header" if row in heads else ""
        made.rows.append((row, _row(walk, row, index, info)))
    growth.close(index)


def _row(walk: Walk, row: Element, parent: int, info: str) -> list[Slot]:
    growth = walk.growth
    places = list(_places(row))
    index = growth.add(Form.ROW, growth.at, parent, info=info)
    slots = []
    before = growth.at
    for number_, (cell, is_first) in enumerate(places):
        start = growth.at
        leaf = growth.add(Form.CELL, start, index, info=info)
        if cell is not None and is_first:
            _cell(walk, cell, leaf)
        content_end = growth.at
        if number_ + 1 < len(places):
            growth.write(GAP)
            extent = Span(start, growth.at)
        else:
            extent = Span(before, content_end)
        growth.nodes[leaf].start, growth.nodes[leaf].end = extent.start, extent.end
        before = content_end
        slots.append(Slot(cell, extent, is_first))
    growth.write("\n")
    growth.close(index)
    return slots


def _cell(walk: Walk, cell: Element, leaf: int) -> None:
    paragraphs = cell.findall(w("p"))
    for number_, paragraph in enumerate(paragraphs):
        inline = inline_of(paragraph, walk.sheet, walk.results)
        place_in_list = number_ + 1 < len(paragraphs)
        line = walk.growth.line(paragraph, inline, marked=place_in_list)
        node = walk.growth.nodes[leaf]
        start = node.start
        walk.growth.fill(leaf, line)
        node.start = start


def _heads(table: Element, rows: list[Element], sheet: Sheet) -> list[Element]:
    """The rows that name the columns: marked so, or the first one if it looks like it."""
    marked = [r for r in rows if is_on(first(r, "trPr/tblHeader"))]
    if marked and len(marked) < len(rows):
        return marked[:1]
    if len(rows) < 2 or not _is_short(rows[0]):
        return []
    return rows[:1] if _is_styled(table, sheet) or _stands_out(rows) else []


def _is_short(row: Element) -> bool:
    texts = ["".join(t.text or "" for t in c.iter(w("t"))) for c in row.findall(w("tc"))]
    return all(0 < len(t.strip()) <= _HEAD_LENGTH for t in texts[1:]) and len(texts) > 1


def _is_styled(table: Element, sheet: Sheet) -> bool:
    """Whether the table is in a style that sets its first row apart."""
    look = first(table, "tblPr/tblLook")
    if look is None or sheet.name(value(table, "tblPr/tblStyle")) in _PLAIN:
        return False
    bits = look.get(w("val")) or "0"
    return look.get(w("firstRow")) == "1" or bool(int(bits, 16) & _FIRST_ROW)


def _stands_out(rows: list[Element]) -> bool:
    """Whether the first row is bold or shaded and the second is not, or it is the only one whose
    cells are all filled and short."""
    bolder = _is_bold(rows[0]) > _is_bold(rows[1])
    darker = _is_shaded(rows[0]) > _is_shaded(rows[1])
    return bolder or darker or (len(rows) > 2 and not any(map(_is_short, rows[1:])))


def _is_bold(row: Element) -> bool:
    runs = [r for r in row.iter(w("r")) if "".join(t.text or "" for t in r.iter(w("t"))).strip()]
    return bool(runs) and all(is_on(first(r, "rPr/b")) for r in runs)


def _is_shaded(row: Element) -> bool:
    fills = [c.find(f"{w('tcPr')}/{w('shd')}") for c in row.findall(w("tc"))]
    return bool(fills) and all(
        f is not None and f.get(w("fill")) not in (None, "auto", "FFFFFF") for f in fills
    )
