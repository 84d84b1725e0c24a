"""What firms call themselves by: 'Opal Hotels', 'Hotel Opal', '丹河泵业'."""

from __future__ import annotations

import re
from functools import cache

from antidistill.finders.phrases import table

WORD = r"[A-ZÀ-Þ][a-zà-ÿ]{2,}"


def alternatives(key: str) -> str:
    """One of the lists of trades as alternatives of a pattern, the longest first."""
    return "|".join(sorted(table("systems")["trades"][key].split(), key=len, reverse=True))


@cache
def traded() -> re.Pattern[str]:
    """A pattern for English names with a trade in them; their own word is group `a` or `b`."""
    last, first = alternatives("en"), alternatives("first")
    return re.compile(
        rf"(?<![\w&-])(?:(?P<a>{WORD})(?:\s{WORD})?\s(?:{last})|(?:{first})\s(?P<b>{WORD}))"
        r"(?!\w|\s&)"
    )


def is_firm(words: str) -> bool:
    """Whether a name with a capital ends or begins as firms do."""
    return traded().fullmatch(words) is not None


@cache
def han_trade() -> re.Pattern[str]:
    """A pattern for the end of Chinese names of firms; group `sure` for what is nothing else."""
    return re.compile(
        rf"(?P<sure>{alternatives('zh')})|(?P<maybe>(?:{alternatives('weak')})(?![器仪]))"
    )


def is_traded(name: str) -> bool:
    """Whether a Chinese name ends as firms do."""
    return any(m.start() > 1 and m.end() == len(name) for m in han_trade().finditer(name))


@cache
def han_followed() -> re.Pattern[str]:
    """A pattern for nouns behind a name that make it a firm's or a system's: '贝拉童装'."""
    own = " ".join(table("systems")["own_nouns"]["zh"].values()).split()
    nouns = "|".join(sorted(own, key=len, reverse=True))
    return re.compile(rf"{han_trade().pattern}|{nouns}")
