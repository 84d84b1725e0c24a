"""How often words are used in the language at large, from the lists of wordfreq; offline."""

from __future__ import annotations

from functools import cache

from antidistill.errors import UsageFault

_WORD_LENGTH = {"en": 5.7, "zh": 1.6}
"""Characters that a word takes on average, space included."""
_RARE = 1e-8
"""Taken for words that are on no list."""


def usual(words: tuple[str, ...], language: str) -> float:
    """How often the words are usual per 1,000 characters: of several the rarest decides, which is
    more than they can be together. Raises UsageFault where the lists are not installed."""
    rates = _frequencies(language)
    return 1000 * min(rates.get(word, _RARE) for word in words) / _WORD_LENGTH[language]


def known(words: tuple[str, ...], language: str) -> bool:
    """Whether all the words are on the list: names of people and projects mostly are not."""
    rates = _frequencies(language)
    return all(word in rates for word in words)


@cache
def _frequencies(language: str) -> dict[str, float]:
    try:
        from wordfreq import get_frequency_dict
    except ImportError as fault:
        raise UsageFault(
            "learning needs the word lists of wordfreq: pip install 'antidistill[learn]'"
        ) from fault
    found: dict[str, float] = get_frequency_dict(language, "small")
    return found
