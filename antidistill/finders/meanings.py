"""What words mean, roughly: a vector for each word or part of one, so that a sentence whose words
the trained model has never seen is near to those that say the like.

The vectors are those of the input layer of Google's universal-sentence-encoder-multilingual v3
(Apache-2.0), brought down to `SIZE` directions; `python -m tests.labelled.vectors` writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from antidistill.errors import BrokenData
from antidistill.finders.weights import MODELS
from antidistill.message import said

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE = 64
START = "\u2581"
"""Stands before a part with which a Latin word begins."""
_WORDS = {"en": re.compile(r"[a-z]+"), "zh": re.compile(r"[\u4e00-\u9fff]+")}
_LONGEST = 14


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """The vectors of one language."""

    rows: Mapping[str, int]
    """The row of each part of a word."""
    vectors: NDArray[Any]
    """(parts, SIZE), whole numbers of 8 bits; rare parts are longer than common ones."""
    language: str

    def of(self, text: str) -> NDArray[Any]:
        """The direction in which the words of `text` point together, (SIZE,), of length 1; zeros
        when no word is known."""
        return _direction(_total(self, text))

    def around(self, words: Sequence[str], places: Iterable[int], far: int) -> list[NDArray[Any]]:
        """For each of `places` in a row of words, what the `far` words on either side of it mean
        together: as `of` has it."""
        import numpy as np

        sums = np.array([_of_word(self, word) for word in words])
        until = np.concatenate((np.zeros((1, SIZE), np.float32), np.cumsum(sums, axis=0)))
        ends = ((at, max(0, at - far), min(len(words), at + far + 1)) for at in places)
        return [_direction(until[end] - until[start] - sums[at]) for at, start, end in ends]

    def parts(self, word: str) -> Iterator[int]:
        """The rows of the longest parts that a word is made of, from the left."""
        at = 0
        start = START if self.language == "en" else ""
        while at < len(word):
            for end in range(min(len(word), at + _LONGEST), at, -1):
                row = self.rows.get((start if at == 0 else "") + word[at:end])
                if row is not None:
                    yield row
                    at = end
                    break
            else:
                at += 1


def _direction(total: NDArray[Any]) -> NDArray[Any]:
    """The same vector of length 1, zeros as they are."""
    import numpy as np

    total /= max(1.0, float(np.sqrt(total.dot(total))))
    return total


def _total(meanings: Meanings, text: str) -> NDArray[Any]:
    import numpy as np

    rows = [r for w in _WORDS[meanings.language].findall(text.lower()) for r in _rows(meanings, w)]
    known = meanings.vectors.take(rows, axis=0)
    # whole numbers: their sum is exact in whatever order it is taken
    total: NDArray[Any] = np.add.reduce(known, axis=0, dtype=np.float32)
    return total


_of_word = lru_cache(maxsize=1 << 13)(_total)
"""The same of one word, which comes again and again; nobody may change it."""


@lru_cache(maxsize=1 << 14)
def _rows(meanings: Meanings, word: str) -> tuple[int, ...]:
    return tuple(meanings.parts(word))


@cache
def meanings(language: str) -> Meanings:
    """The vectors of 'en' or 'zh'; BrokenData when their file cannot be read."""
    import numpy as np

    path = MODELS / f"words.{language}.npz"
    try:
        with np.load(path, allow_pickle=False) as data:
            parts = bytes(data["parts"]).decode().split("\n")
            return Meanings({p: i for i, p in enumerate(parts)}, data["vectors"], language)
    except (OSError, ValueError, KeyError) as fault:
        raise BrokenData(
            said("{name}: {fault}: install antidistill again", name=path.name, fault=fault)
        ) from fault


def is_everyday(words: str) -> bool:
    """Whether this is one English word that everybody uses, whatever its capitals."""
    return words.isascii() and START + words.lower() in meanings("en").rows
