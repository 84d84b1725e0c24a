"""How much an entry of the manual shares with a place in a document: too little, and it is about
something else; too much, and the withheld thing comes back in other words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from antidistill.engines.local.words import common
from antidistill.manual.entries import entries
from antidistill.manual.load import Head, topic

_SAME = 0.6
_LINES, _FEWEST_LINES = 0.12, 4
"""A word in that share of a document's lines, and in that many, is about the document and tells
nothing of a place in it."""
_ENTRIES, _FEWEST_ENTRIES = 0.2, 8
"""A word in that share of a topic's entries, and in that many, tells nothing of one of them."""
_ONE_WORD, _TWO_WORDS = 2, 4
"""Han characters of one word; and of two that stand together."""
_GRAMMAR = re.compile(
    "[的了在是和与或及把被给对从到要不再先后就也都并等会能可有无没很更让使为之其该此每各某向往着过得地]"
)
"""Characters that mostly join words: a pair with one of them is seldom a word."""


def says_the_same(text: str, passage: str, language: str) -> bool:
    """Whether most content words of `text` stand in `passage`."""
    mine = content(text, language)
    return bool(mine) and len(mine & content(passage, language)) >= _SAME * len(mine)


def shared(
    text: str, place: str, language: str, dull: frozenset[str] = frozenset()
) -> frozenset[str]:
    """The content words that the two have in common, `dull` ones left aside."""
    return (content(text, language) & content(place, language)) - dull


@lru_cache(maxsize=64)
def dull_in(text: str, language: str) -> frozenset[str]:
    """Content words that many lines of a document have."""
    lines = [line for line in text.split("\n") if line.strip()]
    return _frequent(lines, language, max(_FEWEST_LINES, math.ceil(_LINES * len(lines))))


@cache
def dull_of(path: Path, language: str) -> frozenset[str]:
    """Content words that many entries of the topic in a file have."""
    texts = [e.text.of(language) for e in entries(topic(path))]
    return _frequent(texts, language, max(_FEWEST_ENTRIES, math.ceil(_ENTRIES * len(texts))))


@cache
def known_by(head: Head, language: str) -> frozenset[str]:
    """The content words of what a topic is known by: its names and hints of one word."""
    listed = (*head.names.of(language), *head.hints.of(language))
    short = (w for w in listed if (len(w) <= _ONE_WORD if not w.isascii() else " " not in w))
    return frozenset().union(*(content(w, language) for w in short))


@cache
def trade_words(head: Head, language: str) -> frozenset[str]:
    """The content words of a topic's names, and of what its sets are called by."""
    called = (w for p in topic(head.path).procedures for w in p.words.of(language))
    named = (*head.names.of(language), *called)
    return frozenset().union(*(content(w, language) for w in named))


def terms(words: frozenset[str], text: str, language: str) -> int:
    """How many words of `text` such content words make: in Chinese, pairs that overlap are one
    word, and two from four characters on."""
    if language != "zh":
        return len(words)
    pairs = {w for w in words if not w.isascii()}
    marked = {m.start() + i for w in pairs for m in re.finditer(w, text) for i in (0, 1)}
    runs = "".join(c if i in marked else " " for i, c in enumerate(text)).split()
    return len(words - pairs) + sum(1 + (len(run) >= _TWO_WORDS) for run in frozenset(runs))


def _frequent(texts: Iterable[str], language: str, least: int) -> frozenset[str]:
    counts = Counter(word for text in texts for word in content(text, language))
    return frozenset(word for word, count in counts.items() if count >= least)


@lru_cache(maxsize=65536)
def content(text: str, language: str) -> frozenset[str]:
    """Content words: stems of Latin words, and in Chinese pairs of Han characters."""
    latin = (_stem(w) for w in re.findall(r"[a-z][a-z0-9_-]{2,}", text.lower()))
    words = {w for w in latin if w not in common("en") and (len(w) > 3 or language == "zh")}
    if language == "zh":
        runs = re.findall(r"[\u4e00-\u9fff]+", text)
        pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
        words |= {p for p in pairs - common("zh") if not _GRAMMAR.search(p)}
    return frozenset(words)


def _stem(word: str) -> str:
    """Without the common endings: enough to bring 'replicas' and 'replica' together."""
    if word in common("en"):
        return word
    for ending in ("ingly", "ing", "ies", "ied", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
