"""The data of `phrases.toml`, as patterns."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def announces(text: str) -> bool:
    """Whether a sentence announces what follows it."""
    return _compiled(_data()["announces"]).search(text) is not None


def leans(text: str) -> bool:
    """Whether a sentence leans on the one before it."""
    words = _data()["leans"]
    adverbs, en, zh = ("|".join(words[k]) for k in ("adverbs", "en", "zh"))
    return _compiled(rf"(?:(?:{adverbs}),? )?(?:{en})\b|{zh}").match(text) is not None


def points(text: str) -> bool:
    """Whether a sentence speaks of somebody or something that was named before."""
    words = _data()["points"]
    en, zh = "|".join(words["en"]), "|".join(words["zh"])
    return _compiled(rf"\b(?:{en})\b|{zh}").search(text) is not None


def is_at_hand(noun: str) -> bool:
    """Whether 'this' can name such a thing without a sentence before it."""
    return _compiled(_data()["at_hand"]).match(noun) is not None


def ends_badly(text: str) -> bool:
    """Whether the end of a sentence lacks what must follow."""
    words = _data()["wreck"]
    en, zh = "|".join(words["ends_en"]), "|".join(words["ends_zh"])
    return _compiled(rf"(?:\b(?:{en})|{zh})$").search(text) is not None


def starts_badly(text: str) -> bool:
    """Whether the beginning of a sentence lacks what must stand before."""
    words = _data()["wreck"]
    en, zh = "|".join(words["starts_en"]), "|".join(words["starts_zh"])
    return _compiled(rf"(?:{en})\b|{zh}").match(text) is not None


def speaks(text: str) -> bool:
    """Whether a text ends in a verb of speech whose words are to follow."""
    words = _data()["wreck"]
    en, zh = "|".join(words["speaks_en"]), "|".join(words["speaks_zh"])
    return _compiled(rf"(?:\b(?:{en})|{zh})[\s:：,，]*$").search(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    path = Path(__file__).parent / "phrases.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
