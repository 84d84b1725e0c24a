"""The text and the tree while a Word document is laid out."""

from __future__ import annotations

from dataclasses import dataclass, field

from antidistill.document import Atom, AtomKind, Block, Form
from antidistill.formats.docx.inline import Inline
from antidistill.formats.docx.names import Element
from antidistill.span import Span


@dataclass(slots=True)
class Line:
    """A paragraph in the text."""

    element: Element
    start: int
    end: int
    """Behind its last character; the line feed there is its own if it is `marked`."""
    inline: Inline
    marked: bool = True


@dataclass(slots=True)
class Slot:
    """A place in the grid of a table."""

    cell: Element | None
    """The w:tc that covers it, None where the row begins late or ends early."""
    extent: Span
    first: bool = True
    """Whether it is the first place that the cell covers."""


@dataclass(slots=True)
class Grid:
    """A table that is one, row by row."""

    table: Element
    rows: list[tuple[Element, list[Slot]]] = field(default_factory=list)


@dataclass(slots=True)
class Node:
    """A block to be."""

    form: Form
    start: int
    end: int = 0
    parent: int = -1
    level: int = 0
    info: str = ""
    pieces: list[Span] = field(default_factory=list)
    atoms: list[Atom] = field(default_factory=list)
    marker: Span | None = None


@dataclass(slots=True)
class Growth:
    """What has been laid out so far."""

    parts: list[str] = field(default_factory=list)
    at: int = 0
    """Characters so far."""
    nodes: list[Node] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)

    def write(self, text: str) -> Span:
        """Append to the text; where that stands."""
        start = self.at
        self.parts.append(text)
        self.at += len(text)
        return Span(start, self.at)

    def line(self, paragraph: Element, inline: Inline, *, marked: bool = True) -> Line:
        """Append a paragraph's characters, and its line feed."""
        span = self.write(inline.text)
        line = Line(paragraph, span.start, span.end, inline, marked)
        self.lines.append(line)
        if marked:
            self.write("\n")
        return line

    def add(self, form: Form, start: int, parent: int = -1, level: int = 0, info: str = "") -> int:
        """A new block; its index."""
        self.nodes.append(Node(form, start, start, parent, level, info))
        return len(self.nodes) - 1

    def fill(self, index: int, line: Line) -> None:
        """Make the characters of a line the text of a block, and the line part of its extent."""
        node = self.nodes[index]
        at = line.start
        for piece in line.inline.text.split("\n"):
            blank = len(piece) - len(piece.lstrip())
            if piece.strip() or node.form is Form.CODE:
                left, right = (0, len(piece)) if node.form is Form.CODE else (
                    blank, len(piece.rstrip()))  # fmt: skip
                node.pieces.append(Span(at + left, at + right))
            at += len(piece) + 1
        node.atoms += _atoms(line)
        self.close(index)

    def close(self, index: int) -> None:
        """Let a block and those around it reach as far as the text does now."""
        while index >= 0:
            self.nodes[index].end = max(self.nodes[index].end, self.at)
            index = self.nodes[index].parent

    def blocks(self) -> tuple[Block, ...]:
        """The finished tree."""
        return tuple(
            Block(n.form, tuple(n.pieces), Span(n.start, n.end), n.parent, n.level, n.info,
                  tuple(n.atoms), n.marker)
            for n in self.nodes
        )  # fmt: skip


def _atoms(line: Line) -> list[Atom]:
    def span(where: tuple[int, int]) -> Span:
        return Span(line.start + where[0], line.start + where[1])

    atoms = [Atom(kind, span(whole), span(inner)) for kind, whole, inner in line.inline.atoms]
    return [a for a in atoms if a.kind is not AtomKind.EMPHASIS or len(a.span) > 0]
