"""What may not be said in anybody's words: fog, the wrong language, the same thing twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from antidistill.guard.base import Problem
from antidistill.manual.fog import fog_in
from antidistill.message import said

_TAG = re.compile(
    r"\[REDACTED\]|\[(?:Company|Project|Tech)\]|【(?:公司名称|项目名|技术栈)】|\bMASK\b|\{\{[A-Z_]+\}\}"
)


def fog(text: str) -> Iterator[Problem]:
    """A problem for each filler phrase or mask tag in a new wording."""
    for phrase in fog_in(text):
        yield Problem("fog", said("filler: {phrase!r}", phrase=phrase))
    for match in _TAG.finditer(text):
        yield Problem("fog", said("mask tag: {group!r}", group=match.group()))


def foreign(text: str, language: str) -> Iterator[Problem]:
    """A problem if a new wording is not in the document's language."""
    prose = re.sub(r"`[^`]*`|<[^>]*>|https?://\S+", " ", text)
    han = len(re.findall(r"[\u4e00-\u9fff]", prose))
    words = len(re.findall(r"[A-Za-z]{2,}", prose))
    if language == "en" and han:
        yield Problem("language", "Chinese in an English document")
    if language == "zh" and words >= 4 and han < 2:
        yield Problem("language", "an English sentence in a Chinese document")


def repeats(new: Iterable[str], stays: str) -> Iterator[Problem]:
    """A problem for each new wording that stands in the document a second time."""
    seen: set[str] = set()
    for text in new:
        bare = re.sub(r"\s+", " ", text).strip(" .。")
        if len(bare) < 12:
            continue
        if bare in seen or bare in stays:
            yield Problem("repeat", said("said twice: {bare!r}", bare=bare[:40]))
        seen.add(bare)
