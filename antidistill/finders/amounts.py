"""Where a text gives an amount: durations, sizes, shares, sums, times of day, dates, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from antidistill.finders.amount import Amount
from antidistill.finders.english_amounts import english
from antidistill.finders.han_amounts import chinese, hedged
from antidistill.finders.phrases import HAN


@lru_cache(maxsize=1 << 14)
def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts in `text`, by place, without overlaps; longer ones win."""
    if not _DIGIT_OR_WORD.search(text):
        return ()
    found = list(english(text))
    if HAN.search(text):
        found = [replace(a, hedge=min(a.hedge, hedged(text, a.start))) for a in found]
        found += chinese(text)
    return tuple(_apart(found))


_DIGIT_OR_WORD = re.compile(
    r"\d|[一二两三四五六七八九十百千半双每]|[周期]末|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|eleven|seventeen|nineteen|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|half|twice|once|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|twentieth|"
    r"couple|dozens?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b",
    re.IGNORECASE,
)


def _apart(found: list[Amount]) -> Iterator[Amount]:
    done = 0
    for one in sorted(found, key=lambda a: (a.start, a.start - a.end)):
        if one.start >= done:
            yield one
            done = one.end
