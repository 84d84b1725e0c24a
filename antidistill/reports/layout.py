"""The stream of a diff laid out in lines: inline, or in two columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from antidistill.diff import LINE_END, Op, Piece


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the original beside the line of the result that stands in its place."""

    left: tuple[Piece, ...] | None
    """None where the result has a line more."""
    right: tuple[Piece, ...] | None
    old: int = 0
    """Line number in the original, 0 when there is none."""
    new: int = 0

    @property
    def same(self) -> bool:
        """Whether both sides are the same line."""
        return self.left is not None and self.left == self.right


@dataclass(frozen=True, slots=True)
class Line:
    """One line with old and new text in it, as an inline diff shows it."""

    pieces: tuple[Piece, ...]
    old: int
    """Number of the original's line that it starts in."""

    @property
    def same(self) -> bool:
        """Whether nothing in it changed."""
        return all(p.op is Op.SAME for p in self.pieces)


def calm(stream: Iterable[Piece]) -> Iterator[Piece]:
    """The stream without the changes from one white space to another: a paragraph that was
    filled anew keeps the original's lines here."""
    held: Piece | None = None
    for piece in stream:
        blank = piece.text.isspace()
        if held is not None and piece.op is Op.NEW and blank and piece.change == held.change:
            piece, held = Piece(Op.SAME, held.text, held.change), None
        if held is not None:
            yield held
        held = piece if piece.op is Op.GONE and blank else None
        if held is None:
            yield piece
    if held is not None:
        yield held


def lines(stream: Iterable[Piece]) -> Iterator[Line]:
    """The stream cut at every line end, old or new; line ends themselves are dropped."""
    number, current, started = 1, [], 1  # type: int, list[Piece], int
    for piece in stream:
        parts = LINE_END.split(piece.text)
        for at, part in enumerate(parts):
            if at:
                if not current and piece.op is not Op.SAME:
                    current.append(Piece(piece.op, "", piece.change))
                yield Line(tuple(current), started)
                current, number = [], number + (piece.op is not Op.NEW)
                started = number
            if part:
                current.append(Piece(piece.op, part, piece.change))
    if current:
        yield Line(tuple(current), started)


def rows(stream: Iterable[Piece]) -> Iterator[Row]:
    """The stream as two columns that meet again at every unchanged line end."""
    left: list[list[Piece]] = [[]]
    right: list[list[Piece]] = [[]]
    old = new = 1
    for piece in stream:
        for at, part in enumerate(LINE_END.split(piece.text)):
            if at and piece.op is Op.SAME:
                yield from _meet(left, right, old, new)
                old, new = old + len(left), new + len(right)
                left, right = [[]], [[]]
            elif at:
                (left if piece.op is Op.GONE else right).append([])
            if part and piece.op is not Op.NEW:
                left[-1].append(Piece(piece.op, part, piece.change))
            if part and piece.op is not Op.GONE:
                right[-1].append(Piece(piece.op, part, piece.change))
    if not left[-1] and not right[-1]:
        left.pop()
        right.pop()
    yield from _meet(left, right, old, new)


def _meet(left: list[list[Piece]], right: list[list[Piece]], old: int, new: int) -> Iterator[Row]:
    """The lines side by side from the top, except that the last ones, which end in the same
    text, stand in one row."""
    height = max(len(left), len(right))
    for at in range(height):
        here, there = _place(at, len(left), height), _place(at, len(right), height)
        yield Row(
            None if here < 0 else tuple(left[here]),
            None if there < 0 else tuple(right[there]),
            0 if here < 0 else old + here,
            0 if there < 0 else new + there,
        )


def _place(at: int, count: int, height: int) -> int:
    """Which of `count` lines stands in row `at` of `height`, -1 for none."""
    if count and at == height - 1:
        return count - 1
    return at if at < count - 1 else -1
