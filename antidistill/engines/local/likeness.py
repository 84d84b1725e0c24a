"""Whether an entry would say what the passage says: the withheld thing must not come back in
other words."""

from __future__ import annotations

import re

_SAME = 0.6
_COMMON = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "that",
        "this",
        "from",
        "into",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "not",
        "but",
        "can",
        "will",
        "would",
        "should",
        "must",
        "may",
        "when",
        "then",
        "than",
        "each",
        "every",
        "one",
        "any",
        "all",
        "its",
        "your",
        "you",
        "they",
        "their",
        "them",
        "there",
        "here",
        "use",
        "before",
        "after",
        "over",
        "under",
        "between",
        "only",
        "also",
        "more",
        "most",
        "other",
        "same",
        "such",
        "which",
        "who",
        "what",
        "how",
    ]
)


def says_the_same(text: str, passage: str, language: str) -> bool:
    """Whether most content words of `text` stand in `passage`."""
    mine = _content(text, language)
    return bool(mine) and len(mine & _content(passage, language)) >= _SAME * len(mine)


def _content(text: str, language: str) -> frozenset[str]:
    words = {w for w in re.findall(r"[a-z][a-z0-9_-]{2,}", text.lower())} - _COMMON
    if language == "zh":
        han = re.findall(r"[\u4e00-\u9fff]+", text)
        words |= {run[i : i + 2] for run in han for i in range(len(run) - 1)}
    return frozenset(words)
