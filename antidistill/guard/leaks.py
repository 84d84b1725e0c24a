"""Nothing withheld survives: names and values nowhere, wordings not in runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from antidistill.guard.base import Problem
from antidistill.span import Span

_WORDS = 6
"""A run of this many English words is a wording of its own."""
_HAN = 11
"""The same in Han characters."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a plan takes out."""

    terms: tuple[tuple[str, Span], ...]
    """Names and values that must not be found anywhere in the output."""
    wordings: tuple[tuple[str, Span], ...]
    """Sentences that must not be found in runs."""
    stays: str
    """Text of the source that stands in the output by right: what it says is no leak."""


def leak_problems(withheld: Withheld, text: str) -> Iterator[Problem]:
    """A problem for each thing withheld that `text` still says."""
    for term, span in withheld.terms:
        if _found(term, text) and not _found(term, withheld.stays):
            yield Problem("leak", "a withheld name or value is still there", span)
    shown = _runs(text)
    allowed = _runs(withheld.stays)
    for wording, span in withheld.wordings:
        if any(run in shown and run not in allowed for run in _runs(wording)):
            yield Problem("leak", "a withheld wording is still there", span)


def _found(term: str, text: str) -> bool:
    """Latin words whole, everything else anywhere."""
    if not term.strip():
        return False
    if term not in text:
        return False
    left = r"(?<![A-Za-z0-9])" if term[:1].isascii() and term[:1].isalnum() else ""
    right = r"(?![A-Za-z0-9])" if term[-1:].isascii() and term[-1:].isalnum() else ""
    return re.search(left + re.escape(term) + right, text) is not None


def _runs(text: str) -> frozenset[str]:
    return frozenset(_shingles(text))


def _shingles(text: str) -> Iterable[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    yield from (" ".join(words[i : i + _WORDS]) for i in range(len(words) - _WORDS + 1))
    han = re.sub(r"[^\u4e00-\u9fff]", "", text)
    yield from (han[i : i + _HAN] for i in range(len(han) - _HAN + 1))
