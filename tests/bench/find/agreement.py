"""How far two readings of the same units agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidistill.finding import Kind
from tests.bench.find.marks import Mark, gold_marks, main_kind, overlap
from tests.labelled.records import HERE, SPLITS, Labelled, files, load

SECOND = HERE / "second"
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two readings compared."""

    units: int
    spans: float
    """F1 of one against the other; spans of one kind that overlap by half."""
    exact: float
    """The same with equal spans."""
    standing: float
    """Share of the common spans with the same standing."""
    kappa: float
    """Cohen's kappa of the kind of the whole unit."""
    differ: tuple[tuple[str, int], ...]
    """'kind / kind' of units read differently, most often first."""


def agreement(language: str, corpus: Path | None) -> Agreement | None:
    """First against second reading in one language; None when nothing is at hand."""
    pairs = [p for p in _pairs(corpus) if p[0] == language]
    return _compare([(one, two) for _, one, two in pairs]) if pairs else None


def _pairs(corpus: Path | None) -> Iterable[tuple[str, Labelled, Labelled]]:
    firsts = {p.name: p for split in SPLITS for p in files(split)}
    for path in sorted(SECOND.glob("*.jsonl")):
        second = load(path, corpus, analyse=False)
        first = load(firsts[path.name], corpus, analyse=False)
        if first is None or second is None:
            continue
        by_number = {labelled.unit.number: labelled for labelled in first.units}
        for labelled in second.units:
            yield second.language, by_number[labelled.unit.number], labelled


def _compare(pairs: Sequence[tuple[Labelled, Labelled]]) -> Agreement:
    marks = [(gold_marks(one), gold_marks(two)) for one, two in pairs]
    both = sum(len(_common(one, two, _ENOUGH)) for one, two in marks)
    same = sum(len(_common(one, two, 1.0)) for one, two in marks)
    stood = sum(
        a.standing is b.standing for one, two in marks for a, b in _common(one, two, _ENOUGH)
    )
    size = sum(len(one) + len(two) for one, two in marks)
    kinds = [
        (main_kind(a, one.unit), main_kind(b, two.unit))
        for (one, two), (a, b) in zip(pairs, marks, strict=True)
    ]
    differ = Counter(f"{a.value} / {b.value}" for a, b in kinds if a is not b)
    return Agreement(
        len(pairs),
        2 * both / max(1, size),
        2 * same / max(1, size),
        stood / max(1, both),
        kappa(kinds),
        tuple(differ.most_common(8)),
    )


def _common(one: list[Mark], two: list[Mark], enough: float) -> list[tuple[Mark, Mark]]:
    """Each span of one with a span of two that nobody else has."""
    left = list(two)
    found = []
    for mark in one:
        same = [m for m in left if m.kind is mark.kind and overlap(m.place, mark.place) >= enough]
        if same:
            best = max(same, key=lambda m: overlap(m.place, mark.place))
            left.remove(best)
            found.append((mark, best))
    return found


def kappa(pairs: Sequence[tuple[Kind, Kind]]) -> float:
    """Cohen's kappa: agreement beyond what the frequencies alone would give; 1 is perfect."""
    size = max(1, len(pairs))
    observed = sum(a is b for a, b in pairs) / size
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[kind] * second[kind] for kind in first) / size**2
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0


def lines(languages: Iterable[str], corpus: Path | None) -> Iterable[str]:
    """The comparison for people."""
    for language in languages:
        found = agreement(language, corpus)
        if found is None:
            yield f"{language}: nothing at hand"
            continue
        yield (
            f"{language}: {found.units} units read twice: span F1 {found.spans:.3f} "
            f"(equal spans {found.exact:.3f}), standing {found.standing:.3f}, "
            f"kind of the unit kappa {found.kappa:.3f}"
        )
        yield "    " + ", ".join(f"{count} × {pair}" for pair, count in found.differ)
