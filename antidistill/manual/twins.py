"""Entries that say nearly the same, within one topic or between two."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from antidistill.manual.entries import Entry

TOO_ALIKE = 0.75
"""Share of common tokens (Jaccard) above which two entries count as the same."""
FEWEST_TOKENS = 4
_ENGLISH = re.compile(r"[a-z0-9_./%-]+")
_CHINESE = re.compile(r"[a-z0-9_./%-]+|[\u4e00-\u9fff]+")
_PAIRED = ("checks.question",)
"""Another wording of its neighbour by design."""


def twins(found: Sequence[Entry]) -> Iterator[tuple[Entry, Entry, str]]:
    """Pairs of `found` that are too alike in one language, the later entry first."""
    candidates = [e for e in found if e.slot not in _PAIRED]
    for language in ("en", "zh"):
        tokens = [_tokens(e.text.of(language), language) for e in candidates]
        for later, earlier in _pairs(tokens):
            yield candidates[later], candidates[earlier], language


def _tokens(text: str, language: str) -> frozenset[str]:
    if language == "en":
        return frozenset(word.strip(".-/") for word in _ENGLISH.findall(text.lower()))
    runs = _CHINESE.findall(text.lower())
    return frozenset(token for run in runs for token in _bigrams(run))


def _bigrams(run: str) -> Iterator[str]:
    if run.isascii() or len(run) == 1:
        yield run
    else:
        yield from (run[i : i + 2] for i in range(len(run) - 1))


def _pairs(tokens: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    # Two sets that share most tokens must share one of their rarest few, so only those are indexed.
    frequency = Counter(token for each in tokens for token in each)
    index: defaultdict[str, list[int]] = defaultdict(list)
    for later, each in enumerate(tokens):
        if len(each) < FEWEST_TOKENS:
            continue
        rarest = sorted(each, key=lambda t: (frequency[t], t))
        prefix = rarest[: len(each) - int(TOO_ALIKE * len(each)) + 1]
        for earlier in sorted({i for token in prefix for i in index[token]}):
            if len(each & tokens[earlier]) > TOO_ALIKE * len(each | tokens[earlier]):
                yield later, earlier
        for token in prefix:
            index[token].append(later)
