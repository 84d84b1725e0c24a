"""What goes as a whole: paragraphs, rows, columns, notes, and what held nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antidistill.formats.docx.changes import Changes
from antidistill.formats.docx.growing import Grid, Slot
from antidistill.formats.docx.names import (
    ENTRY_TAGS,
    Element,
    first,
    local,
    new,
    number,
    remove,
    tag,
    value,
    w,
)
from antidistill.formats.docx.stories import Story
from antidistill.span import hull

_BLOCKS = (w("p"), w("tbl"))


def remove_lines(changes: Changes) -> set[Element]:
    """Take the paragraphs out that go; the cells and boxes that they leave empty."""
    hollow: set[Element] = set()
    for change in changes.lines:
        paragraph = change.line.element
        container = paragraph.getparent()
        if not change.removed or container is None:
            continue
        blanks = list(_blanks_of(paragraph))
        if not _may_go(paragraph):
            _empty(paragraph)
        else:
            container.remove(paragraph)
        for blank in blanks:
            if _may_go(blank):
                container.remove(blank)
        if not any(_says(block) for block in container if block.tag in _BLOCKS):
            hollow.add(container)
    return hollow


def _blanks_of(paragraph: Element) -> Iterator[Element]:
    """The blank items below a line that asks for something: nobody would know what to fill in."""
    below = paragraph.getnext()
    item = first(paragraph, "pPr/numPr") is not None
    while not item and below is not None and below.tag == w("p") and not _says(below):
        if first(below, "pPr/numPr") is None:
            return
        yield below
        below = below.getnext()


def _says(block: Element) -> bool:
    shown = map(w, ("t", "drawing", "pict", "sym", "footnoteReference", "endnoteReference"))
    return any(True for _ in block.iter(*shown))


def _may_go(paragraph: Element) -> bool:
    """Whether the document is sound without a paragraph: it ends no section, keeps no two tables
    apart, and is not the last that its container must have."""
    if first(paragraph, "pPr/sectPr") is not None and not _section_moved(paragraph):
        return False
    container = paragraph.getparent()
    blocks = [c for c in container if c.tag in _BLOCKS]
    at = blocks.index(paragraph)
    above = blocks[at - 1] if at else None
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    if len(blocks) == 1:
        return False
    after_table = above is not None and above.tag == w("tbl")
    return not (after_table and (below is None or below.tag == w("tbl")))


def _section_moved(paragraph: Element) -> bool:
    """Let the paragraph above end the section, if it can."""
    above = paragraph.getprevious()
    if above is None or above.tag != w("p") or first(above, "pPr/sectPr") is not None:
        return False
    properties = above.find(w("pPr"))
    if properties is None:
        properties = new("pPr")
        above.insert(0, properties)
    properties.append(first(paragraph, "pPr/sectPr"))
    return True


def _empty(paragraph: Element) -> None:
    """Take all out of a paragraph but its properties and page breaks."""
    for child in list(paragraph):
        if child.tag != w("pPr"):
            paragraph.remove(child)


def remove_hollow(hollow: set[Element], stories: Sequence[Story]) -> None:
    """Take out the boxes, notes, rows and tables that removed paragraphs have left empty."""
    for container in hollow:
        if container.tag == w("txbxContent"):
            drawing = next(container.iterancestors(w("drawing"), w("pict")), None)
            if drawing is not None and len(list(drawing.iter(w("txbxContent")))) == 1:
                remove(drawing)
        elif local(container) in ENTRY_TAGS:
            _remove_note(container, stories)
        elif container.tag == w("tc"):
            _remove_row_of(container, hollow)
    for story in stories:
        for wrapping in list(story.root.iter(tag("mc:AlternateContent"))):
            if wrapping.find(f".//{w('drawing')}") is None:
                remove(wrapping)


def _remove_row_of(cell: Element, hollow: set[Element]) -> None:
    row = cell.getparent()
    if row is None or any(c not in hollow and _says(c) for c in row.findall(w("tc"))):
        return
    table = row.getparent()
    remove(row)
    if table is not None and table.find(w("tr")) is None:
        drop_table(table)


def _remove_note(note: Element, stories: Sequence[Story]) -> None:
    kind, key = local(note), note.get(w("id"))
    remove(note)
    for story in stories:
        for reference in list(story.root.iter(w(f"{kind}Reference"))):
            if reference.get(w("id")) == key:
                remove(reference)


def drop_unused_notes(stories: Sequence[Story]) -> None:
    """Take out the notes to which nothing refers any more."""
    for story in stories:
        one = story.kind.removesuffix("s")
        if one not in ENTRY_TAGS:
            continue
        used = {e.get(w("id")) for s in stories for e in s.root.iter(w(f"{one}Reference"))}
        for note in list(story.root):
            if note.get(w("type")) in (None, "normal") and note.get(w("id")) not in used:
                remove(note)


# -- tables


def settle_grids(grids: Sequence[Grid], changes: Changes) -> None:
    """Take out the rows and columns that the edits take."""
    for grid in grids:
        standing = []
        for row, slots in grid.rows:
            if changes.takes(hull(slot.extent for slot in slots)):
                _hand_down(row)
                remove(row)
            else:
                standing.append((row, slots))
        if not standing:
            drop_table(grid.table)
        elif len(standing[0][1]):
            _settle_columns(grid.table, standing, changes)


def drop_table(table: Element) -> None:
    """Take a table out; what stood around it stays sound."""
    container = table.getparent()
    if container is None:
        return
    container.remove(table)
    if container.tag != w("body") and container.find(w("p")) is None:
        container.append(new("p"))


def _hand_down(row: Element) -> None:
    """Let cells that go on in the row below begin there."""
    below = row.getnext()
    if below is None or below.tag != w("tr"):
        return
    starts = {at for at, cell in _columns(row) if value(cell, "tcPr/vMerge") == "restart"}
    for at, cell in _columns(below):
        merge = first(cell, "tcPr/vMerge")
        if at in starts and merge is not None and merge.get(w("val")) != "restart":
            merge.set(w("val"), "restart")


def _columns(row: Element) -> list[tuple[int, Element]]:
    at = number(value(row, "trPr/gridBefore"))
    found = []
    for cell in row.findall(w("tc")):
        found.append((at, cell))
        at += max(1, number(value(cell, "tcPr/gridSpan"), 1))
    return found


def _settle_columns(
    table: Element, rows: Sequence[tuple[Element, list[Slot]]], changes: Changes
) -> None:
    gone = [[changes.takes(slot.extent) for slot in slots] for _, slots in rows]
    width = min(len(marks) for marks in gone)
    columns = [c for c in range(width) if all(marks[c] for marks in gone)]
    for (_, slots), marks in zip(rows, gone, strict=True):
        for cell in {slot.cell for slot in slots if slot.cell is not None}:
            mine = [m for slot, m in zip(slots, marks, strict=True) if slot.cell is cell]
            _narrow(cell, len(mine), sum(mine))
    if columns:
        _close_up(table, columns)


def _narrow(cell: Element, places: int, gone: int) -> None:
    if gone >= places:
        remove(cell)
    elif gone:
        span = first(cell, "tcPr/gridSpan")
        if span is not None:
            span.set(w("val"), str(places - gone))


def _close_up(table: Element, columns: Sequence[int]) -> None:
    """Take columns out of the table's grid, and share their width among the others."""
    grid = table.find(w("tblGrid"))
    widths = list(grid) if grid is not None else []
    if max(columns) >= len(widths):
        return
    total = sum(number(c.get(w("w"))) for c in widths)
    for column in columns:
        remove(widths[column])
    left = sum(number(c.get(w("w"))) for c in grid)
    if not total or not left:
        return
    sizes = [*grid, *(e for c in table.iter(w("tc")) if (e := first(c, "tcPr/tcW")) is not None
                      and e.get(w("type")) == "dxa")]  # fmt: skip
    for size in sizes:
        size.set(w("w"), str(round(number(size.get(w("w"))) * total / left)))
