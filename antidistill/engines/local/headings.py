"""The words over a list, and what a word there calls."""

from __future__ import annotations

import re

from antidistill.engines.local.words import any_heading
from antidistill.passage import Passage

_SPECIFIC = 3
"""Characters of a name that settles what a passage is about; shorter ones mean many things."""
_SPECIAL_LATIN = 7
_SPECIFIC_LATIN = 2
_SHORT_LEAD_IN = 60
_NUMBER = re.compile(
    r"^[\s#]*(?:(?:\d+|[一二三四五六七八九十]+)[.、)）]?(?:\d+(?:[.、]\d+)*[.、]?)?\s*)?"
)
"""What stands before the words of a numbered heading."""
_LABEL = re.compile(r"[a-z][\w/&'()-]*(?: [\w/&'()-]+){0,3}[:：]?|[\w ]{1,8}[:：]?")
"""A label of a list, as 'Input schema:' or '根本解决：'; in the item over it, 'Receiving goods'."""


def heading_of(passage: Passage) -> str:
    """The words over a list, lower case: a label that stands right over it, where that names more
    than 'Steps'; else the last heading, with the lead-in if that is short."""
    heading = " ".join(passage.path[-1:]).lower()
    over = passage.before.strip().lower()
    label = over.rstrip(":：").strip()
    if _LABEL.fullmatch(over) and label not in any_heading() and label not in heading:
        return label
    announces = over.endswith((":", "：")) and len(over) <= _SHORT_LEAD_IN
    return f"{heading} {over}" if announces else heading


def is_specific(name: str) -> bool:
    """Whether a topic's name is long enough to settle what a sentence is about."""
    return len(name) >= (_SPECIFIC_LATIN if name.isascii() else _SPECIFIC)


def is_special(word: str, heading: str = "") -> bool:
    """Whether a heading word is long enough to mean one thing, or is all that a heading says."""
    long_enough = len(word) >= (_SPECIAL_LATIN if word.isascii() else _SPECIFIC)
    return long_enough or word == bare(heading)


def bare(heading: str) -> str:
    """A heading without its number and the colon behind it."""
    return _NUMBER.sub("", heading).strip(" :：")


def word_stands(word: str, text: str) -> bool:
    """Whether `word` stands in the lower-case `text`: Latin ones whole, Han ones anywhere."""
    if not word.isascii():
        return word in text
    at = text.find(word)
    while at >= 0:
        if not _goes_on(text[at - 1 : at]) and not _goes_on(text[at + len(word) :][:1]):
            return True
        at = text.find(word, at + 1)
    return False


def _goes_on(character: str) -> bool:
    return character.isascii() and character.isalnum()
