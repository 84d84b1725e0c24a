"""Tables as text: comma-separated and tab-separated values, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from antidistill.document import Block, Document, Form
from antidistill.edit import Edit
from antidistill.message import said
from antidistill.span import Span

_SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Delimited:
    """The format of `.csv` and `.tsv` files."""

    name: str = "table"
    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def read(self, data: bytes, name: str, encoding: str | None = None) -> Document:
        """The document in `data`: one table whose first row is its header."""
        from antidistill.formats.encoding import decode, language_of
        from antidistill.formats.origin import Origin

        decoded = decode(data, encoding)
        origin = Origin(replace(decoded, text=""))
        blocks = parse(decoded.text, separator_of(decoded.text, name))
        language = language_of(decoded.text)
        return Document(decoded.text, blocks, language, name, origin, hard_lines=True)

    def write(self, document: Document, text: str, edits: Sequence[Edit] = ()) -> bytes:
        """`text` in the encoding of `document`; what `edits` put into a cell is quoted so that it
        stays one."""
        from antidistill.edit import apply_edits
        from antidistill.formats.origin import encoded

        if apply_edits(document.text, edits) != text:
            return encoded(document, text)
        return encoded(document, apply_edits(document.text, _quoted(document, edits)))

    def problems(self, document: Document, text: str) -> list[str]:
        """Rows that have more or fewer cells than the header, where all had as many before."""
        separator = separator_of(document.text, document.name)
        before, after = _widths(document.text, separator), _widths(text, separator)
        if len(before) == 1 and len(after) > 1:
            return [said("rows of the table differ in their number of cells")]
        return []


def separator_of(text: str, name: str) -> str:
    """What stands between the cells: a tab in `.tsv`, else what the first line has most of."""
    if name.lower().endswith(".tsv"):
        return "\t"
    first = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
    return max(_SEPARATORS, key=first.count)


@dataclass(slots=True)
class _Cell:
    start: int
    """After the separator or line end before it."""
    end: int = 0
    """Before the separator or line end behind it."""
    quoted: bool = False


@dataclass(slots=True)
class _Row:
    start: int
    end: int = 0
    """After its line end."""
    cells: list[_Cell] = field(default_factory=list)


def parse(text: str, separator: str) -> tuple[Block, ...]:
    """A table, its rows and cells."""
    from antidistill.formats.encoding import refuse_cells

    refuse_cells(text.count(separator) + text.count("\n"))
    rows = list(_rows(text, separator))
    if not rows:
        return ()
    blocks = [Block(Form.TABLE, (), Span(0, len(text)))]
    for number, row in enumerate(rows):
        at, info = len(blocks), "header" if number == 0 else ""
        blocks.append(Block(Form.ROW, (), Span(row.start, row.end), 0, info=info))
        for place, cell in enumerate(row.cells):
            pieces = tuple(_pieces(text, cell))
            blocks.append(Block(Form.CELL, pieces, _extent(row, place), at, info=info))
    return tuple(blocks)


def _rows(text: str, separator: str) -> Iterator[_Row]:
    """The rows with something in them; a quoted cell may hold separators and line ends."""
    cell = re.compile(rf'(?P<quoted>"(?:[^"]|"")*"(?=[{separator}\r\n]|\Z))|[^{separator}\r\n]*')
    at = 0
    while at < len(text):
        row = _Row(at)
        while True:
            match = cell.match(text, at)
            assert match is not None
            row.cells.append(_Cell(match.start(), match.end(), match["quoted"] is not None))
            at = match.end()
            if text[at : at + 1] != separator:
                break
            at += 1
        at += 2 if text[at : at + 2] == "\r\n" else 1 if at < len(text) else 0
        row.end = at
        if len(row.cells) > 1 or any(c.end > c.start for c in row.cells):
            yield row


def _pieces(text: str, cell: _Cell) -> Iterator[Span]:
    """The lines of a cell's text, without quotes and blanks around them."""
    shift = 1 if cell.quoted else 0
    for line in re.finditer(r"[^\r\n]+", text[cell.start + shift : cell.end - shift]):
        bare = line.group().strip()
        if bare:
            start = cell.start + shift + line.start() + line.group().index(bare)
            yield Span(start, start + len(bare))


def _extent(row: _Row, place: int) -> Span:
    """A cell with one separator."""
    cell = row.cells[place]
    if place + 1 < len(row.cells):
        return Span(cell.start, row.cells[place + 1].start)
    return Span(row.cells[place - 1].end if place else cell.start, cell.end)


def _quoted(document: Document, edits: Sequence[Edit]) -> list[Edit]:
    separator = separator_of(document.text, document.name)
    cells = [c for row in _rows(document.text, separator) for c in row.cells]
    out = []
    for edit in edits:
        cell = next(
            (c for c in cells if c.start <= edit.span.start and edit.span.end <= c.end), None
        )
        new = edit.new
        if cell is not None and cell.quoted:
            # Those of the source are doubled already.
            new = re.sub(r'(?<!")"(?!")', '""', new)
        elif cell is not None and re.search(rf'[{separator}"\r\n]', new):
            # A bare cell would need quotes around all of it: its neighbours are left whole instead.
            new = re.sub(r"\s+", " ", new.replace('"', "'")).replace(separator, _instead(separator))
        out.append(replace(edit, new=new))
    return out


def _instead(separator: str) -> str:
    return {",": ";", ";": ",", "\t": " "}[separator]


def _widths(text: str, separator: str) -> set[int]:
    return {len(row.cells) for row in _rows(text, separator)}
