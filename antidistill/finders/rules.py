"""Rules: what phrases of a file mean together, and which of them a sentence meets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from antidistill.errors import BrokenData
from antidistill.finders.phrases import HAN, Phrase, both, table
from antidistill.finding import Standing
from antidistill.message import said

_PARTS = ("phrases", "also", "unless")
_Found = Mapping[tuple[int, str], list[Phrase]]


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
    clause), 'tail' (the clause that the phrase stands in)."""
    phrases: Mapping[str, tuple[Phrase, ...]]
    also: Mapping[str, tuple[Phrase, ...]]
    """One of these must stand in the sentence too; empty: nothing else is asked."""
    unless: Mapping[str, tuple[Phrase, ...]]
    within: frozenset[str]
    """Positions of which one must hold; empty: anywhere."""
    outside: frozenset[str]
    """Positions of which none may hold."""
    speech: frozenset[str]
    """What the sentence must be; empty: anything."""
    own: bool
    """Counts only where somebody writes from experience: any manual says such things."""


@dataclass(frozen=True, slots=True)
class Look:
    """One sentence, with the phrases of a file that may stand in it."""

    text: str
    maybe: _Found

    def hits(self, rule: Rule) -> Iterator[tuple[int, int]]:
        """Where a phrase of `rule` stands; nothing if what must stand `also` does not, or an
        exception does."""
        if any(rule.also.values()) and not self.has(rule, "also"):
            return
        if not self.has(rule, "unless"):
            yield from self._spans(rule, "phrases")

    def has(self, rule: Rule, part: str) -> bool:
        """Whether one of the rule's 'phrases', of its 'also' or of its 'unless' stands in it."""
        return next(self._spans(rule, part), None) is not None

    def _spans(self, rule: Rule, part: str) -> Iterator[tuple[int, int]]:
        for one in self.maybe.get((rule.number, part), ()):
            yield from one.spans(self.text)


@dataclass(frozen=True, slots=True)
class Bank:
    """The rules of one file, and an index of the words that their phrases need."""

    rules: tuple[Rule, ...]
    index: Mapping[str, tuple[tuple[str, str, int, str, Phrase], ...]]
    """By the first two characters of a needed word: word, language, rule, part, phrase."""

    def look(self, text: str) -> Look:
        """What may stand in `text`. One pass over the characters instead of a search for each
        phrase: files have thousands. Without a Han character only English is looked for."""
        lower = text.lower()
        languages = ("en", "zh") if HAN.search(text) else ("en",)
        maybe: dict[tuple[int, str], list[Phrase]] = {}
        met: set[tuple[int, str, int]] = set()
        for at in range(len(lower)):
            if at and lower[at].isascii() and lower[at].isalpha() and _letter(lower[at - 1]):
                continue
            for key in (lower[at : at + 2], lower[at]):
                for need, language, rule, part, one in self.index.get(key, ()):
                    new = (rule, part, id(one)) not in met
                    if new and language in languages and lower.startswith(need, at):
                        met.add((rule, part, id(one)))
                        maybe.setdefault((rule, part), []).append(one)
        return Look(text, maybe)


def _letter(sign: str) -> bool:
    """Latin words begin after anything but a Latin letter ('P0', '30min')."""
    return sign.isascii() and sign.isalpha()


@cache
def bank(file: str) -> Bank:
    """The rules of `data/<file>.toml`, in their order; raises BrokenData with the rule at fault."""
    data = table(file)
    if unknown := set(data) - {"rules"}:
        raise BrokenData(
            said(
                "{file}.toml: unknown entries: {unknown}",
                file=file,
                unknown=", ".join(sorted(unknown)),
            )
        )
    rules = tuple(_rule(file, number, entry) for number, entry in enumerate(data["rules"]))
    index: dict[str, list[tuple[str, str, int, str, Phrase]]] = {}
    for rule in rules:
        for part in _PARTS:
            for language, phrases in getattr(rule, part).items():
                for one in phrases:
                    for need in one.needs:
                        entry = (need, language, rule.number, part, one)
                        index.setdefault(need[:2], []).append(entry)
    return Bank(rules, {key: tuple(entries) for key, entries in index.items()})


_COVERS = ("sentence", "words", "clause", "tail")
_KEYS = frozenset(
    "id note confidence standing cover en zh also unless within outside speech own".split()  # noqa: SIM905
)


def _rule(file: str, number: int, entry: Mapping[str, Any]) -> Rule:
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
        raise BrokenData(
            said("{file}.toml: rule {name!r}: {fault}", file=file, name=name, fault=fault)
        ) from fault
