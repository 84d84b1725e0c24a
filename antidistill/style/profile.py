"""Rates of function words and punctuation in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import toml

DATA = Path(__file__).parent
_LATIN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PER = 1000.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What was counted in one text."""

    language: str
    size: int
    """Words; in Chinese, Han characters."""
    rates: Mapping[str, float]
    """Occurrences per thousand words (Chinese: Han characters) of each feature."""


def profile(text: str, language: str) -> Profile:
    """The rates of all features of a language ('en' or 'zh') in a text."""
    size = len(_HAN.findall(text) if language == "zh" else _LATIN.findall(text))
    counts = Counter(_words(text, language)) + Counter(_marks(text))
    known = features(language)
    return Profile(language, size, {f: _PER * counts[f] / max(size, 1) for f in known})


@cache
def features(language: str) -> tuple[str, ...]:
    """The features of a language: words, then marks."""
    data = table("features")
    return (*data[language]["words"], *data["marks"][language])


@cache
def table(file: str) -> Mapping[str, Any]:
    """`<file>.toml` of this package; raises BrokenData."""
    return toml.shipped(DATA / f"{file}.toml")


def _words(text: str, language: str) -> Iterator[str]:
    if language == "zh":
        yield from (m.group() for m in _chinese().finditer(text))
    else:
        yield from (m.group().lower().replace("’", "'") for m in _LATIN.finditer(text))


@cache
def _chinese() -> re.Pattern[str]:
    words = sorted(table("features")["zh"]["words"], key=len, reverse=True)
    return re.compile("|".join(words))


_MARK = re.compile(r"\.\.\.|\.(?=\s|$)|[,;:!?](?=\s|$)|[()\"]| - |[–—…]|[，。；：！？、（）“”「」]")
_ALIKE = {"—": "–", "……": "…", "＂": '"', "”": "“"}


def _marks(text: str) -> Iterator[str]:
    """Marks, the two of a pair as one; a full stop in a number or name is none."""
    for match in _MARK.finditer(text):
        mark = match.group().strip()
        if mark not in (")", "）", "」"):
            yield _ALIKE.get(mark, mark)
