"""The figures as tables that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from antidistill.finding import Kind
from tests.bench.find.scores import Scores, Tally, total

LANGUAGES = ("en", "zh")
WITHHELD = tuple(k for k in Kind if k not in (Kind.CRITICAL, Kind.PUBLIC, Kind.PLAIN))
"""The kinds that some mode changes; 'all' sums these."""
STOOD = (
    Kind.PITFALL,
    Kind.INCIDENT,
    Kind.QUIRK,
    Kind.JUDGEMENT,
    Kind.QUANTITY,
    Kind.CONTEXT,
    Kind.NETWORK,
    Kind.TRAIT,
    Kind.NORM,
    Kind.PROCEDURE,
)
"""The kinds whose standing decides what may take their place."""

Results = Mapping[str, Scores]
"""Scores by language."""
Named = tuple[str, frozenset[Kind], Results]
"""A way of finding: its name, the kinds it claims to see, what it reached."""


def spans(results: Results) -> Iterable[str]:
    """Span level, a line a kind, both languages side by side."""
    yield f"{'spans':<11}" + " |".join(
        f" {la:<4} gold  found    P    R   F1   F2 exact" for la in LANGUAGES
    )
    for kind in (*WITHHELD, Kind.CRITICAL, Kind.PUBLIC):
        yield f"{kind.value:<11}" + " |".join(_spans(results[la].spans[kind]) for la in LANGUAGES)
    yield f"{'all':<11}" + " |".join(_spans(withheld(results[la])) for la in LANGUAGES)


def withheld(scores: Scores) -> Tally:
    """All kinds that some mode changes, as one."""
    return total(scores.spans[kind] for kind in WITHHELD)


def _spans(t: Tally) -> str:
    exact = t.exact / t.gold if t.gold else 1.0
    return f" {t.gold:9d} {t.found:6d} {_rates(t)} {exact:5.2f}"


def _rates(t: Tally) -> str:
    return f"{t.precision:.2f} {t.recall:.2f} {t.f(1):.2f} {t.f(2):.2f}"


def sentences(results: Results) -> Iterable[str]:
    """Sentence level, a line a kind: is the whole sentence taken for what it is?"""
    yield f"{'sentences':<11}" + " |".join(
        f" {la:<4} gold  found    P    R   F1   F2      " for la in LANGUAGES
    )
    kinds = [k for k in Kind if any(k in results[la].sentences for la in LANGUAGES)]
    for kind in kinds:
        cells = (results[la].sentences.get(kind, Tally()) for la in LANGUAGES)
        yield f"{kind.value:<11}" + " |".join(
            f" {t.gold:9d} {t.found:6d} {_rates(t)}      " for t in cells
        )
    yield "kind right  " + "   ".join(f"{la} {right(results[la]):.3f}" for la in LANGUAGES)


def right(scores: Scores) -> float:
    """Share of the units whose kind is right."""
    every = total(scores.sentences.values())
    return every.met / max(1, every.gold)


def points(results: Results) -> Iterable[str]:
    """The single figures that are promised."""
    for la in LANGUAGES:
        scores = results[la]
        stood = total(scores.spans[k] for k in STOOD)
        critical = scores.spans[Kind.CRITICAL]
        false = 1 - critical.precision
        masked = scores.public_masked / max(1, scores.public_mentions)
        yield (
            f"{la}: standing right {stood.standing}/{stood.met} = "
            f"{stood.standing / max(1, stood.met):.3f}; critical recall {critical.recall:.3f} "
            f"({critical.met}/{critical.gold}), false {false:.3f} "
            f"({critical.found - critical.right}/{critical.found}); public names masked "
            f"{masked:.3f} ({scores.public_masked}/{scores.public_mentions})"
        )


def ways(named: Sequence[Named]) -> Iterable[str]:
    """F2 of every way beside one another, over the kinds that each claims to see."""
    cells = [(name, kinds, r, la) for la in LANGUAGES for name, kinds, r in named]
    yield f"{'F2':<11}" + "".join(f"{la + ' ' + name:>13}" for name, _, _, la in cells)
    for kind in (*WITHHELD, Kind.CRITICAL):
        row = (_f2(r[la].spans[kind], kind in kinds) for _, kinds, r, la in cells)
        yield f"{kind.value:<11}" + "".join(row)
    yield f"{'all':<11}" + "".join(
        _f2(withheld(r[la]), len(kinds) > 1) for _, kinds, r, la in cells
    )


def _f2(tally: Tally, claimed: bool) -> str:
    return f"{tally.f(2):13.2f}" if claimed else f"{'-':>13}"


def confusions(results: Results, most: int = 25) -> Iterable[str]:
    """Which kinds of sentence are taken for which, most often first."""
    for la in LANGUAGES:
        yield f"{la}: sentence is → was taken for"
        for (said, told), count in results[la].confusions.most_common(most):
            yield f"  {count:4d}  {said.value} → {told.value}"
