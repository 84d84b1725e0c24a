"""Emoji and emoticons inside sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from antidistill.finders.quirks.base import Quirk, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from antidistill.reading import Sentence

EMOJI = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}|[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55\u231a\u231b\u23e9-\u23f3]"
    "\ufe0f?[\U0001f3fb-\U0001f3ff]?(?:\u200d[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?)*)+"
)
ICONS = frozenset("✅✔✓✗✘❌⚠❗❓☑☐☒★☆♀♂✦✧➜➤➔❯❮✚✖⭐☎✉✂✏⚙")
"""Signs that stand for words in tables and checklists: no habit of a person."""
_FACE = re.compile(
    r"(?<![\w:;/])(?:[:;]-?[)(DPp/|]|:'\(|<3|\^_?\^|XD|T_T|orz|Orz|QAQ|QwQ|￣▽￣|（╯‵□′）╯︵┻━┻)(?!\w)"
)
_TAG = re.compile(
    r"\[(?:捂脸|微笑|偷笑|旺柴|狗头|强|玫瑰|抱拳|呲牙|流泪|裂开|苦涩|破涕为笑|奸笑|机智|皱眉|doge|笑哭|OK|爱心)\]"
)


def see(doc: Doc) -> Iterator[Quirk]:
    """Emoji within or after words, faces made of signs, chat stickers written as words."""
    text = text_of(doc)
    for match in EMOJI.finditer(text):
        if text[: match.start()].strip(" *_>-(（") and not set(match.group()) <= ICONS | {"\ufe0f"}:
            yield _gone(text, *match.span(), "emoji/emoji", "emoji", 0.8)
    for match in (*_FACE.finditer(text), *_TAG.finditer(text)):
        yield _gone(text, *match.span(), "emoji/emoticon", "emoticons", 0.8)


_LEGEND = 3
"""An emoji that stands within words more often than this is a sign of the document."""


def without_signs(seen: Sequence[tuple[Sentence, Quirk]]) -> list[tuple[Sentence, Quirk]]:
    """What was seen, without emoji that the document uses as signs: a lock beside each link that
    asks for a login."""

    def emoji(sentence: Sentence, quirk: Quirk) -> str:
        inside = quirk.rule == "emoji/emoji"
        return sentence.text[quirk.start : quirk.end].strip() if inside else ""

    number = Counter(emoji(*one) for one in seen)
    return [one for one in seen if not emoji(*one) or number[emoji(*one)] <= _LEGEND]


def leading(doc: Doc) -> Iterator[Quirk]:
    """Emoji that open a sentence: a person's or the document's icons, as their number says."""
    text = text_of(doc)
    match = re.match(rf"[\s*_>-]*({EMOJI.pattern})", text)
    if match and not set(match.group(1)) <= ICONS | {"\ufe0f"} and text[match.end() :].strip():
        start, end = match.start(1), match.end(1)
        while text[end : end + 1].isspace():
            end += 1
        yield Quirk(start, end, "emoji/opening", "emoji that open a sentence", "", 0.6)


def _gone(text: str, start: int, end: int, rule: str, note: str, sure: float) -> Quirk:
    while start > 0 and text[start - 1] == " ":
        start -= 1
    right = text[end : end + 1]
    neutral = " " if right.isalnum() and start > 0 and text[start - 1].isascii() else ""
    return Quirk(start, end, rule, note, neutral, sure)
