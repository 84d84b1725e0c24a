"""The items that distillers extract, from `targets.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import toml
from antidistill.errors import BrokenData
from antidistill.finders.phrases import Phrase, phrase
from antidistill.finding import Kind
from antidistill.message import said

_FILE = Path(__file__).parent / "targets.toml"
_WAY = {"kinds", "rules", "words"}


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which an item is fed."""

    kinds: frozenset[Kind]
    """Kinds of findings that feed it."""
    rules: tuple[str, ...]
    """What the rule of such a finding begins with; () for any."""
    words: tuple[Phrase, ...]
    """One of these must stand in the sentence or in a heading above it; () for any."""


@dataclass(frozen=True, slots=True)
class Target:
    """One item."""

    id: str
    """'W1' to 'W19', 'P1' to 'P14'."""
    names: Mapping[str, str]
    """What is extracted, by language: 'en', 'zh'."""
    ways: tuple[Way, ...]


@cache
def targets() -> tuple[Target, ...]:
    """All items, work before person, by number; raises BrokenData."""
    try:
        return tuple(_target(row) for row in toml.shipped(_FILE)["target"])
    except (KeyError, ValueError) as fault:
        raise BrokenData(said("{name}: {fault}", name=_FILE.name, fault=fault)) from fault


def _target(row: Mapping[str, Any]) -> Target:
    first = {key: value for key, value in row.items() if key in _WAY}
    _check(row, _WAY | {"id", "en", "zh", "also"})
    ways = tuple(_way(way) for way in (first, *row.get("also", ())))
    return Target(row["id"], {"en": row["en"], "zh": row["zh"]}, ways)


def _way(row: Mapping[str, Any]) -> Way:
    _check(row, _WAY)
    return Way(
        frozenset(Kind(k) for k in row["kinds"]),
        tuple(row.get("rules", ())),
        tuple(phrase(w) for w in row.get("words", ())),
    )


def _check(row: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(row) - known):
        raise ValueError(f"unknown: {', '.join(unknown)}")
