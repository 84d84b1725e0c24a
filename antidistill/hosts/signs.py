"""Is this distillation? By where it is written, by what is written, by what is run or asked for.

Fast and coarse: no language model, no document. It only decides whether a closer look is worth
two seconds; what is then found to hold no know-how passes untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from antidistill.hosts.rules import ENOUGH, rules

_SURE, _SURE_THERE = 1.4, 0.5
"""Evidence of the words that is enough to doubt the finders, when they see nothing; the same in
places where distilled texts are put: ordinary skill files have far less than none."""
_ROWS = 3
_DATA = ("objects", "trees", "cells")
"""Syntaxes of files that are lists of things."""
_MARKED = 0.5
"""Place and marks that add this much want a closer look, whatever the sentences say."""
_READ = 200_000
"""Characters of a text that are looked at; what makes a text distillation stands at its head."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One pattern of `signs.toml`."""

    why: str
    pattern: str
    weight: float = ENOUGH
    most: int = 1
    """How often it counts at most."""
    role: str = ""
    """Of a command: 'writer' or 'collector'."""
    exact: bool = False
    """Whether capitals matter."""
    person: bool = False
    """Whether it leaves no doubt that a person is distilled."""
    sentence: bool = False
    """Of a text: whether it sees what the forms of sentences see too."""

    def strength(self, text: str) -> float:
        """What it adds for `text`."""
        found = 0
        for _ in _compiled(self).finditer(text):
            found += 1
            if found == self.most:
                break
        return found * self.weight


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much something looks like distillation."""

    strength: float = 0.0
    reasons: tuple[str, ...] = ()
    person: bool = False
    """Whether it is a person that is distilled, without doubt."""
    told: bool = False
    """Whether its sentences alone say that it is told from experience."""
    evidence: float = 0.0
    """How much they do, 0.0 for a single one."""
    open: bool = False
    """Whether it may be distillation all the same, or none: a closer look tells."""

    @property
    def enough(self) -> bool:
        """Whether it is taken for distillation."""
        return self.strength >= ENOUGH - 1e-9


def of_path(path: str) -> Likeness:
    """By the place alone; nothing in places and kinds of file where nothing is ever distilled."""
    place = path.replace("\\", "/")
    if is_never(path):
        return Likeness()
    found = _weighed(signs("path"), place)
    if found.person:
        return _weighed((s for s in signs("path") if s.weight > 0), place)
    return found


def of_write(path: str, text: str) -> Likeness:
    """By place and content together."""
    place = of_path(path)
    if place.person or is_never(path):
        return place
    sentences = said_in(path, text)
    text = _marked_text(path, text, sentences)
    said = of_text(text, sentences)
    reasons = (*place.reasons, *said.reasons)
    told = said.told or (place.enough and said.evidence >= _SURE_THERE)
    marked = place.strength + _weighed(_of_no_sentence(), text[:_READ]).strength
    may = said.open or (marked >= _MARKED and sentences != "") or _says_much(path, sentences)
    return Likeness(
        place.strength + said.strength,
        reasons,
        said.person,
        told,
        said.evidence,
        may and not place.enough and not said.person,
    )


def _marked_text(path: str, text: str, sentences: str | None) -> str:
    """Where marks are looked for: of a program in what it says, code has meanings of its own."""
    from antidistill.hosts import inside

    return sentences or "" if inside.module_of(path) == "code" else text


def _of_no_sentence() -> Iterable[Sign]:
    return (sign for sign in signs("text") if not sign.sentence)


def _says_much(path: str, sentences: str | None) -> bool:
    """Whether a data file says more than a thing or two: the words of rows and lists tell little of
    where they come from."""
    from antidistill.hosts import inside

    data = inside.module_of(path) in _DATA
    return data and sentences is not None and sentences.count("\n") >= _ROWS


def of_text(text: str, sentences: str | None = None) -> Likeness:
    """By content alone; what is said in it, when that is not all of it, stands in `sentences`."""
    from antidistill.hosts.wording import worded

    said = of_values(text)
    if sentences == "":
        return said
    found = worded(text if sentences is None else sentences)
    same = _weighed((s for s in signs("text") if s.sentence), text[:_READ]).strength
    return Likeness(
        said.strength + max(found.strength - same, 0.0),
        (*said.reasons, *found.reasons),
        said.person,
        found.evidence >= _SURE,
        found.evidence,
        found.may and not said.person,
    )


def said_in(path: str, text: str) -> str | None:
    """What is said in a file that is no prose, '' when nothing is; None for any other file."""
    from antidistill.hosts import inside

    return inside.said(path, text)


def of_values(text: str) -> Likeness:
    """By marks of content, without a look at its sentences: settings have none."""
    return _weighed(signs("text"), text[:_READ])


def of_prompt(text: str) -> Likeness:
    """Whether somebody asks for a person's know-how to be taken over."""
    return _weighed(signs("prompt"), text[:_READ])


def of_command(command: str) -> tuple[Sign, ...]:
    """The distillers' programs that a shell command runs."""
    return tuple(s for s in signs("command") if _compiled(s).search(command))


@cache
def signs(kind: str) -> tuple[Sign, ...]:
    """The signs of one kind: 'path', 'never', 'text', 'command', 'prompt'."""
    return tuple(_sign(row) for row in rules().get(kind, ()))


def is_never(path: str) -> bool:
    """Whether nothing is ever distilled in such a place, whatever it is called."""
    place = path.replace("\\", "/")
    return any(_compiled(s).search(place) for s in signs("never"))


def _weighed(given: Iterable[Sign], text: str) -> Likeness:
    found = [(sign, added) for sign in given if (added := sign.strength(text))]
    reasons = tuple(dict.fromkeys(sign.why for sign, _ in found))
    return Likeness(sum(a for _, a in found), reasons, any(s.person for s, _ in found))


def _sign(row: Mapping[str, Any]) -> Sign:
    return Sign(
        row.get("why", ""),
        row["pattern"],
        row.get("weight", ENOUGH),
        row.get("most", 1),
        row.get("role", ""),
        row.get("exact", False),
        row.get("person", False),
        row.get("sentence", False),
    )


@cache
def _compiled(sign: Sign) -> re.Pattern[str]:
    case = re.MULTILINE if sign.exact else re.MULTILINE | re.IGNORECASE
    return re.compile(sign.pattern, case)
