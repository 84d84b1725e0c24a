"""A rule: what phrases of a file mean together, and how its entry in the file is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from antidistill.errors import BrokenData
from antidistill.finders.phrases import both, phrase
from antidistill.finding import Standing
from antidistill.message import said


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule looks for, and what it makes of it."""

    id: str
    number: int
    """Its place in the file."""
    note: str
    confidence: float
    standing: Standing
    cover: str
    """'sentence', 'words' (those of the phrase), 'clause' (from the phrase to the end of its
    clause), 'tail' (the clause that the phrase stands in), 'before' (what stands before the phrase
    up to the beginning of its main clause: 'X is slow, so …')."""
    phrases: Mapping[str, tuple[str, ...]]
    """By language; they are parsed when a text of that language is first looked at."""
    also: Mapping[str, tuple[str, ...]]
    """One of these must stand in the sentence too; empty: nothing else is asked."""
    unless: Mapping[str, tuple[str, ...]]
    within: frozenset[str]
    """Positions of which one must hold; empty: anywhere."""
    outside: frozenset[str]
    """Positions of which none may hold."""
    speech: frozenset[str]
    """What the sentence must be; empty: anything."""
    own: bool
    """Counts only where somebody writes from experience: any manual says such things."""


PARTS = ("phrases", "also", "unless")
"""The fields of a rule that hold phrases."""
_COVERS = ("sentence", "words", "clause", "tail", "before")
_KEYS = frozenset(
    "id note confidence standing cover en zh also unless within outside speech own".split()  # noqa: SIM905
)


def rule_of(file: str, number: int, entry: Mapping[str, Any]) -> Rule:
    """The rule that entry `number` of a file writes down. Raises BrokenData that names it."""
    name = entry.get("id", "?")
    try:
        if unknown := set(entry) - _KEYS:
            raise ValueError(said("unknown key {unknown!r}", unknown=sorted(unknown)[0]))
        cover = entry.get("cover", "sentence")
        if cover not in _COVERS:
            raise ValueError(said("cover {cover!r}", cover=cover))
        return Rule(
            id=entry["id"],
            number=number,
            note=entry["note"],
            confidence=float(entry["confidence"]),
            standing=Standing(entry.get("standing", "guidance")),
            cover=cover,
            phrases=both(entry),
            also=both(entry.get("also", {})),
            unless=both(entry.get("unless", {})),
            within=frozenset(entry.get("within", ())),
            outside=frozenset(entry.get("outside", ())),
            speech=frozenset(entry.get("speech", ())),
            own=bool(entry.get("own", False)),
        )
    except (KeyError, ValueError) as fault:
        raise _broken(file, name, fault) from fault


def check(file: str, rules: Iterable[Rule]) -> None:
    """Raises BrokenData for what is no phrase: those of users are read at once, ours when they are
    needed."""
    for rule in rules:
        try:
            for part in PARTS:
                for sources in getattr(rule, part).values():
                    for source in sources:
                        phrase(source)
        except ValueError as fault:
            raise _broken(file, rule.id, fault) from fault


def _broken(file: str, name: str, fault: Exception) -> BrokenData:
    return BrokenData(
        said("{file}.toml: rule {name!r}: {fault}", file=file, name=name, fault=fault)
    )
