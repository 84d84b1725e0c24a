"""What changed between a document and its result: as data, without colours.

The edits are known, so nothing is guessed by comparing whole files: the cost grows with the edits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from antidistill.document import Document, Form
from antidistill.finding import Kind
from antidistill.result import Result
from antidistill.span import Span

LINE_END = re.compile(r"\r\n|\r|\n")
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_IDEOGRAPHS}]|[^\W{_IDEOGRAPHS}]+|\s+|.", re.DOTALL)
_COMPARABLE = 4_000_000
"""Products of token counts above this are shown as one replacement: comparing is quadratic."""
_TRIMMED = 0.8
_ALIKE = 0.5
"""Least share of common words, of the shorter side or of both: below both of them a patchwork is
harder to read than old text, new text."""


class Op(str, Enum):
    """What happened to a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one fate."""

    op: Op
    text: str
    change: int = -1
    """Index of the change it belongs to, -1 for text outside all changes."""


@dataclass(frozen=True, slots=True)
class Change:
    """One edit, with its place in words that a person uses."""

    span: Span
    line: int
    """Line of the original where it starts, from 1."""
    path: tuple[str, ...]
    """Headings above, outermost first."""
    old: str
    new: str
    kind: Kind
    action: str
    because: str


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


def changes(result: Result) -> tuple[Change, ...]:
    """The edits of `result` that change something, by place."""
    text, starts = result.document.text, line_starts(result.document.text)
    above = _headings(result.document)
    offsets = [start for start, _ in above]
    return tuple(
        Change(
            edit.span,
            bisect_right(starts, edit.span.start),
            above[at - 1][1] if (at := bisect_right(offsets, edit.span.start)) else (),
            edit.span.of(text),
            edit.new,
            edit.kind,
            edit.action,
            edit.because,
        )
        for edit in sorted(result.edits, key=lambda e: e.span)
        if edit.span.of(text) != edit.new
    )


def pieces(text: str, made: Sequence[Change]) -> tuple[Piece, ...]:
    """All of `text` with the changes in it, in order: without the GONE pieces it is the result,
    without the NEW ones the original."""
    out: list[Piece] = []
    done = 0
    for index, change in enumerate(made):
        out.append(Piece(Op.SAME, text[done : change.span.start]))
        out += (Piece(p.op, p.text, index) for p in words(change.old, change.new))
        done = change.span.end
    out.append(Piece(Op.SAME, text[done:]))
    return tuple(p for p in out if p.text)


def words(old: str, new: str) -> tuple[Piece, ...]:
    """The difference word by word, Han text character by character; what has little in common
    comes back as one GONE and one NEW piece."""
    if old == new:
        return (Piece(Op.SAME, old),) if old else ()
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    whole = tuple(p for p in (Piece(Op.GONE, old), Piece(Op.NEW, new)) if p.text)
    if not old or not new or len(before) * len(after) > _COMPARABLE:
        return whole
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if not _alike(matcher, before, after):
        return whole
    return _joined(_raw(matcher, before, after))


def line_starts(text: str) -> list[int]:
    """Offset of each line's first character; a text that ends in a line end has no line after."""
    starts = [0, *(m.end() for m in LINE_END.finditer(text))]
    return starts[:-1] if len(starts) > 1 and starts[-1] == len(text) else starts


def lines(stream: Sequence[Piece]) -> Iterator[Line]:
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


def rows(stream: Sequence[Piece]) -> Iterator[Row]:
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


def _alike(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> bool:
    """Whether one side is the other with words taken out, or both share most of their words."""
    common = sum(
        _is_word(token)
        for block in matcher.get_matching_blocks()
        for token in before[block.a : block.a + block.size]
    )
    old, new = sum(map(_is_word, before)), sum(map(_is_word, after))
    return common > 0 and (common >= _TRIMMED * min(old, new) or 2 * common >= _ALIKE * (old + new))


def _is_word(token: str) -> bool:
    return token[0].isalnum()


def _raw(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Op.SAME, "".join(before[a:b]))
            continue
        yield Piece(Op.GONE, "".join(before[a:b]))
        yield Piece(Op.NEW, "".join(after[c:d]))


def _joined(found: Iterator[Piece]) -> tuple[Piece, ...]:
    """Neighbouring changes made one when only a space or a mark stands between them."""
    out: list[Piece] = []
    gone = new = ""
    held = ""
    for piece in found:
        if piece.op is Op.SAME and any(map(str.isalnum, piece.text)):
            out += _change(gone, new, held)
            out.append(piece)
            gone = new = held = ""
        elif piece.op is Op.SAME:
            held += piece.text
        elif piece.text:
            joins = bool(gone or new)
            out += () if joins or not held else (Piece(Op.SAME, held),)
            gap, held = (held if joins else ""), ""
            gone += gap + (piece.text if piece.op is Op.GONE else "")
            new += gap + (piece.text if piece.op is Op.NEW else "")
    out += _change(gone, new, held)
    return tuple(out)


def _change(gone: str, new: str, after: str) -> Iterator[Piece]:
    for op, text in ((Op.GONE, gone), (Op.NEW, new), (Op.SAME, after)):
        if text:
            yield Piece(op, text)


def _headings(document: Document) -> list[tuple[int, tuple[str, ...]]]:
    """Where each heading starts, and the path down to it."""
    found: list[tuple[int, tuple[str, ...]]] = []
    path: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.form is Form.HEADING:
            text = document.content(block).replace("\n", " ").strip()
            path = [*(p for p in path if p[0] < block.level), (block.level, text)]
            found.append((block.span.start, tuple(t for _, t in path)))
    return found
