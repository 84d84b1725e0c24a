"""The measures as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import mean

from tests.bench.write.measures import FATES, Measured
from tests.bench.write.topic import Kept


def lines(rows: Sequence[Measured], kept: Mapping[str, Kept]) -> Iterator[str]:
    """All tables."""
    for part in (_fates(rows), _signs(rows), _passages(rows), _signals(rows)):
        yield from part
        yield ""
    yield from _topics(kept)
    yield from _speed(rows)


def _groups(rows: Sequence[Measured]) -> Iterator[tuple[str, list[Measured]]]:
    for mode in dict.fromkeys(r.mode for r in rows):
        for language in ("en", "zh"):
            here = [r for r in rows if (r.mode, r.language) == (mode, language)]
            if here:
                yield f"{mode:8}{language}", here


def _fates(rows: Sequence[Measured]) -> Iterator[str]:
    yield f"{'share of sentences':20}{'documents':>10}" + "".join(f"{f:>10}" for f in FATES)
    for name, here in _groups(rows):
        total = sum(r.sentences for r in here)
        shares = (sum(r.fates[f] for r in here) / max(1, total) for f in FATES)
        yield f"{name:20}{len(here):10}" + "".join(f"{s:10.1%}" for s in shares)


def _signs(rows: Sequence[Measured]) -> Iterator[str]:
    names = ("repeats", "openings", "filler", "hollow", "dangling")
    head = "".join(f"{n:>10}" for n in (*names, "length", "uneven"))
    yield f"{'more than before':20}{head}"
    for name, here in _groups(rows):
        counts = "".join(f"{sum(getattr(r, n) for r in here):10}" for n in names)
        means = f"{mean(r.length for r in here):10.2f}{mean(r.unevenness for r in here):10.2f}"
        yield f"{name:20}{counts}{means}"


def _passages(rows: Sequence[Measured]) -> Iterator[str]:
    yield f"{'passages':20}{'asked':>10}{'written':>10}{'unknown':>10}{'share':>10}"
    for name, here in [*_groups(rows), ("all", list(rows))]:
        asked, filled, unknown = (
            sum(getattr(r, n) for r in here) for n in ("asked", "filled", "unknown")
        )
        yield f"{name:20}{asked:10}{filled:10}{unknown:10}{unknown / max(1, asked):10.1%}"


def _signals(rows: Sequence[Measured]) -> Iterator[str]:
    yield "detector signals that fire now and did not before"
    named = [(r, f"{r.document} ({r.mode}): {' '.join(r.fired)}") for r in rows if r.fired]
    for name, here in _groups(rows):
        skill = [r for r in here if r.document.startswith("skills/")]
        yield f"{name:20}{_count(here)} in all, {_count(skill)} in skill files"
    yield from sorted(dict.fromkeys(f"  {text}" for _, text in named))


def _count(rows: Iterable[Measured]) -> int:
    return sum(len(r.fired) for r in rows)


def _topics(kept: Mapping[str, Kept]) -> Iterator[str]:
    for language, one in kept.items():
        yield (
            f"topic kept, {language}: {one.own:.2f} to its own place, {one.others:.2f} to that of "
            f"another ({one.measure}, {one.count} passages)"
        )


def _speed(rows: Sequence[Measured]) -> Iterator[str]:
    words, seconds = sum(r.words for r in rows), sum(r.seconds for r in rows)
    yield (
        f"speed of writing, findings given: {words / seconds:,.0f} words/s of one core "
        f"({words:,} words in {seconds:.1f} s)"
    )
