"""An index of the words that phrases need: which of thousands may stand in a sentence, by one look
at the beginnings of its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from antidistill.finders.phrases import HAN, Phrase, phrase
from antidistill.finders.rule import PARTS, Rule


class Needed(NamedTuple):
    """A word that a phrase needs."""

    rank: int
    """Its place among those of the file, whatever else is in an index: words of one character come
    after all others."""
    word: str
    """Lower case."""
    file: str
    rule: int
    part: str
    phrase: Phrase


Row = list[Any]
"""The same as plain data, with the phrase as it is written: there are many thousands, of which a
text meets a few."""
Index = Mapping[str, list[Row]]
"""What phrases need, by the first few characters of the word."""
Indices = Callable[[bool], Index]
"""The index of the English phrases; with True, that of both languages."""
Met = list[tuple[int, int, Needed]]


def met(text: str, indices: Indices) -> Iterator[tuple[int, int, Needed]]:
    """What stands in `text` that phrases need: where, its rank, and what it is."""
    lower, han, begins = _begins(text)
    index = indices(han)
    for key in begins.keys() & index.keys():
        places = begins[key]
        for row in index[key]:
            word = row[1]
            for at in places:
                if lower.startswith(word, at):
                    one = phrase(row[-1])
                    if one.has_others(lower):
                        yield at, row[0], Needed._make((*row[:-1], one))
                    break


@lru_cache(maxsize=2048)
def _begins(text: str) -> tuple[str, bool, Mapping[str, list[int]]]:
    """`text` in lower case, whether it has a Han character, and where what begins like a word
    begins, by its first characters: a few of them, two, and one."""
    lower = text.lower()
    begins: dict[str, list[int]] = {}
    for match in _BEGIN.finditer(lower):
        at = match.start()
        # at the end of the text they are the same
        for key in {lower[at : at + size] for size in _KEYS_OF}:
            begins.setdefault(key, []).append(at)
    return lower, HAN.search(text) is not None, begins


_KEYS_OF = (1, 2, 3, 4)
"""Lengths of the beginnings by which needed words are found."""
_BEGIN = re.compile(r"(?<![A-Za-z])[A-Za-z]|[^A-Za-z]", re.DOTALL)
"""Latin words begin after anything but a Latin letter ('P0', '30min')."""


def joined(indices: Iterable[Index]) -> Index:
    """Several indices as one."""
    found: dict[str, list[Row]] = {}
    for index in indices:
        for key, those in index.items():
            found.setdefault(key, []).extend(those)
    return found


def indexed(needed: Iterable[Row]) -> Index:
    """By the first characters of each word."""
    found: dict[str, list[Row]] = {}
    for row in needed:
        found.setdefault(row[1][: max(_KEYS_OF)], []).append(row)
    return found


def needed_by(file: str, rules: Sequence[Rule], language: str) -> Iterator[Row]:
    """What the phrases of a language need, of the rules of a file."""
    for rule in rules:
        for part_at, part in enumerate(PARTS):
            before = _rank((rule.number, part_at, language == "zh"))
            for at, source in enumerate(getattr(rule, part)[language]):
                needs = phrase(source).needs
                for rank, word in enumerate(needs, _MOST * (_MOST * before + at)):
                    late = len(word) == 1
                    yield [rank + late * _LATE, word, file, rule.number, part, source]


_MOST = 1 << 14
"""More than a file has rules, a rule phrases, or a phrase words."""
_LATE = _MOST**5


def _rank(place: Sequence[int]) -> int:
    """A place as one number, in the same order."""
    rank = 0
    for number in place:
        rank = rank * _MOST + number
    return rank
