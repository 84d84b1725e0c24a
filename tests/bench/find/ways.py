"""The ways of finding that are compared; each says for a document what it sees in its units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from antidistill import toml
from antidistill.finders import find
from antidistill.finding import Kind, Standing
from tests.bench.find.marks import Mark, marks_of
from tests.labelled.records import LabelledDocument
from tests.labelled.units import Unit

Marks = list[list[Mark]]


class Way(Protocol):
    """One way of finding."""

    @property
    def name(self) -> str:
        """A heading of the table."""
        ...

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds it claims to see; it is scored on no others."""
        ...

    def marks(self, documents: Sequence[LabelledDocument]) -> Iterable[Marks]:
        """For each document, for each of its units, what it sees."""
        ...


class Ours:
    """The finders of this checkout."""

    name = "ours"
    kinds = frozenset(Kind)

    def marks(self, documents: Sequence[LabelledDocument]) -> Iterable[Marks]:
        """What `antidistill scan` would list."""
        return (marks_of(d, find(d.reading)) for d in documents)


class Keywords:
    """A keyword list, as simple scripts have it: the sentence is of the group's kind."""

    name = "keywords"

    def __init__(self) -> None:
        path = Path(__file__).with_name("keywords.toml")
        data = toml.parsed(path.read_text(encoding="utf-8"))
        self._groups = [(Kind(g["kind"]), _any_of(g["en"], g["zh"])) for g in data["group"]]
        self._patterns = [(Kind(p["kind"]), re.compile(p["regex"])) for p in data["pattern"]]
        self.kinds = frozenset(kind for kind, _ in [*self._groups, *self._patterns])

    def marks(self, documents: Sequence[LabelledDocument]) -> Iterable[Marks]:
        """Each sentence is of the group with most hits in it; patterns are masked everywhere."""
        return ([self._unit(one.unit) for one in d.units] for d in documents)

    def _unit(self, unit: Unit) -> list[Mark]:
        hits = [(len(p.findall(unit.text)), -i, kind) for i, (kind, p) in enumerate(self._groups)]
        most, _, kind = max(hits)
        whole = [_mark(kind, (0, len(unit.text)))] if most else []
        spans = [_mark(k, m.span()) for k, p in self._patterns for m in p.finditer(unit.text)]
        return whole + spans


def _any_of(english: list[str], chinese: list[str]) -> re.Pattern[str]:
    words = [rf"\b{re.escape(word)}\b" for word in english] + [re.escape(w) for w in chinese]
    return re.compile("|".join(words), re.IGNORECASE)


def _mark(kind: Kind, place: tuple[int, int]) -> Mark:
    return Mark(kind, place, Standing.GUIDANCE)
