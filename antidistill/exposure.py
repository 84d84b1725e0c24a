"""How much a document gives away, 0 to 100, and why."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from antidistill.finding import Finding, Kind
from antidistill.message import said
from antidistill.reading import Reading, Section, Sentence
from antidistill.span import Span

WEIGHTS = {
    Kind.PITFALL: 5.0,
    Kind.INCIDENT: 4.0,
    Kind.JUDGEMENT: 4.0,
    Kind.NETWORK: 4.0,
    Kind.TRAIT: 4.0,
    Kind.SECRET: 4.0,
    Kind.CONTEXT: 2.5,
    Kind.QUANTITY: 2.0,
    Kind.QUIRK: 2.0,
    Kind.PERSON: 1.5,
    Kind.ARGUMENT: 1.0,
    Kind.CUSTOMER: 1.0,
    Kind.PROCEDURE: 0.7,
    Kind.SYSTEM: 0.5,
    Kind.NORM: 0.3,
}
"""What a distiller takes first weighs most (its own ranking: judgements and pits, then style,
then names)."""
_HALF = 90.0
"""Weight per thousand words at which a document gives away half of what it could."""
_TELLING = 10


@dataclass(frozen=True, slots=True)
class Exposure:
    """The score and what it rests on."""

    score: int
    """0 (nothing) to 100."""
    reasons: tuple[str, ...]
    """'7 × pitfall', most telling kind first."""
    sections: tuple[tuple[tuple[str, ...], int], ...]
    """(heading path, score) for each section with words in it."""
    telling: tuple[tuple[Span, tuple[Kind, ...]], ...]
    """The sentences that tell most, with the kinds found in them."""


def exposure(reading: Reading, findings: Sequence[Finding]) -> Exposure:
    """The exposure of a document with these findings."""
    counts = Counter(f.kind for f in findings if f.kind in WEIGHTS)
    kinds = sorted(counts, key=lambda k: (-counts[k] * WEIGHTS[k], k.value))
    return Exposure(
        score=_score(findings, _size(reading.sentences)),
        reasons=tuple(said("{n} × {kind}", n=counts[k], kind=said(k.value)) for k in kinds),
        sections=tuple(_by_section(reading, findings)),
        telling=_telling(reading, findings),
    )


def _score(findings: Sequence[Finding], words: float) -> int:
    weight = sum(WEIGHTS.get(f.kind, 0.0) * f.confidence for f in findings)
    density = 1000.0 * weight / max(words, 60.0)
    return round(100 * (1 - math.exp(-math.log(2) * density / _HALF)))


def _size(sentences: Sequence[Sentence]) -> float:
    """Words; a Han character counts for two thirds of one."""
    text = " ".join(s.text for s in sentences)
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return han / 1.5 + sum(w.isascii() for w in text.split())


def _by_section(reading: Reading, findings: Sequence[Finding]) -> list[tuple[tuple[str, ...], int]]:
    out = []
    for section in reading.sections:
        inside = [s for s in reading.sentences if section.first <= s.block < section.end]
        if inside:
            out.append((section.path, _score(_within(reading, section, findings), _size(inside))))
    return out


def _within(reading: Reading, section: Section, findings: Sequence[Finding]) -> list[Finding]:
    blocks = reading.document.blocks[section.first : section.end]
    start = min((b.extent.start for b in blocks), default=0)
    end = max((b.extent.end for b in blocks), default=0)
    return [f for f in findings if start <= f.span.start < end]


def _telling(
    reading: Reading, findings: Sequence[Finding]
) -> tuple[tuple[Span, tuple[Kind, ...]], ...]:
    rows = []
    for sentence in reading.sentences:
        inside = [f for f in findings if f.span.overlaps(sentence.span) and f.kind in WEIGHTS]
        weight = sum(WEIGHTS[f.kind] * f.confidence for f in inside)
        if weight >= 2.0:
            kinds = tuple(dict.fromkeys(f.kind for f in inside))
            rows.append((-weight, sentence.span, kinds))
    return tuple((span, kinds) for _, span, kinds in sorted(rows)[:_TELLING])
