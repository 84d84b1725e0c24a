"""The data of `phrases.toml`, as patterns."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"


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


def points_ahead(text: str) -> bool:
    """Whether a sentence sends its reader on to the next point."""
    return _compiled(_data()["points_ahead"]).search(text) is not None


def without_conclusion(text: str) -> int:
    """How many characters a conclusion's opening ('所以') takes at the beginning of a text, with
    the comma before it; 0 if there is none."""
    match = _compiled(_data()["concludes"]).match(text)
    return match.end() if match else 0


def measured_before(text: str) -> int:
    """How many characters at the end of a text say in brackets what kind of limit the figure
    behind it is ('(at most) 12 hours'); 0 if none do."""
    match = _compiled(_data()["limits"]).search(text)
    return len(text) - match.start() if match else 0


def names_people(head: str) -> bool:
    """Whether the head of a table's column says that names of people stand below."""
    return _compiled(_data()["tables"]["names"]).fullmatch(head.strip()) is not None


def names_roles(head: str) -> bool:
    """Whether it says that roles do."""
    return _compiled(_data()["tables"]["roles"]).fullmatch(head.strip()) is not None


def is_otherwise(text: str) -> bool:
    """Whether an item says what to do if the one before it fails."""
    return _compiled(_data()["otherwise"]).match(text) is not None


def is_animate(noun: str) -> bool:
    """Whether 'they' can stand for a noun in the singular."""
    return _compiled(_data()["animate"]).fullmatch(noun) is not None


def is_at_hand(noun: str) -> bool:
    """Whether 'this' can name such a thing without a sentence before it."""
    return _compiled(_data()["at_hand"]).match(noun) is not None


def labelled_number(text: str) -> re.Match[str] | None:
    """The number that a heading or paragraph opens with: groups 'word' ('Step'), 'above' (3 of
    '3.2'), 'number' and 'measure' ('步')."""
    return _compiled(_data()["labelled"].replace("NUMBER", _NUMBER)).match(text)


def referred_numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """(what is numbered, in lower case, start, end) of each number that a sentence refers to."""
    for match in _compiled(_data()["referred"].replace("NUMBER", _NUMBER)).finditer(text):
        word = match["word"] or match["measure"]
        if word:
            yield word.strip().lower(), *match.span("number")


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
