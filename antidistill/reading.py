"""A document as the finders and the plan see it: sentences and sections over its blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from antidistill.document import Block, Document, Form
from antidistill.span import Span

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokens import Doc


class Speech(str, Enum):
    """What a sentence does; decides which slot of the manual fits in its place."""

    STEP = "step"
    """Tells the reader to do something."""
    RULE = "rule"
    """Must, should, never, 必须, 不要."""
    CONDITION = "condition"
    """If …, do …"""
    QUESTION = "question"
    FACT = "fact"
    """Says how things are."""
    STORY = "story"
    """Tells what happened once."""
    DIALOGUE = "dialogue"
    """Quoted or sample speech."""
    LEAD_IN = "lead-in"
    """Announces what follows and ends in a colon."""
    LABEL = "label"
    """No sentence: a noun phrase, a value, a name."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one block, as plain text with a way back to the source."""

    index: int
    """Position in `Reading.sentences`."""
    block: int
    """Index of its block."""
    text: str
    """Markup taken off, line ends as spaces, the inside of code spans as it is."""
    where: tuple[int, ...]
    """For each character of `text` its offset in `Document.text`, and one more for the end."""
    span: Span
    """All of it in the source, with the markup around and inside."""
    speech: Speech
    doc: Doc | None = field(default=None, compare=False, repr=False)
    """The spaCy analysis; token offsets (`token.idx`) are offsets in `text`."""

    def source(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the source; without markup around its ends."""
        return (
            Span(self.where[start], self.where[end - 1] + 1)
            if end > start
            else Span(self.where[start], self.where[start])
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of any level."""

    heading: int
    """Index of the heading block, -1 for what comes before the first."""
    path: tuple[str, ...]
    """Plain texts of the headings above and this one, outermost first."""
    first: int
    """Index of its first block (the heading itself, if any)."""
    end: int
    """Index after its last block."""


@dataclass(frozen=True, slots=True)
class OwnHabit:
    """What a user writes more often than others do, from their style profile."""

    what: str
    """A word or phrase in lower case, or 'mark NAME' with a key of `[usual]` of `quirks.toml`."""
    rate: float
    """In their own writing, per 1,000 characters."""
    usual: float
    """In the language at large."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the user said about words of their own."""

    keep: frozenset[str] = frozenset()
    """Never taken for a name or a secret (`--keep`, settings)."""
    withhold: frozenset[str] = frozenset()
    """Always withheld wherever they stand (`--withhold`, settings)."""
    names: frozenset[str] = frozenset()
    """The organisation's own names: systems, teams, projects, customers."""
    aliases: tuple[tuple[str, str], ...] = ()
    """(name, the role or neutral noun to put there), from the settings."""
    habits: tuple[OwnHabit, ...] = ()
    """From the user's style profile (`antidistill learn`)."""
    manual: tuple[Path, ...] = ()
    """Folders of the manual with the user's own; () for ours alone."""
    phrases: tuple[Path, ...] = ()
    """Folders of the user's phrase files; () for ours alone."""


NO_OWN_WORDS = OwnWords()


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A document, read. Equal only to itself, so that what was found out about it can be kept with
    it at no cost."""

    document: Document
    sentences: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    own: OwnWords = NO_OWN_WORDS

    @property
    def language(self) -> str:
        """'en' or 'zh': that of the document."""
        return self.document.language

    def block(self, sentence: Sentence) -> Block:
        """The block that a sentence stands in."""
        return self.document.blocks[sentence.block]

    def sentences_of(self, block: int) -> Iterator[Sentence]:
        """The sentences of one block, in order."""
        return iter(_by_block(self).get(block, ()))

    def section_of(self, block: int) -> Section:
        """The section that a block stands in."""
        at = bisect_right(_firsts(self), block) - 1
        return next(s for s in self.sections[max(at, 0) :] if s.first <= block < s.end)

    def container(self, block: int, form: Form) -> int:
        """Index of the nearest container of that form around `block`, -1 if there is none."""
        at = self.document.blocks[block].parent
        while at >= 0 and self.document.blocks[at].form is not form:
            at = self.document.blocks[at].parent
        return at


@lru_cache(maxsize=4)
def _by_block(reading: Reading) -> Mapping[int, tuple[Sentence, ...]]:
    found: dict[int, list[Sentence]] = {}
    for sentence in reading.sentences:
        found.setdefault(sentence.block, []).append(sentence)
    return {block: tuple(inside) for block, inside in found.items()}


@lru_cache(maxsize=4)
def _firsts(reading: Reading) -> tuple[int, ...]:
    return tuple(section.first for section in reading.sections)
