"""Lists of words about names, and whether a text has capitals for its own sake."""

from __future__ import annotations

import re
from functools import cache

from antidistill.finders.phrases import table


def words_of(text: str) -> str:
    """The words of a list as alternatives of a pattern, the longest first."""
    return "|".join(sorted(text.split(), key=len, reverse=True))


@cache
def never() -> frozenset[str]:
    """Words, lower case, that are no names though they may stand where one stands."""
    return frozenset(w.lower() for w in table("person_context")["never"]["en"].split())


def title_case(text: str) -> bool:
    """Whether most words of a text have a capital, as in headings: then a capital says nothing."""
    words = re.findall(r"[A-Za-z]{4,}", text)
    if text.rstrip().endswith((".", "!", "?", ";")):
        return False
    return bool(words) and sum(w[0].isupper() for w in words) > 0.6 * len(words)
