"""Text in columns of a terminal, where Han characters are two wide, and its colours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from antidistill.diff import Op, Piece
from antidistill.reports.base import Look

OF_OP = {Op.SAME: "", Op.GONE: "gone", Op.NEW: "new"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_BARE = re.compile(r"[ \t]+|[!-~]+|.", re.DOTALL)
_WORD = re.compile(
    r"[ \t]+|(?:[（「『《“‘]*(?:[!-~]+|.)|.)[。，；：！？、）」』”’》,.;:!?)]*", re.DOTALL
)
"""A word or Han character, with the marks that do not end a line and those that begin none."""


def clean(text: str) -> str:
    """`text` with tabs as four spaces, and with a sign in the place of each character that would
    steer the terminal or turn the direction of the text."""
    return _CONTROL.sub("\ufffd", text.replace("\t", "    "))


def width(text: str) -> int:
    """Columns that `text` takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, columns: int) -> str:
    """`text` filled up with spaces to `columns`; not cut."""
    return text + " " * (columns - width(text))


def cut(text: str, columns: int) -> str:
    """`text` in at most `columns`, with an ellipsis where something was cut off."""
    if width(text) <= columns:
        return text
    kept, room = "", columns - 1
    for character in text:
        room -= _width(character)
        if room < 0:
            break
        kept += character
    return kept + "…"


def wrap(pieces: Iterable[Piece], columns: int) -> list[list[Piece]]:
    """The pieces broken into lines of at most `columns`, at spaces and between Han characters;
    at least one line. Spaces at a break are dropped. No limit when `columns` is 0."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for piece in pieces:
        for part in _parts(clean(piece.text), columns):
            wide = width(part)
            if columns and used + wide > columns:
                if part.isspace():
                    continue
                if used:
                    lines.append([])
                    used = 0
            _add(lines[-1], Piece(piece.op, part, piece.change))
            used += wide
    return lines


def signed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with [-…-] around what is gone and {+…+} around what is new."""
    for piece in pieces:
        opening, closing = _SIGNS[piece.op]
        text = opening + piece.text + closing if piece.text else ""
        yield Piece(piece.op, text, piece.change)


def painted(line: Iterable[Piece], look: Look) -> str:
    """A line's pieces as text, what is gone and new in colour if there is one."""
    return "".join(look.paint(p.text, OF_OP[p.op]) for p in line)


_SIGNS = {Op.SAME: ("", ""), Op.GONE: ("[-", "-]"), Op.NEW: ("{+", "+}")}


def _parts(text: str, columns: int) -> Iterator[str]:
    """Words, spaces and single wide characters with their marks; those longer than a line in
    pieces of a line."""
    for match in _WORD.finditer(text):
        part = match[0]
        if not columns or width(part) <= columns:
            yield part
            continue
        for word in _BARE.findall(part):
            yield from (word[at : at + columns] for at in range(0, len(word), columns))


def _add(line: list[Piece], piece: Piece) -> None:
    if line and (line[-1].op, line[-1].change) == (piece.op, piece.change):
        piece = Piece(piece.op, line.pop().text + piece.text, piece.change)
    line.append(piece)
