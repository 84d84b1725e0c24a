"""Texts on which a pattern may take long: for every repetition in it, what comes before, a great
many of what is repeated, and an end that does not match."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

try:  # the parser that `re` itself uses
    import re._parser as parser  # type: ignore[import-not-found]
except ImportError:  # Python 3.10
    import sre_parse as parser  # type: ignore[no-redef]

ENDS = ("", "!", "\n", "\0", " 中", "x")
"""After the repetition: most patterns fail on one of them, and then every way is tried."""
MANY = 20
"""Repetitions from which one counts as unbounded."""
_CLASSES = {
    "CATEGORY_DIGIT": "7",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_WORD": "-",
}
_LIKELY = " aA1.,-_/:'\"(|中、。#\n\t`*[]<>=@"


@dataclass(frozen=True, slots=True)
class Attack:
    """A text of any size against one pattern."""

    before: str
    pump: str
    after: str

    def text(self, size: int) -> str:
        """About `size` characters of it."""
        return self.before + self.pump * max(1, size // len(self.pump)) + self.after


def attacks(pattern: str, flags: int, most: int = 60) -> tuple[Attack, ...]:
    """What may be slow for a pattern; none where nothing is repeated without end."""
    tree = parser.parse(pattern, flags)
    found = dict.fromkeys(
        Attack(before, pump, after)
        for before, pump in _pumps(tree, "", tree.state)
        if pump
        for after in ENDS
    )
    return tuple(itertools.islice(found, most))


def _pumps(tree: Any, before: str, state: Any) -> Iterator[tuple[str, str]]:
    """What comes before each repetition, with what is repeated in it."""
    repeated: list[str] = []
    for op, value in tree:
        for child in _children(op, value):
            yield from _pumps(child, before, state)
        if _is_repetition(op) and value[1] > MANY:
            bodies = list(_samples(value[2]))
            for body in bodies:
                yield before, body
                yield "", body
            for one, other in itertools.permutations(bodies[:3], 2):
                yield "", one + other
            repeated += bodies[:2]
        before += next(_samples([(op, value)]), "")
    for one, other in itertools.permutations(repeated[:4], 2):
        yield "", one + other
    if repeated and before:
        yield "", before


def _is_repetition(op: Any) -> bool:
    return str(op) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def _children(op: Any, value: Any) -> Sequence[Any]:
    name = str(op)
    if _is_repetition(op):
        return (value[2],)
    if name == "SUBPATTERN":
        return (value[-1],)
    if name == "BRANCH":
        return tuple(value[1])
    if name in ("ASSERT", "ASSERT_NOT"):
        return (value[1],)
    if name == "ATOMIC_GROUP":
        return (value,)
    if name == "GROUPREF_EXISTS":
        return tuple(v for v in value[1:] if v is not None)
    return ()


def _samples(tree: Any, most: int = 3) -> Iterator[str]:
    """Some texts that match a tree, as far as lookarounds do not matter."""
    ways = [list(itertools.islice(_of_one(op, value), most)) or [""] for op, value in tree]
    longest = max(map(len, ways), default=0)
    for number in range(longest):
        yield "".join(way[number % len(way)] for way in ways)


def _of_one(op: Any, value: Any) -> Iterator[str]:
    name = str(op)
    if name == "LITERAL":
        yield chr(value)
    elif name == "NOT_LITERAL":
        yield from (c for c in _LIKELY if ord(c) != value)
    elif name == "ANY":
        yield from "a 中"
    elif name == "IN":
        yield from _of_class(value)
    elif _is_repetition(op):
        least, _, body = value
        yield from (sample * max(least, 1) for sample in _samples(body))
    elif name == "BRANCH":
        yield from (next(_samples(way), "") for way in value[1])
    elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
        yield from _samples(value[-1] if name == "SUBPATTERN" else value)
    else:
        yield ""


def _of_class(members: Sequence[Any]) -> Iterator[str]:
    negated = str(members[0][0]) == "NEGATE"
    if negated:
        inner = "".join(map(_class_source, members[1:]))
        allowed = re.compile(f"[^{inner}]")
        yield from (c for c in _LIKELY if allowed.match(c))
        return
    for op, value in members:
        if str(op) == "LITERAL":
            yield chr(value)
        elif str(op) == "RANGE":
            yield chr(value[0])
        elif str(op) == "CATEGORY":
            yield _CLASSES.get(str(value), "a")


def _class_source(member: Any) -> str:
    op, value = member
    if str(op) == "LITERAL":
        return re.escape(chr(value))
    if str(op) == "RANGE":
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    letter = str(value).removeprefix("CATEGORY_").removeprefix("NOT_")[0].lower()
    return "\\" + (letter.upper() if "NOT_" in str(value) else letter)
