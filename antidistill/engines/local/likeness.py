"""How much an entry of the manual shares with a place in a document: too little, and it is about
something else; too much, and the withheld thing comes back in other words."""

from __future__ import annotations

import re
from functools import lru_cache

from antidistill.engines.local.words import common

_SAME = 0.6


def says_the_same(text: str, passage: str, language: str) -> bool:
    """Whether most content words of `text` stand in `passage`."""
    mine = content(text, language)
    return bool(mine) and len(mine & content(passage, language)) >= _SAME * len(mine)


def shared(text: str, place: str, language: str) -> int:
    """How many content words the two have in common."""
    return len(content(text, language) & content(place, language))


@lru_cache(maxsize=8192)
def content(text: str, language: str) -> frozenset[str]:
    """Content words: stems of Latin words, and in Chinese pairs of Han characters."""
    latin = (_stem(w) for w in re.findall(r"[a-z][a-z0-9_-]{2,}", text.lower()))
    words = {w for w in latin if w not in common("en") and (len(w) > 3 or language == "zh")}
    if language == "zh":
        runs = re.findall(r"[\u4e00-\u9fff]+", text)
        words |= {run[i : i + 2] for run in runs for i in range(len(run) - 1)} - common("zh")
    return frozenset(words)


def _stem(word: str) -> str:
    """Without the common endings: enough to bring 'replicas' and 'replica' together."""
    if word in common("en"):
        return word
    for ending in ("ingly", "ing", "ies", "ied", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
