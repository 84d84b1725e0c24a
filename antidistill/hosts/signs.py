"""Is this distillation? By where it is written, by what is written, by what is run or asked for.

Fast and coarse: no language model, no document. It only decides whether a closer look is worth
two seconds; what is then found to hold no know-how passes untouched.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from antidistill.hosts.telling import Look, Telling

FILE = Path(__file__).with_name("signs.toml")
ENOUGH = 1.0
_AGAINST = -0.8
"""Evidence of the words that speaks against what the forms of some sentences say."""
_SURE, _SURE_THERE = 1.4, 0.5
"""Evidence of the words that is enough to doubt the finders, when they see nothing; the same in
places where distilled texts are put: ordinary skill files have far less than none."""
_WORDS = "it reads as told from experience"
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

    @property
    def enough(self) -> bool:
        """Whether it is taken for distillation."""
        return self.strength >= ENOUGH - 1e-9


def of_path(path: str) -> Likeness:
    """By the place alone; nothing in places and kinds of file where nothing is ever distilled."""
    place = path.replace("\\", "/")
    if any(_compiled(s).search(place) for s in signs("never")):
        return Likeness()
    found = _weighed(signs("path"), place)
    if found.person:
        return _weighed((s for s in signs("path") if s.weight > 0), place)
    return found


def of_write(path: str, text: str) -> Likeness:
    """By place and content together."""
    place = of_path(path)
    if place.person or _is_never(path):
        return place
    said = of_text(text, _sentences(path, text))
    reasons = (*place.reasons, *said.reasons)
    told = said.told or (place.enough and said.evidence >= _SURE_THERE)
    strength = place.strength + said.strength
    return Likeness(strength, reasons, said.person, told, said.evidence)


def of_text(text: str, sentences: str | None = None) -> Likeness:
    """By content alone; what is said in it, when that is not all of it, stands in `sentences`."""
    said = _of_values(text)
    if sentences == "":
        return said
    strength, reasons, evidence = _told(text if sentences is None else sentences)
    same = _weighed((s for s in signs("text") if s.sentence), text[:_READ]).strength
    strength = said.strength + max(strength - same, 0.0)
    reasons = (*said.reasons, *reasons)
    return Likeness(strength, reasons, said.person, evidence >= _SURE, evidence)


def _sentences(path: str, text: str) -> str | None:
    """What is said in a data file, None for any other."""
    if not path.lower().endswith((".json", ".yaml", ".yml")):
        return None
    from antidistill.hosts import data_text

    return data_text.sentences(path, text)


def _of_values(text: str) -> Likeness:
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
    return tuple(_sign(row) for row in _data().get(kind, ()))


def impersonal() -> Mapping[str, Any]:
    """What a text is in which there is nothing of a person."""
    rules: Mapping[str, Any] = _data()["impersonal"]
    return rules


def evidence(text: str) -> float:
    """How much the words of a part of a text tell of experience, or against it."""
    from antidistill.hosts.telling import telling

    return telling(text, look()).evidence


def _told(text: str) -> tuple[float, tuple[str, ...], float]:
    """What its sentences add: their form, or their words when these tell more; and the evidence of
    the words, where it is not that of a single sentence."""
    from antidistill.hosts.telling import telling

    found = telling(text, look())
    formed = max((r["weight"] for r in _data()["told"] if _reached(found, r)), default=0.0)
    if found.evidence < _AGAINST:
        formed /= 2
    said = max(formed, _by_words(found))
    evidence = found.evidence if found.sentences > 1 else 0.0
    return said, found.reasons[:2] or (_WORDS,) * (said > 0), evidence


def _reached(found: Telling, rung: Mapping[str, Any]) -> bool:
    return bool(
        found.share >= rung.get("share", 0.0)
        and found.told >= rung.get("told", 0)
        and len(found.reasons) >= rung.get("forms", 0)
        and found.personal >= rung.get("personal", 0)
    )


def _by_words(found: Telling) -> float:
    """What the weights of its words add: `worded` in the data, straight between its points, and
    `few` for a text of so few sentences that they could be chance."""
    evidence = found.evidence - _data()["common"]["han" if found.han else "latin"]
    points = _points(_data()["worded"])
    if not found.sentences or evidence < points[0][0]:
        return 0.0
    few = [row for row in _data()["few"] if row["sentences"] == found.sentences]
    return min(_between(points, evidence), _between(_points(few), evidence) if few else ENOUGH)


def _points(rows: Sequence[Mapping[str, float]]) -> list[tuple[float, float]]:
    return [(row["evidence"], row["weight"]) for row in rows]


def _between(points: Sequence[tuple[float, float]], at: float) -> float:
    if at < points[0][0]:
        return points[0][1]
    for (low, light), (high, heavy) in pairwise(points):
        if at < high:
            return light + (heavy - light) * (at - low) / (high - low)
    return points[-1][1]


@cache
def look() -> Look:
    """The forms of sentences and the sorts of words that are looked for."""
    from antidistill.hosts.telling import Look, form

    sorts = {word: name for name, words in _data()["sorts"].items() for word in words.split()}
    han = {name: tuple(words.split()) for name, words in _data()["han_sorts"].items()}
    return Look(tuple(form(row) for row in _data()["form"]), sorts, han)


def _is_never(path: str) -> bool:
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
def _data() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def _compiled(sign: Sign) -> re.Pattern[str]:
    case = re.MULTILINE if sign.exact else re.MULTILINE | re.IGNORECASE
    return re.compile(sign.pattern, case)
