"""Nothing withheld survives: names and values nowhere, wordings not in runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from antidistill.guard.base import Problem
from antidistill.guard.outbound import SHORT, pattern_of
from antidistill.span import Span

WORDS = 6
"""A run of this many English words is a wording of its own."""
HAN = 11
"""The same in Han characters."""
_END = re.compile(
    r"(?<=[a-z0-9)\]”’*`]{2}[.!?])[*_`\"”’)]*\s+(?=[*_`\"“‘(\[]*[A-Z])|[。！？]|"
    r"\n[ \t]*(?:>[ \t]*)?\n|"
    r"\n[ \t>]*(?=(?:[-*+•]|\d+[.)、]|#{1,6})\s|\|)|(?<=\S)[ \t]*\|"
)
"""Where a sentence, an item, a cell or a paragraph ends: words on both sides are nobody's wording.
The end of a line alone is none, paragraphs are wrapped."""
_SAME = 12
"""Characters from which a sentence that stands twice is no coincidence."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a plan takes out."""

    terms: tuple[tuple[str, Span], ...]
    """Names and values that must not be found anywhere in the output."""
    wordings: tuple[tuple[str, Span], ...]
    """Sentences that must not be found in runs."""
    critical: str
    """Critical text: names in it stay by right."""
    stays: str
    """Text of the source outside all edits: runs of words in it are no leak."""
    units: tuple[tuple[str, Span], ...]
    """The sentences that stay: none of them may say what a withheld one says."""


def leak_problems(withheld: Withheld, text: str, sources: str) -> Iterator[Problem]:
    """A problem for each thing withheld that `text` still says. `sources` is what the manual's
    entries say that were used."""
    cased = _put_together(text)
    read = cased.lower()
    for term, span in withheld.terms:
        if _is_word(term):
            # Will and Mark are names, will and mark are words
            there = pattern_of(term).search(cased) is not None
        else:
            there = holds(term, text) or holds(plainer(term), read)
        if there and not holds(plainer(term), plainer(f"{withheld.critical}\n{sources}")):
            yield Problem("leak", "a withheld name or value is still there", span, term)
    shown = _runs(text)
    allowed = _runs(withheld.stays) | _runs(sources)
    staying: dict[str, list[Span]] = {}
    for words, place in withheld.units:
        staying.setdefault(_bare(words), []).append(place)
    for wording, span in withheld.wordings:
        if any(run in shown and run not in allowed for run in _runs(wording)):
            yield Problem("leak", "a withheld wording is still there", span)
        elif len(_bare(wording)) > _SAME:
            # all its places at once, and each of them once: a long text says it a hundred times
            for place in staying.pop(_bare(wording), ()):
                yield Problem("leak", "a withheld sentence stands elsewhere", place)


def plainer(text: str) -> str:
    """`text` as a reader puts it together: line ends as spaces, markup and escapes taken off,
    percent codes and entities resolved, without what is not seen, wide letters and those of other
    alphabets as the Latin ones that they look like, in lower case."""
    return _put_together(text).lower()


def _put_together(text: str) -> str:
    """The same in its own case."""
    text = unquote(text)
    if not text.isascii() or "&" in text:
        text = unicodedata.normalize("NFKC", _UNSEEN.sub("", unescape(text))).translate(_ALIKE)
    return re.sub(r"\s+", " ", re.sub(r"[*_`\\]", "", text))


def _is_word(term: str) -> bool:
    """Whether a name could be a word of a sentence, if it had no capital."""
    return term.isascii() and term.isalpha() and term.istitle() and len(term) <= SHORT


_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_ALIKE = str.maketrans(
    "АВЕЅЗКМНОРСТХУІЈаеорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναρ",
    "ABES3KMHOPCTXYIJaeopcyxijshdqwABEZHIKMNOPTYXovap",
)
"""Cyrillic and Greek letters, by their looks."""


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def holds(term: str, text: str) -> bool:
    """Whether a term stands in a text: Latin words whole, everything else anywhere."""
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
    for part in _END.split(text):
        words = re.findall(r"[a-z0-9]+", part.lower())
        yield from (" ".join(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))
        han = re.sub(r"[^\u4e00-\u9fff]", "", part)
        yield from (han[i : i + HAN] for i in range(len(han) - HAN + 1))
