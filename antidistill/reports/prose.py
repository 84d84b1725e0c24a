"""Running text in the columns of a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.diff import Op, Piece
from antidistill.reports.columns import wrap

_NARROWEST = 20


def wrapped(text: str, columns: int) -> list[str]:
    """`text` broken into lines of at most `columns`."""
    found = wrap([Piece(Op.SAME, text)], max(columns, _NARROWEST))
    return ["".join(p.text for p in line).rstrip() for line in found]


def indented(text: str, indent: int, columns: int, head: str = "") -> Iterator[str]:
    """The lines with a hanging indent, each with its line end; `head` stands in the place of the
    first indent."""
    for at, line in enumerate(wrapped(text, columns - indent)):
        yield (head if head and not at else " " * indent) + line + "\n"
