r"""Phrase files: rules of one kind as readable phrases in both languages, and what they match.

A phrase is plain text. Latin words match whole words in any case, Han words anywhere. Besides:

    ...        any words of the same sentence (at most 90 characters, no semicolon)
    ..         a few characters of the same clause (at most 16, no comma)
    word*      a word that begins so
    (a|b)      one of these; (a|b|) and (a|b)? one of these or nothing
    #          a number, in digits or in words
    ^ $        the beginning and the end of the sentence
    \x         the sign x itself: \( \# \*
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

from antidistill import ready, toml
from antidistill.finders.phrase_syntax import (
    SIGNS,
    Choice,
    Pieces,
    needed,
    no_phrase,
    parsed,
    rarest,
)

DATA = Path(__file__).parent / "data"

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_STARTS, _ENDS = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
"""Where a Latin word begins, and where it ends."""
_LONG = 150
"""Characters of a phrase."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a file, ready to match."""

    needs: tuple[str, ...]
    """One of these must be in the text (lower case): the cheap test before the pattern."""
    others: tuple[tuple[str, ...], ...]
    """One of each of these must be in it too: most texts that have one word of a phrase do not have
    the others."""
    source: str
    """The phrase as it is written. Its pattern is made when a text first needs it: most phrases
    never meet one."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in `text`."""
        for match in self.pattern().finditer(text):
            yield match.start(), match.end()

    def pattern(self) -> re.Pattern[str]:
        """What finds it."""
        return _compiled(self.source)

    def may_stand_in(self, lower: str) -> bool:
        """The cheap test: whether the needed words are in the text, given in lower case."""
        return any(need in lower for need in self.needs) and self.has_others(lower)

    def has_others(self, lower: str) -> bool:
        """The rest of that test, where one of `needs` is known to be in the text."""
        for group in self.others:
            for word in group:
                if word in lower:
                    break
            else:
                return False
        return True


@cache
def phrase(source: str) -> Phrase:
    """`source` in the language of the module's docstring; ValueError if it is not."""
    groups = needed(parsed(source))
    if not groups:
        raise no_phrase(source)
    needs = rarest(groups)
    return Phrase(needs, tuple(g for g in groups if g is not needs), source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(_pattern(parsed(source)))


@ready.of_the_program
def keep_patterns(sources: Iterable[str]) -> None:
    """Make the patterns of those of our own phrases that are long, so that they are kept: they take
    longest to make, and have so many words that most texts meet some of them."""
    for source in sources:
        if len(source) >= _LONG:
            _compiled(source)


def _pattern(sequence: Pieces) -> str:
    out: list[str] = []
    before: str | Choice = ""
    for piece, after in zip_longest(sequence, sequence[1:]):
        if isinstance(piece, str):
            out.append(_piece(piece, before == "#", after in ("*", "#")))
        else:
            either = _either([_pattern(way) for way in piece.ways])
            out.append(f"(?:{either})?" if piece.may_miss else f"(?:{either})")
        before = piece
    return "".join(out)


def _either(patterns: Sequence[str]) -> str:
    """These as alternatives, in their order. A border that neighbours share is written once: there
    are phrases of a hundred words, and compiling them is most of what a short document costs."""
    out: list[str] = []
    for (starts, ends), those in groupby(patterns, _borders):
        same = list(those)
        if len(same) == 1 or not (starts or ends):
            out += same
            continue
        first, last = len(_STARTS) if starts else 0, -len(_ENDS) if ends else None
        words = "|".join(_in_any_case([p[first:last] for p in same]))
        out.append(f"{_STARTS[:first]}(?:{words}){_ENDS if ends else ''}")
    return "|".join(_in_any_case(out))


_ANY_CASE = "(?i:"


def _in_any_case(patterns: Sequence[str]) -> list[str]:
    """The same, where words follow one another that count in any case: under one such sign."""
    out: list[str] = []
    for word, those in groupby(patterns, _is_word):
        same = list(those)
        if word and len(same) > 1:
            same = [_ANY_CASE + "|".join([p[len(_ANY_CASE) : -1] for p in same]) + ")"]
        out += same
    return out


def _is_word(pattern: str) -> bool:
    """Whether a pattern is one word in any case, and nothing else."""
    return pattern.startswith(_ANY_CASE) and pattern.find(")") == len(pattern) - 1


def _borders(pattern: str) -> tuple[bool, bool]:
    """Whether a pattern says that a Latin word begins with it, and ends."""
    return pattern.startswith(_STARTS), pattern.endswith(_ENDS)


@cache
def _piece(piece: str, numbered: bool, open_: bool) -> str:
    """Pattern of one piece. A number may touch the word behind it (`numbered`) or before it
    (`open_`: 'P0', '5min'); other words may not."""
    if len(piece) == 2 and piece[0] == "\\":
        return re.escape(piece[1])
    if piece in SIGNS:
        return SIGNS[piece]
    if piece.isspace():
        return r"\s*"
    pattern = re.escape(piece).replace("'", "['’]")
    if piece.lower() != piece.upper():
        # for the letters alone: a set of signs that counts in any case takes ten times as long to
        # compile, and most of a short document's time goes into compiling
        pattern = f"{_ANY_CASE}{pattern})"
    if piece[0].isascii() and piece[0].isalnum() and not numbered:
        pattern = _STARTS + pattern
    elif other := table("inside")["not_after"].get(piece[0]):
        pattern = f"(?<![{other}])" + pattern
    if piece[-1].isascii() and piece[-1].isalnum() and not open_:
        pattern += _ENDS
    elif other := table("inside")["not_before"].get(piece):
        pattern += f"(?![{other}])"
    return pattern


@cache
def table(file: str) -> Mapping[str, Any]:
    """`data/<file>.toml` as it is; raises BrokenData."""
    return toml.shipped(DATA / f"{file}.toml")


def both(entry: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The phrases under 'en' and 'zh' of an entry, as they are written there."""
    return {k: tuple(entry.get(k, ())) for k in ("en", "zh")}
