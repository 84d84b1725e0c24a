"""Signs over many copies: that they resemble one another more than their originals did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import mean, pstdev
from typing import TYPE_CHECKING

from antidistill.audit.base import Alarm, Place
from antidistill.audit.pairs import lines, pairs, words
from antidistill.audit.traces import time_signs
from antidistill.audit.view import View
from antidistill.message import said
from antidistill.span import Span
from antidistill.style import Profile, between, profile

if TYPE_CHECKING:
    from antidistill.audit import Audit

_RUN = 5
"""Words, or Han characters, of a run by which texts are compared."""
_ALIKE = 0.3
"""Share of common runs from which on two texts are of one kind."""
_MORE = 0.05
_WASHED = (6.0, 6.5)
"""Totals between which the detector suspects that a group washed together."""
_FEWEST = 3
_SHORTEST = 12
"""Characters from which on a sentence that two copies share is no coincidence."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What is kept of one document to compare it with the others."""

    name: str
    fresh: tuple[str, ...]
    """Sentences that its original does not have; () without an original."""
    runs: tuple[frozenset[str] | None, frozenset[str]]
    """Before (None without an original) and after."""
    total: tuple[float | None, float | None]
    style: tuple[Profile | None, Profile]
    sections: tuple[int | None, int]


@dataclass(frozen=True, slots=True)
class FolderAudit:
    """What can be said of many copies together."""

    documents: int
    figures: Mapping[str, tuple[float | None, float | None]]
    """Before and after; None where there was nothing to measure."""
    clusters: tuple[tuple[str, ...], ...]
    """Names of copies that are of one kind although their originals were not."""
    alarms: tuple[Alarm, ...]

    @property
    def alarming(self) -> bool:
        """Whether the copies together tell something."""
        return any(a.serious for a in self.alarms)


def digest(audit: Audit) -> Digest:
    """The digest of one audited document."""
    old, new = audit.old, audit.new
    fresh = [n.text for n in pairs(old, new).new if not n.code] if old else []
    before, after = audit.scores
    return Digest(
        audit.name,
        tuple(fresh),
        (_runs(old) if old else None, _runs(new)),
        (before.total if before else None, after.total),
        (_style(old) if old else None, _style(new)),
        (len(old.reading.sections) if old else None, len(new.reading.sections)),
    )


def together(digests: Sequence[Digest], times: Sequence[float] = ()) -> FolderAudit:
    """The signs over all documents; `times` are those of the files, seconds since the epoch."""
    clusters = tuple(_clusters(digests))
    return FolderAudit(
        len(digests),
        _figures(digests),
        clusters,
        (*_shared(digests), *_grouped(digests, clusters), *time_signs(times)),
    )


def _style(view: View) -> Profile:
    return profile(view.prose, view.reading.language)


def _runs(view: View) -> frozenset[str]:
    found: set[str] = set()
    for line in lines(view):
        spoken = words(line.text)
        found.update(" ".join(spoken[i : i + _RUN]) for i in range(len(spoken) - _RUN + 1))
    return frozenset(found)


def _shared(digests: Sequence[Digest]) -> Iterator[Alarm]:
    """New sentences that stand in more than one copy."""
    where: dict[str, list[str]] = defaultdict(list)
    for one in digests:
        for text in dict.fromkeys(one.fresh):
            if len(text) >= _SHORTEST:
                where[text].append(one.name)
    for text, names in where.items():
        if len(names) > 1:
            message = said("the same new sentence stands in {names}", names=", ".join(names))
            yield Alarm("batch", message, Place("", text, Span(0, 0)))


def _grouped(digests: Sequence[Digest], clusters: Sequence[Sequence[str]]) -> Iterator[Alarm]:
    for names in clusters:
        yield Alarm(
            "batch", said("more alike than their originals: {names}", names=", ".join(names))
        )
    totals = [d.total[1] for d in digests if d.total[1] is not None]
    inside = [t for t in totals if _WASHED[0] <= t <= _WASHED[1]]
    if len(totals) >= _FEWEST and 2 * len(inside) > len(totals):
        yield Alarm("batch", "most scores lie between 6.0 and 6.5, as after washing in a group")
    before, after = _figures(digests)["spread of the scores"]
    if before and after is not None and len(totals) >= _FEWEST and after < before / 2:
        yield Alarm("batch", "the scores lie closer together than those of the originals")


def _clusters(digests: Sequence[Digest]) -> Iterator[tuple[str, ...]]:
    """Groups of copies that are linked by likeness which their originals did not have."""
    linked: dict[str, set[str]] = {d.name: {d.name} for d in digests}
    for one, two in combinations(digests, 2):
        after = _likeness(one.runs[1], two.runs[1])
        before = _likeness(one.runs[0], two.runs[0]) if one.runs[0] and two.runs[0] else 0.0
        if after >= _ALIKE and after > before + _MORE:
            group = linked[one.name] | linked[two.name]
            for name in group:
                linked[name] = group
    seen: set[str] = set()
    for digested in digests:
        group = linked[digested.name]
        if len(group) > 1 and digested.name not in seen:
            seen |= group
            yield tuple(sorted(group))


def _likeness(one: frozenset[str] | None, two: frozenset[str] | None) -> float:
    """Common runs ÷ all runs of both."""
    if not one or not two:
        return 0.0
    return len(one & two) / len(one | two)


def _figures(digests: Sequence[Digest]) -> dict[str, tuple[float | None, float | None]]:
    olds = [d.runs[0] for d in digests if d.runs[0] is not None]
    scored = ([t for d in digests if (t := d.total[i]) is not None] for i in (0, 1))
    spread = tuple(pstdev(totals) if len(totals) >= 2 else None for totals in scored)
    return {
        "likeness of two texts": (
            _mean(map(_pair, combinations(olds, 2))),
            _mean(map(_pair, combinations([d.runs[1] for d in digests], 2))),
        ),
        "spread of the scores": (spread[0], spread[1]),
        "distance of two writers": (_apart(digests, 0), _apart(digests, 1)),
    }


def _pair(two: tuple[frozenset[str], frozenset[str]]) -> float:
    return _likeness(*two)


def _apart(digests: Sequence[Digest], side: int) -> float | None:
    found = [p for d in digests if (p := d.style[side]) is not None]
    deltas = (between(a, b) for a, b in combinations(found, 2) if a.language == b.language)
    return _mean(d.delta for d in deltas if d is not None)


def _mean(values: Iterable[float]) -> float | None:
    some = list(values)
    return mean(some) if some else None
