"""What the header of a table says about its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from antidistill.document import Document, Form
from antidistill.reading import Reading


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell stands in its table."""

    block: int
    row: int
    """Index of its row's block."""
    column: int
    """0 for the first."""
    header: str
    """Text of the header cell above it, '' if there is none."""
    headers: tuple[str, ...]
    """Texts of all header cells of its table."""
    is_header: bool


@lru_cache(maxsize=4)
def cells(reading: Reading) -> Mapping[int, Cell]:
    """The cells of all tables with text, by index of their block."""
    document = reading.document
    found: dict[int, Cell] = {}
    for index, block in enumerate(document.blocks):
        if block.form is Form.TABLE:
            found.update(_of_table(document, index))
    return found


def _of_table(document: Document, index: int) -> dict[int, Cell]:
    rows = [i for i in document.children(index) if document.blocks[i].form is Form.ROW]
    rows = [i for i in rows if document.blocks[i].info != "delimiter"]
    headers = _texts(document, rows[0]) if rows else ()
    found = {}
    for row in rows:
        for column, block in enumerate(_cells(document, row)):
            header = headers[column] if column < len(headers) else ""
            found[block] = Cell(block, row, column, header, headers, row == rows[0])
    return found


def _cells(document: Document, row: int) -> list[int]:
    return [i for i in document.children(row) if document.blocks[i].form is Form.CELL]


def _texts(document: Document, row: int) -> tuple[str, ...]:
    found = (document.content(document.blocks[i]) for i in _cells(document, row))
    return tuple(text.strip().strip("*_` ") for text in found)
