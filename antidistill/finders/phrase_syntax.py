"""The grammar of phrase files (`phrases.py`): the pieces of a phrase, and the words without which
it stands nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

_LEXER = re.compile(r"\\.|\)\?|\.\.\.|\.\.|\s+|[#^$*()|]|[^\s#^$*()|.\\]+|\.")
_NUMBER = (
    r"(?:\d+(?:[.,:]\d+)*|[零一二两三四五六七八九十百千万半几]+"
    r"|(?<![A-Za-z])(?i:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|"
    r"sixty|ninety|a few|several)(?![A-Za-z]))"
)
SIGNS = {
    "...": r"[^;；\n]{0,90}?",
    "..": r"[^,，;；。.:：\n]{0,16}?",
    "#": _NUMBER,
    "^": r"\A[\s\"'“「『(（>*_-]*",
    "$": r"[\s.。!！?？;；)）\"'”」』*_]*\Z",
    "*": r"[A-Za-z'’-]*",
}
"""What each sign of a phrase stands for, as a pattern."""


class Choice(NamedTuple):
    """What stands in brackets."""

    ways: list[Pieces]
    may_miss: bool


Pieces = list["str | Choice"]
"""Pieces that follow one another."""
_Groups = list[tuple[str, ...]]
"""Words of which one each is needed."""
_CLOSING = frozenset({"|", ")", ")?"})


def no_phrase(source: str) -> ValueError:
    """What is raised for a text that is no phrase."""
    return ValueError(f"no phrase: {source!r}")


def parsed(source: str) -> Pieces:
    """The pieces of a phrase; ValueError if it is none."""
    rest = _LEXER.findall(source)[::-1]
    found = _sequence(rest)
    if rest:
        raise no_phrase(source)
    return found


def _sequence(rest: list[str]) -> Pieces:
    """The pieces up to a '|' or ')'. They are taken from the end of `rest`, where the next one
    lies."""
    out: Pieces = []
    while rest and rest[-1] not in _CLOSING:
        piece = rest.pop()
        out.append(_choice(rest) if piece == "(" else piece)
    return out


def _choice(rest: list[str]) -> Choice:
    ways: list[Pieces] = []
    while True:
        ways.append(_sequence(rest))
        if not rest:
            raise ValueError("a bracket that is not closed")
        sign = rest.pop()
        if sign != "|":
            return Choice(ways, sign == ")?")


def needed(sequence: Pieces) -> _Groups:
    """For each piece that needs words these, of which one must be in a text."""
    groups: _Groups = []
    for piece in sequence:
        words = _word(piece) if isinstance(piece, str) else _needed_of(piece)
        if words:
            groups.append(words)
    return groups


def _needed_of(choice: Choice) -> tuple[str, ...]:
    """() where there is a way that needs nothing."""
    ways = () if choice.may_miss else [needed(way) for way in choice.ways]
    return tuple(word for way in ways for word in rarest(way)) if all(ways) else ()


@cache
def _word(piece: str) -> tuple[str, ...]:
    """The word that one piece needs; () for a sign."""
    if len(piece) == 2 and piece[0] == "\\":
        return (piece[1],)
    if piece in SIGNS or piece.isspace():
        return ()
    # the two kinds of apostrophe stand for one another, so the word is looked for up to it
    return (piece.lower().split("'")[0] or "'",)


def rarest(groups: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The needed words that are rarer, by the length of the shortest; () where none is needed."""
    if len(groups) == 1:
        return groups[0]
    return max(groups, key=lambda group: min(map(len, group)), default=())
