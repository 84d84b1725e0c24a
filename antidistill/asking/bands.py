"""How long an answer may be."""

from __future__ import annotations

from antidistill.sheet import May

_MORE_EN, _MORE_ZH = 60, 30
_LEAST = 0.08
"""Share of a long line's length that a shorter one, complete in itself, may have."""


def named_band(length: int, language: str) -> tuple[int, int]:
    """The same for a line that stays and was named: nobody was told a length for it."""
    more = _MORE_ZH if language == "zh" else _MORE_EN
    return 1, max(round(1.4 * length), length + more // 2)


def band(may: May, length: int, place: str, language: str) -> tuple[int, int]:
    """Fewest and most characters of an answer; short lines may grow by a phrase."""
    more = _MORE_ZH if language == "zh" else _MORE_EN
    if place == "code":
        return 1, max(2 * length, length + 120)
    if may is May.REPLACE:
        return max(2, round(_LEAST * length)), max(round(1.4 * length), length + more)
    return 2, max(round(1.15 * length), length + 12)
