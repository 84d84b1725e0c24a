"""What must not leave the machine: a last look at a request, however it was put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

SHORT = 4
"""A plain word of at most this many letters is a name only with a capital: Will, Mark."""


def escaping(withheld: Iterable[str], body: str, constant: str) -> list[str]:
    """The strings of `withheld` that `body` says more often than `constant` does. `constant` is the
    same body without a word of the document: what is always sent (prompt, manual, keys)."""
    return [
        term for term in withheld if term.strip() and _count(term, body) > _count(term, constant)
    ]


def _count(term: str, text: str) -> int:
    return len(pattern_of(term).findall(text))


@lru_cache(maxsize=4096)
def pattern_of(term: str) -> re.Pattern[str]:
    """Where `term` stands: Latin words whole, Han anywhere, in any case and over line ends; short
    plain words capitalised only."""
    word = term.strip()
    body = r"\s+".join(re.escape(part) for part in word.split())
    left = r"(?<![A-Za-z0-9])" if word[:1].isascii() and word[:1].isalnum() else ""
    right = r"(?![A-Za-z0-9])" if word[-1:].isascii() and word[-1:].isalnum() else ""
    if word.isascii() and word.isalpha() and len(word) <= SHORT:
        cases = f"(?:{re.escape(word.capitalize())}|{re.escape(word.upper())})"
        return re.compile(left + cases + right)
    return re.compile(left + body + right, re.IGNORECASE)
