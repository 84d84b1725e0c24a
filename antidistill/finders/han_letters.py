"""What Chinese names of people are made of: family names, and the characters of given names."""

from __future__ import annotations

import re
from functools import cache

from antidistill.finders.common_words import is_rare_in_words
from antidistill.finders.phrases import DATA, table


@cache
def surnames() -> tuple[dict[str, str], dict[str, str]]:
    """Family names with their pinyin: the common ones, and those that are common words too."""
    text = (DATA / "surnames.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    at = lines.index("------")
    pairs = [line.split() for line in lines[:at]], [line.split() for line in lines[at + 1 :]]
    return dict(pairs[0]), dict(pairs[1])


@cache
def any_surname() -> str:
    """All family names as alternatives of a pattern, the longest first."""
    common, doubtful = surnames()
    return "|".join(sorted((*common, *doubtful), key=len, reverse=True))


@cache
def han_name() -> re.Pattern[str]:
    """A family name with a given name of one or two characters, and nothing Chinese after it."""
    return re.compile(rf"(?:{any_surname()})[\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff])")


@cache
def _given_letters() -> frozenset[str]:
    """Characters of which given names are made."""
    return frozenset("".join(table("person_context")["given"]["zh"].split()))


def is_made_of_given_letters(word: str) -> bool:
    """Whether given names are made of all its characters."""
    return _given_letters().issuperset(word)


def is_likely(letter: str) -> bool:
    """Whether a given name of one character is called so: a usual one, or one that hardly any
    everyday word has."""
    return letter in _given_letters() or is_rare_in_words(letter)


FOREIGN = re.compile(r"[·•‧・-][\u4e00-\u9fff]")
FOREIGN_TAIL = re.compile(r"[\u4e00-\u9fff][·•‧・-]\Z")
"""Between the parts of a name from abroad, mostly an author's: '罗伯特·清崎'."""
