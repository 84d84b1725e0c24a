"""Rules: what phrases of a file mean together, and which of them a sentence meets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidistill import ready
from antidistill.errors import BrokenData
from antidistill.finders.needed import Index, Indices, Met, indexed, joined, met, needed_by
from antidistill.finders.own_phrases import with_own
from antidistill.finders.phrases import Phrase, keep_patterns, table
from antidistill.finders.rule import Rule, check, rule_of
from antidistill.message import said
from antidistill.nlp.kept import with_its_doc
from antidistill.reading import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

_Found = Mapping[tuple[int, str], list[Phrase]]


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
class Bank:
    """The rules of one file, and an index of the words that their phrases need."""

    rules: tuple[Rule, ...]
    index: Indices

    def look(self, text: str) -> Look:
        """What may stand in `text`. One look at the beginnings of its words instead of a search
        for each phrase: files have thousands. Without a Han character only English is looked
        for."""
        return _look(text, list(met(text, self.index)), self.rules)


def _look(text: str, found: Met, rules: Sequence[Rule]) -> Look:
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
    if sentence.doc is None:
        return bank(file, folders).look(sentence.text)
    if file not in _TOGETHER:
        return _alone(sentence.doc, sentence.text, file, folders)
    found = _looks(sentence.doc, sentence.text, folders).get(file)
    return found if found is not None else Look(sentence.text, {}, ())


@with_its_doc
def _alone(_: Doc, text: str, file: str, folders: tuple[Path, ...]) -> Look:
    return bank(file, folders).look(text)


@with_its_doc
def _looks(_: Doc, text: str, folders: tuple[Path, ...]) -> Mapping[str, Look]:
    found: dict[str, Met] = {}
    for hit in met(text, partial(_together, folders)):
        found.setdefault(hit[2].file, []).append(hit)
    return {file: _look(text, hits, bank(file, folders).rules) for file, hits in found.items()}


@cache
def _together(folders: tuple[Path, ...], han: bool) -> Index:
    """The indices of all these files as one."""
    if not han:
        return joined(_index(file, folders, False) for file in _TOGETHER)
    chinese = (_needed(file, folders, "zh") for file in _TOGETHER)
    return joined((_together(folders, False), *chinese))


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
    rules = tuple(rule_of(file, number, entry) for number, entry in enumerate(data["rules"]))
    if folders:
        check(file, rules)
    return Bank(rules, partial(_index, file, folders))


@cache
def _index(file: str, folders: tuple[Path, ...], han: bool) -> Index:
    if not han:
        return _needed(file, folders, "en")
    return joined((_index(file, folders, False), _needed(file, folders, "zh")))


def _needed(file: str, folders: tuple[Path, ...], language: str) -> Index:
    """What the phrases of one language need. Of ours it is kept, and so are the patterns of long
    ones, which take longest to make."""

    if folders:
        return indexed(needed_by(file, bank(file, folders).rules, language))

    def make() -> list[Any]:
        needed = list(needed_by(file, bank(file).rules, language))
        if ready.shelf():
            keep_patterns(row[-1] for row in needed)
        # a phrase that needs one of a hundred words is written once
        places = {source: at for at, source in enumerate(dict.fromkeys(row[-1] for row in needed))}
        return [[*places], [[*row[:-1], places[row[-1]]] for row in needed]]

    sources, rows = ready.data(f"needed {file} {language}", make)
    return indexed([*row[:-1], sources[row[-1]]] for row in rows)
