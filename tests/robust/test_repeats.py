"""No pattern takes a stretch apart in all possible ways before it gives up: a repeat around a
repeat, with nothing that has to stand between two rounds, doubles its time with every letter."""

from __future__ import annotations

import pkgutil
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any

import pytest

import antidistill

PARSER: Any = import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_MANY = 8
"""Rounds of a repeat from which its time is felt."""


def is_explosive(source: str, flags: int = 0) -> bool:
    """Whether some repeat of a pattern can part one stretch in ever so many ways."""
    return any(_parts(*given) for given in _repeats(PARSER.parse(source, flags)))


def _repeats(parsed: Any) -> Iterator[tuple[int, Any]]:
    """How often, and what, for each repeat in a parsed pattern."""
    for operation, given in parsed:
        name = str(operation)
        if name in _REPEATS:
            yield int(given[1]), given[2]
        for inside in _inside(name, given):
            yield from _repeats(inside)


def _inside(name: str, given: Any) -> Iterator[Any]:
    if name in _REPEATS:
        yield given[2]
    elif name == "SUBPATTERN":
        yield given[-1]
    elif name == "BRANCH":
        yield from given[1]
    elif name in ("ASSERT", "ASSERT_NOT"):
        yield given[1]
    elif name == "ATOMIC_GROUP":
        yield given


def _parts(most: int, body: Any) -> bool:
    """Whether each round of a repeat may be one long stretch and nothing else."""
    if most < _MANY:
        return False
    pieces = list(body)
    while len(pieces) == 1 and str(pieces[0][0]) == "SUBPATTERN":
        pieces = list(pieces[0][1][-1])
    long = [p for p in pieces if str(p[0]) == "MAX_REPEAT" and p[1][1] is PARSER.MAXREPEAT]
    others = [p for p in pieces if p not in long]
    may_miss = all(str(p[0]) in _REPEATS and p[1][0] == 0 for p in others)
    return any(p[1][0] > 0 for p in long) and may_miss and sum(p[1][0] > 0 for p in long) == 1


@pytest.mark.parametrize(
    "source", [r"(?:\w+\s?){2,14},", r"(?:a+)+b", r"(?:[^,]+ ?)*;", r"((?:\w+-*)+)x"]
)
def test_it_is_seen(source: str) -> None:
    assert is_explosive(source)


@pytest.mark.parametrize(
    "source", [r"\w+(?:\s\w+){1,14},", r"(?:\w+\s)+b", r"(?:\w+-?){0,3}", r"(?:\s*x)*", r"(?:ab?)*"]
)
def test_what_has_to_stand_between_two_rounds_is_enough(source: str) -> None:
    assert not is_explosive(source)


def modules() -> list[str]:
    found = pkgutil.walk_packages(antidistill.__path__, "antidistill.")
    return sorted(m.name for m in found if not m.name.endswith(".__main__"))


def test_no_pattern_of_ours_does_so() -> None:
    found = {(name, *one) for name in modules() for one in patterns_in(name)}
    assert len(found) > 500
    assert [name for name, source, flags in found if is_explosive(source, flags)] == []


def patterns_in(name: str) -> Iterator[tuple[str, int]]:
    """Source and signs of the patterns among a module's names."""
    with suppress(ImportError):  # of what is not installed
        for value in vars(import_module(name)).values():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield value.pattern, value.flags
