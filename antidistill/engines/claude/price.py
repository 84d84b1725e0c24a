"""Tokens and money: estimates before a request, the sum after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from antidistill import toml
from antidistill.engines.claude.options import Options

_HAN_TOKENS, _LATIN_TOKENS = 1.1, 0.32
"""Tokens a character; on the high side, since an estimate is a warning."""
_PER_ANSWER = 45
"""Tokens of an answer's frame: id, keys, quotation marks."""
_THINKING = 1.6
"""Of the answers' tokens: models think before they write."""


@dataclass(slots=True)
class Bill:
    """What a run has used so far."""

    requests: int = 0
    read: int = 0
    """Tokens in, those written to and read from the cache included."""
    written: int = 0
    dollars: float = 0.0
    reserved: float = 0.0
    """Dollars that gathered requests may cost."""
    _lock: Lock = field(default_factory=Lock, repr=False)
    """Replies of several documents come in at once."""

    def add(self, usage: Any, options: Options, *, batch: bool = False) -> None:
        """Count the usage that a reply reports; missing figures count as none."""
        fresh = _count(usage, "input_tokens")
        stored = _count(usage, "cache_creation_input_tokens")
        reused = _count(usage, "cache_read_input_tokens")
        out = _count(usage, "output_tokens")
        factors = _data()["factors"]
        each = price_of(options)
        tokens_in = fresh + factors["cache_write"] * stored + factors["cache_read"] * reused
        with self._lock:
            self.requests += 1
            self.read += fresh + stored + reused
            self.written += out
            if each is not None:
                whole = (tokens_in * each[0] + out * each[1]) / 1_000_000
                self.dollars += whole * (factors["batch"] if batch else 1)


def price_of(options: Options) -> tuple[float, float] | None:
    """Dollars for a million tokens in and out; nothing at home; None when it is not known."""
    if options.price is not None:
        return options.price
    if options.at_home:
        return 0.0, 0.0
    known = [m for m in _data()["models"] if options.model.startswith(m)]
    if not known:
        return None
    first, second = _data()["models"][max(known, key=len)]
    return float(first), float(second)


def tokens(text: str) -> int:
    """About how many tokens a text has."""
    han = sum("\u2e80" <= c <= "\uffef" for c in text)
    return round(han * _HAN_TOKENS + (len(text) - han) * _LATIN_TOKENS) + 1


def answer_tokens(lengths: list[int], language: str) -> int:
    """About how many tokens the answers for lines of these lengths take, with thinking."""
    each = _HAN_TOKENS if language == "zh" else _LATIN_TOKENS
    return round(_THINKING * sum(n * each + _PER_ANSWER for n in lengths)) + 200


def cost(options: Options, read: int, written: int) -> float:
    """Dollars for so many tokens; 0.0 when the price is not known."""
    each = price_of(options) or (0.0, 0.0)
    return (read * each[0] + written * each[1]) / 1_000_000


@cache
def _data() -> dict[str, Any]:
    return toml.shipped(Path(__file__).parent / "prices.toml")


def _count(usage: Any, name: str) -> int:
    found = usage.get(name) if isinstance(usage, dict) else getattr(usage, name, None)
    return found if isinstance(found, int) else 0
