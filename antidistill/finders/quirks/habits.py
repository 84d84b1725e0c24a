"""Words that a person uses far more often than the language does: hedges, openers, intensifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from antidistill import message
from antidistill.finders.phrases import HAN, table
from antidistill.finders.quirks.base import Quirk, dropped, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPEN = re.compile(r"[\s\"'“「(（*_>-]*\Z")
_FOLLOWS = {"adj": ("ADJ", "ADV"), "verb": ("ADJ", "ADV", "VERB", "AUX")}
_HAN_FOLLOWS = {"adj": ("a", "ad", "an"), "verb": ("a", "ad", "v", "vd", "d", "p")}
_PER_MILLION = 1e6


def see(doc: Doc) -> Iterator[Quirk]:
    """Each of the words of `habits.toml`, with its norm in the language; whether it is a habit the
    whole document decides."""
    language = "zh" if HAN.search(text_of(doc)) else "en"
    barred = [m.span() for m in _unless(language).finditer(text_of(doc))]
    words: Mapping[str, Mapping[str, Any]] = table("habits")[language]
    for match in _words(language).finditer(text_of(doc)):
        if not any(a <= match.start() < b for a, b in barred):
            yield from _quirk(doc, match, words[_key(match.group())], language)


def _quirk(
    doc: Doc, match: re.Match[str], row: Mapping[str, Any], language: str
) -> Iterator[Quirk]:
    start, end = match.span()
    usual = 1000 * row["million"] / _PER_MILLION / table("habits")["word_length"][language]
    key = _key(match.group())
    more = {"habit": f"word {key}", "usual": usual, "confidence": 0.65}
    rule, note = "habits/word", message.said("a word of habit ('{word}')", word=key)
    if "say" in row:
        said = row["say"]
        said = said[0].upper() + said[1:] if match.group()[0].isupper() else said
        yield Quirk(start, end, rule, note, said, **more)
    elif _may_go(doc, start, end, row["before"], language):
        yield from dropped(text_of(doc), start, end, rule, note, **more)


def _may_go(doc: Doc, start: int, end: int, before: str, language: str) -> bool:
    """Whether the sentence stays whole without it."""
    after = text_of(doc)[end:]
    if _OPEN.match(text_of(doc)[:start]):
        comma = re.match(r"\s*[,，:：]|\s+(?:that\s+)?[a-z]", after) is not None
        return comma if before == "start" else comma and bool(re.match(r"\s*[,，]", after))
    if before == "start":
        return False
    token = next((t for t in doc if t.idx >= end and not t.is_space), None)
    if token is None or not token.idx <= end + 1:
        return False
    wanted = _HAN_FOLLOWS if language == "zh" else _FOLLOWS
    return (token.tag_ if language == "zh" else token.pos_) in wanted[before]


def _key(words: str) -> str:
    return re.sub(r"\s+", " ", words).lower()


@cache
def _words(language: str) -> re.Pattern[str]:
    words = sorted(table("habits")[language], key=lambda w: (-len(w), w))
    either = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])" if language == "en" else either, re.I)


@cache
def _unless(language: str) -> re.Pattern[str]:
    return re.compile("|".join(table("habits")["unless"][language]), re.IGNORECASE)
