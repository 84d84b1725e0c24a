"""The table of the signals; a new family is a module and a line here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from antidistill.audit import (
    causes,
    density,
    entities,
    evenness,
    filler,
    numbers,
    persona,
    processes,
    stories,
)
from antidistill.audit.base import Family, Gauge, Level, Sign
from antidistill.audit.view import View

FAMILIES: tuple[Family, ...] = (
    numbers.FAMILY,
    filler.FAMILY,
    causes.FAMILY,
    processes.FAMILY,
    density.FAMILY,
    persona.FAMILY,
    entities.FAMILY,
    evenness.FAMILY,
    stories.FAMILY,
)
_CONTENT = ("S1", "S2", "S3", "S7", "S9")
_EVEN = ("S8", "C8")
_CORE = ("S1", "S3", "S6", "S9")
"""Signals that touch the experience base or layer 0."""


def signs(new: View, old: View | None = None) -> tuple[Sign, ...]:
    """All signals, before and after."""
    after, before = gauges(new), gauges(old) if old else {}
    return tuple(
        Sign(id, name, after[id], before.get(id), questions)
        for family in FAMILIES
        for id, name, questions in family.signals
    )


def gauges(view: View) -> Mapping[str, Gauge]:
    """The gauge of each signal, by its id."""
    found = dict(_measured(view))
    if not any(found[id].fires for id in _CONTENT):
        for id in _EVEN:
            if found[id].fires:
                found[id] = replace(found[id], level=Level.NONE, against=())
    return found


def _measured(view: View) -> Iterator[tuple[str, Gauge]]:
    for family in FAMILIES:
        for (id, *_), gauge in zip(family.signals, family.measure(view), strict=True):
            yield id, gauge


def overall(found: Sequence[tuple[str, Gauge]], *, skill: bool) -> Level:
    """The detector's verdict on all nine signals together. In a document that is no skill file it
    goes by numbers, filler and reasons."""
    named = ("S1", "S2", "S3") if not skill else tuple(f"S{n}" for n in range(1, 10))
    fired = [id for id, gauge in found if id in named and gauge.fires]
    core = [id for id in fired if id in _CORE]
    if len(fired) >= 5 or len(core) >= 3 or ("S7" in fired and core):
        return Level.HIGH
    if len(fired) >= 3 and core:
        return Level.MEDIUM
    return Level.LIGHT if fired else Level.NONE
