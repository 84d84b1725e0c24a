"""How much a document gives away, 0 to 100, and why.

The score is a share: every letter counts as much as the most telling kind that was found over it,
from nothing to WEIGHTS' highest. 0 is a document in which nothing is anybody's own, 100 one that is
hard-won from end to end. A score of 40 says as much as a document of which two fifths are traps and
tricks and the rest is common. `python -m tests.bench.exposure` sets it beside the same share over
the labelled documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from antidistill.document import Form
from antidistill.finding import Finding, Kind
from antidistill.message import said
from antidistill.reading import Reading, Section
from antidistill.span import Overlapping, Span
from antidistill.style import Marked, marked

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
_MOST = max(WEIGHTS.values())
_TELLING = 10
_LEAST_TELLING = 2.0
"""Weight from which a sentence is shown among those that tell most."""


@dataclass(frozen=True, slots=True)
class Heat:
    """How much one sentence or code block gives away."""

    span: Span
    score: int
    """0 to 100, by the same measure as the document's."""
    kinds: tuple[Kind, ...]
    """Found in it, the most telling first; only kinds of WEIGHTS."""
    block: int
    """Index of its block."""


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
    heat: tuple[Heat, ...] = ()
    """Every sentence and code block of the document, by place."""
    style: Marked | None = None
    """How far its writing is from the norm (Burrows' Delta); None for a short text. It is no part
    of the score: habits that can be withheld are findings."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A sentence or a code block with what was found in it."""

    span: Span
    block: int
    letters: int
    weight: float
    """Of all its letters, where 1 is a letter of the highest weight."""
    kinds: tuple[Kind, ...]
    telling: float
    """Sum over its kinds, each once: not how much of it tells, but how many things."""


def exposure(reading: Reading, findings: Sequence[Finding]) -> Exposure:
    """The exposure of a document with these findings."""
    findings = _weighty(findings)
    counts = Counter(f.kind for f in once(findings))
    kinds = sorted(counts, key=lambda k: (-counts[k] * WEIGHTS[k], k.value))
    stretches = tuple(_stretches(reading, findings))
    return Exposure(
        score=_score(stretches),
        reasons=tuple(said("{n} × {kind}", n=counts[k], kind=said(k.value)) for k in kinds),
        sections=tuple(_by_section(reading.sections, stretches)),
        telling=_telling(stretches),
        heat=tuple(Heat(s.span, _score((s,)), s.kinds, s.block) for s in stretches),
        style=marked("\n".join(s.text for s in reading.sentences), reading.language),
    )


def weighed(text: str, span: Span, found: Iterable[tuple[Span, float]]) -> tuple[int, float]:
    """(letters and digits of `span`, their weight when each weighs as much as the heaviest of
    `found` over it, where WEIGHTS' highest is 1)."""
    weights = [0.0] * len(span)
    for at, weight in found:
        for i in range(max(at.start, span.start), min(at.end, span.end)):
            weights[i - span.start] = max(weights[i - span.start], weight)
    shown = [w for c, w in zip(span.of(text), weights, strict=True) if c.isalnum()]
    return len(shown), sum(shown) / _MOST


def share(letters: int, weight: float) -> int:
    """The score that a weight of so many letters comes to."""
    return round(100 * weight / letters) if letters else 0


def once(findings: Iterable[Finding]) -> list[Finding]:
    """By place; what two rules of one kind saw at one place only once."""
    out: list[Finding] = []
    reach: dict[Kind, int] = {}
    for finding in sorted(findings, key=lambda f: (f.span.start, -f.span.end)):
        if finding.span.end > reach.get(finding.kind, -1):
            reach[finding.kind] = finding.span.end
            out.append(finding)
    return out


def open_to_change(findings: Sequence[Finding]) -> list[Finding]:
    """Findings without those in critical or public text, which stays in every mode whatever else
    is seen in it."""
    stays = {k: [f.span for f in findings if f.kind is k] for k in (Kind.CRITICAL, Kind.PUBLIC)}
    places = {k: Overlapping((s, s) for s in spans) for k, spans in stays.items()}
    return [
        f
        for f in findings
        if not any(
            f.span in s for k, there in places.items() if f.kind is not k for s in there.at(f.span)
        )
    ]


def _weighty(findings: Sequence[Finding]) -> list[Finding]:
    return [f for f in open_to_change(findings) if f.kind in WEIGHTS]


def _stretches(reading: Reading, findings: Sequence[Finding]) -> Iterator[_Stretch]:
    document = reading.document
    code = ((b.span, i) for i, b in enumerate(document.blocks) if b.form is Form.CODE and b.pieces)
    spans = sorted([*((s.span, s.block) for s in reading.sentences), *code])
    places = Overlapping((f.span, f) for f in findings)
    for span, block in spans:
        inside = places.at(span)
        # A rule's confidence orders readings of one place; as a factor it makes all scores too low.
        letters, weight = weighed(document.text, span, [(f.span, WEIGHTS[f.kind]) for f in inside])
        best: dict[Kind, float] = {}
        for finding in inside:
            heavy = WEIGHTS[finding.kind] * finding.confidence
            best[finding.kind] = max(best.get(finding.kind, 0.0), heavy)
        kinds = tuple(sorted(best, key=lambda k: (-best[k], k.value)))
        yield _Stretch(span, block, letters, weight, kinds, sum(best.values()))


def _score(stretches: Sequence[_Stretch]) -> int:
    return share(sum(s.letters for s in stretches), sum(s.weight for s in stretches))


def _by_section(
    sections: Sequence[Section], stretches: Sequence[_Stretch]
) -> Iterator[tuple[tuple[str, ...], int]]:
    by_block: dict[int, list[_Stretch]] = {}
    for one in stretches:
        by_block.setdefault(one.block, []).append(one)
    for section in sections:
        blocks = range(section.first, section.end)
        inside = [s for block in blocks for s in by_block.get(block, ())]
        if inside:
            yield section.path, _score(inside)


def _telling(stretches: Sequence[_Stretch]) -> tuple[tuple[Span, tuple[Kind, ...]], ...]:
    told = [s for s in stretches if s.telling >= _LEAST_TELLING]
    told.sort(key=lambda s: (-s.telling, s.span))
    return tuple((s.span, s.kinds) for s in told[:_TELLING])
