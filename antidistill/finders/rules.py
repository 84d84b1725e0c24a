"""Rules: what phrases of a file mean together, and which of them a sentence meets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidistill.errors import BrokenData
from antidistill.finders.own_phrases import with_own
from antidistill.finders.phrases import HAN, Phrase, both, table
from antidistill.finding import Standing
from antidistill.message import said
from antidistill.nlp.kept import with_its_doc
from antidistill.reading import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

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
    rules: Sequence[Rule]
    """Those that it may meet, in the order of the file."""

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
class Needed:
    """A word that a phrase needs."""

    rank: int
    """Its place among those of the file: words of one character come after all others."""
    word: str
    """Lower case."""
    language: str
    file: str
    rule: int
    part: str
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Bank:
    """The rules of one file, and an index of the words that their phrases need."""

    rules: tuple[Rule, ...]
    english: Mapping[str, tuple[Needed, ...]]
    """What English phrases need, by the first few characters of the word."""
    all: Mapping[str, tuple[Needed, ...]]
    """The same of phrases of both languages."""

    def look(self, text: str) -> Look:
        """What may stand in `text`. One look at the beginnings of its words instead of a search
        for each phrase: files have thousands. Without a Han character only English is looked
        for."""
        return _look(text, list(_met(text, self.english, self.all)), self.rules)


_Index = Mapping[str, tuple[Needed, ...]]
_Met = list[tuple[int, int, Needed]]


def _met(text: str, english: _Index, every: _Index) -> Iterator[tuple[int, int, Needed]]:
    """What stands in `text` that phrases need: where, its rank, and what it is."""
    lower, han, begins = _begins(text)
    index = every if han else english
    for key in begins.keys() & index.keys():
        places = begins[key]
        for one in index[key]:
            for at in places:
                if lower.startswith(one.word, at):
                    if one.phrase.has_others(lower):
                        yield at, one.rank, one
                    break


def _look(text: str, found: _Met, rules: Sequence[Rule]) -> Look:
    found.sort(key=lambda hit: hit[:2])
    maybe: dict[tuple[int, str], list[Phrase]] = {}
    for _, _, one in found:
        here = maybe.setdefault((one.rule, one.part), [])
        if not any(one.phrase is other for other in here):
            here.append(one.phrase)
    numbers = sorted({number for number, part in maybe if part == "phrases"})
    return Look(text, maybe, [rules[number] for number in numbers])


_TOGETHER = (
    "critical",
    "contexts",
    "incidents",
    "judgements",
    "networks",
    "norms",
    "pitfalls",
)
"""The files that are tried on every sentence of most documents: one look at it for all of them."""


def look_at(sentence: Sentence, file: str, folders: tuple[Path, ...] = ()) -> Look:
    """What of `data/<file>.toml` may stand in a sentence."""
    if sentence.doc is None or file not in _TOGETHER:
        return bank(file, folders).look(sentence.text)
    found = _looks(sentence.doc, sentence.text, folders).get(file)
    return found if found is not None else Look(sentence.text, {}, ())


@with_its_doc
def _looks(_: Doc, text: str, folders: tuple[Path, ...]) -> Mapping[str, Look]:
    found: dict[str, _Met] = {}
    for hit in _met(text, *_together(folders)):
        found.setdefault(hit[2].file, []).append(hit)
    return {file: _look(text, met, bank(file, folders).rules) for file, met in found.items()}


@cache
def _together(folders: tuple[Path, ...]) -> tuple[_Index, _Index]:
    """The indices of all these files as one: of English phrases, and of both languages."""
    banks = [bank(file, folders) for file in _TOGETHER]
    return _joined(b.english for b in banks), _joined(b.all for b in banks)


def _joined(indices: Iterable[_Index]) -> _Index:
    found: dict[str, list[Needed]] = {}
    for index in indices:
        for key, those in index.items():
            found.setdefault(key, []).extend(those)
    return {key: tuple(those) for key, those in found.items()}


@lru_cache(maxsize=2048)
def _begins(text: str) -> tuple[str, bool, Mapping[str, list[int]]]:
    """`text` in lower case, whether it has a Han character, and where what begins like a word
    begins, by its first characters: a few of them, two, and one."""
    lower = text.lower()
    begins: dict[str, list[int]] = {}
    for match in _BEGIN.finditer(lower):
        at = match.start()
        # at the end of the text they are the same
        for key in {lower[at : at + size] for size in _KEYS_OF}:
            begins.setdefault(key, []).append(at)
    return lower, HAN.search(text) is not None, begins


_KEYS_OF = (1, 2, 3, 4)
"""Lengths of the beginnings by which needed words are found."""
_BEGIN = re.compile(r"(?<![A-Za-z])[A-Za-z]|[^A-Za-z]", re.DOTALL)
"""Latin words begin after anything but a Latin letter ('P0', '30min')."""


@cache
def bank(file: str, folders: tuple[Path, ...] = ()) -> Bank:
    """The rules of `data/<file>.toml`, in their order, then the user's own from `<file>.toml` in
    `folders`; one of theirs takes the place of ours with the same id. Raises BrokenData with the
    rule at fault."""
    data = with_own(file, table(file), folders)
    if unknown := set(data) - {"rules"}:
        raise BrokenData(
            said(
                "{file}.toml: unknown entries: {unknown}",
                file=file,
                unknown=", ".join(sorted(unknown)),
            )
        )
    rules = tuple(_rule(file, number, entry) for number, entry in enumerate(data["rules"]))
    needed = [
        Needed(rank, word, language, file, number, part, one)
        for rank, (word, language, number, part, one) in enumerate(
            sorted(_needs(rules), key=_is_one)
        )
    ]
    return Bank(rules, _index(n for n in needed if n.language == "en"), _index(needed))


def _index(needed: Iterable[Needed]) -> Mapping[str, tuple[Needed, ...]]:
    """By the first characters of each word."""
    found: dict[str, list[Needed]] = {}
    for one in needed:
        found.setdefault(one.word[: max(_KEYS_OF)], []).append(one)
    return {key: tuple(those) for key, those in found.items()}


def _needs(rules: Sequence[Rule]) -> Iterator[tuple[str, str, int, str, Phrase]]:
    for rule in rules:
        for part in _PARTS:
            for language, phrases in getattr(rule, part).items():
                for one in phrases:
                    yield from ((word, language, rule.number, part, one) for word in one.needs)


def _is_one(needed: tuple[str, str, int, str, Phrase]) -> bool:
    return len(needed[0]) == 1


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
