"""Which of very many words occur in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

_FOLDED = re.compile("[\u0131\u017f]")
"""Letters that a pattern takes for others whatever their case: i, s."""
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_KEYS = (3, 2, 1)
"""Lengths of the beginnings by which words are found."""
_BEGIN = re.compile(r"(?<![a-z0-9])[\x00-\x7f]|[^\x00-\x7f]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Words:
    """Words, and what finds each of them: Latin ones whole and in the plural, Han ones anywhere."""

    begun: Mapping[str, tuple[str, ...]]
    """By their first characters, the longest first: where two begin, the longer one counts."""
    inside: tuple[str, ...]
    """Han ones that begin with a Latin letter: they begin in the middle of a word too."""
    longest: tuple[str, ...]
    """All of them, the longest first."""

    def in_(self, text: str) -> Iterator[str]:
        """What occurs in `text`, in lower case, from left to right, as `pattern` finds it. It tries
        every word at every place; one look at what begins there takes a fraction of that."""
        lower = text.lower()
        if len(lower) != len(text) or _FOLDED.search(text):
            yield from (match.group().lower() for match in self.pattern().finditer(text))
            return
        done = 0
        for start, end in sorted(self._first(lower).items()):
            if start >= done:
                yield lower[start:end]
                done = end

    def pattern(self) -> re.Pattern[str]:
        """What finds them one after the other. Compiled where it is asked for, and seldom needed:
        that takes longer than all else that a short document costs."""
        return _any_of(self.longest)

    def _first(self, lower: str) -> dict[int, int]:
        """Where a word begins, and where the first of those that begin there ends."""
        found: dict[int, int] = {}
        for match in _BEGIN.finditer(lower):
            at = match.start()
            if end := self._at(lower, at):
                found[at] = end
        for word in self.inside:
            at = lower.find(word)
            while at >= 0:
                found[at] = max(found.get(at, 0), at + len(word))
                at = lower.find(word, at + 1)
        return found

    def _at(self, lower: str, at: int) -> int:
        """Where the longest word that begins at `at` ends with its plural; 0 if none does."""
        for size in _KEYS:
            for word in self.begun.get(lower[at : at + size], ()):
                if lower.startswith(word, at) and (end := _end(word, lower, at)):
                    return end
        return 0


def words(known: Iterable[str]) -> Words:
    """These words, ready to be looked for."""
    longest = tuple(sorted(known, key=lambda w: (-len(w), w)))
    begun: dict[str, list[str]] = {}
    for word in (w.lower() for w in longest):
        if not _is_inside(word):
            begun.setdefault(word[: max(_KEYS)], []).append(word)
    inside = tuple(w.lower() for w in longest if _is_inside(w))
    return Words({key: tuple(some) for key, some in begun.items()}, inside, longest)


@cache
def _any_of(longest: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(pattern_of(w) for w in longest), re.IGNORECASE)


def _is_inside(word: str) -> bool:
    return word[:1].isascii() and not word.isascii()


def pattern_of(word: str) -> str:
    """What finds one word."""
    if word.isascii():
        return rf"(?<![A-Za-z0-9]){re.escape(word)}(?:e?s)?(?![A-Za-z0-9])"
    return re.escape(word)


def _end(word: str, lower: str, at: int) -> int:
    """Where `word`, which stands at `at`, ends with its plural; 0 if it is part of another one."""
    end = at + len(word)
    if not word.isascii():
        return end
    if lower[at - 1 : at] in _LETTERS:
        return 0
    behind = lower[end : end + 3]
    for plural in ("es", "s", ""):
        if behind.startswith(plural) and behind[len(plural) : len(plural) + 1] not in _LETTERS:
            return end + len(plural)
    return 0
