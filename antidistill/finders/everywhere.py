"""Where words stand in a text: of one term, and of many at the cost of going through it once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from antidistill.span import Span

_RUN = re.compile(r"[a-z0-9_]+")


def occurrences(text: str, term: str) -> Iterator[Span]:
    """Where `term` stands in `text`: Latin words whole, in any case; Han anywhere."""
    if not term.strip():
        return
    left = r"(?<![A-Za-z0-9_])" if _is_latin(term[0]) else ""
    right = r"(?![A-Za-z0-9_])" if _is_latin(term[-1]) else ""
    for match in re.finditer(left + re.escape(term) + right, text, re.IGNORECASE):
        yield Span(match.start(), match.end())


def everywhere(text: str, terms: Collection[str]) -> Mapping[str, list[Span]]:
    """For each of `terms` its `occurrences` in `text`, by place."""
    plain = _is_plain(text)
    found: dict[str, list[Span]] = {term: [] for term in terms}
    by_word: dict[str, list[str]] = {}
    by_pair: dict[str, list[str]] = {}
    for term in terms:
        lower = term.lower()
        if not (plain and _is_plain(term) and term.strip()) or len(lower) < 2 or lower[-1] == "_":
            found[term] = list(occurrences(text, term))
        elif _is_latin(lower[0]):
            # the word before its first other sign is one of the text's
            by_word.setdefault(_RUN.match(lower)[0], []).append(term)  # type: ignore[index]
        else:
            by_pair.setdefault(lower[:2], []).append(term)
    lower = text.lower()
    for at, those in (*_words(lower, by_word), *_pairs(lower, by_pair)):
        for term in those:
            end = at + len(term)
            if _stands(lower, term.lower(), at, end) and (
                not found[term] or found[term][-1].end <= at
            ):
                found[term].append(Span(at, end))
    return found


def _words(lower: str, by_word: Mapping[str, list[str]]) -> Iterator[tuple[int, list[str]]]:
    for match in _RUN.finditer(lower) if by_word else ():
        if (those := by_word.get(match[0])) is not None:
            yield match.start(), those


def _pairs(lower: str, by_pair: Mapping[str, list[str]]) -> Iterator[tuple[int, list[str]]]:
    for at in range(len(lower) - 1) if by_pair else ():
        if (those := by_pair.get(lower[at : at + 2])) is not None:
            yield at, those


def _stands(lower: str, term: str, at: int, end: int) -> bool:
    whole = not _is_latin(term[-1]) or not (end < len(lower) and _is_wordy(lower[end]))
    return whole and lower.startswith(term, at)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _is_wordy(char: str) -> bool:
    return _is_latin(char) or char == "_"


@lru_cache(maxsize=4)
def _is_plain(text: str) -> bool:
    """Whether a text in lower case says where a pattern would find its words in any case: it holds
    no letter that becomes two, or that has more than one partner (the long s, the Greek sigmas)."""
    return text.isascii() or not any(_is_odd(c) for c in set(text) if not c.isascii())


def _is_odd(char: str) -> bool:
    small = char.lower()
    return (
        len(small) != 1
        or small.isascii()
        or char.casefold() != small
        or len(char.upper()) != 1
        or char.upper().isascii()
        or small in "\u03c3\u03b8\u03b9"
    )
