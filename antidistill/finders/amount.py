"""An amount in a text, what can go with it, and the times of day that both languages share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in a text: the number with its unit, and the range it belongs to."""

    start: int
    end: int
    rule: str
    """'duration', 'size', 'count', 'share', 'money', 'clock', 'date', 'weekday', 'range', 'change',
    'limit', 'cell'."""
    confidence: float
    hedge: int
    """Where the words before it begin that belong to it ('at least'); `start` if there are none."""


@dataclass(frozen=True, slots=True)
class Trim:
    """The characters of a text that go with an amount."""

    start: int
    end: int
    new: str = ""
    """What has to stand there then: 'after' for 'within two days of'."""


def alternatives(text: str) -> str:
    """The words of a list as alternatives of a pattern, the longest first."""
    return "|".join(sorted(text.split(), key=len, reverse=True))


AMPM = r"(?:\s?(?:(?:[ap]m|[AP]M)(?![A-Za-z])|[ap]\.m\.))"
ZONE = r"(?:\s?(?:UTC|GMT|CET|CEST|EST|EDT|PST|PDT|CST|ET|PT|Beijing time)(?:[+-]\d+)?)?"
CLOCK = rf"(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?{AMPM}?{ZONE}"
