"""The units that are labelled: sentences, headings, cells, code blocks, as the labels name them.

Where a unit begins and ends is part of the labels. It does not follow the program's own cutting
into sentences, so that labels keep their meaning when that changes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.document import PROSE, Document, Form
from antidistill.nlp.plain import plain
from antidistill.span import Span

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Unit:
    """One labelled stretch of a document."""

    number: int
    """As the labels count, from 1."""
    text: str
    """As a reader sees it, without markup; the content of a code block with its line feeds."""
    where: tuple[int, ...]
    """For each character of `text` its offset in the document, and one more for the end."""

    @property
    def span(self) -> Span:
        """From its first to its last character in the document."""
        return Span(self.where[0], self.where[-1])


@dataclass(frozen=True, slots=True)
class Visible:
    """What a reader sees of a document: the text of its leaves, a line feed between two."""

    text: str
    where: tuple[int, ...]
    """For each character of `text` its offset in the document."""

    def between(self, number: int, start: int, end: int) -> Unit | None:
        """The unit between two offsets of the document; None if nothing is visible there."""
        inside = [i for i, at in enumerate(self.where) if start <= at < end]
        return self._unit(number, inside[0], inside[-1] + 1) if inside else None

    def saying(self, number: int, words: str, after: int) -> Unit | None:
        """The next unit of these words at or behind an offset of the document; None without."""
        first = next((i for i, at in enumerate(self.where) if at >= after), len(self.text))
        start = self.text.find(words, first)
        return self._unit(number, start, start + len(words)) if start >= 0 else None

    def _unit(self, number: int, start: int, end: int) -> Unit:
        where = self.where[start:end]
        return Unit(number, self.text[start:end], (*where, where[-1] + 1))


def visible(document: Document) -> Visible:
    """The text of all leaves of `document` in its order."""
    chars: list[str] = []
    where: list[int] = []
    for text, places in sorted(_leaves(document), key=lambda leaf: leaf[1][0]):
        chars += [*text, "\n"]
        where += [*places[: len(text)], places[len(text) - 1] + 1]
    return Visible("".join(chars), tuple(where))


def _leaves(document: Document) -> Iterator[tuple[str, tuple[int, ...]]]:
    for block in document.blocks:
        if not block.pieces:
            continue
        if block.form in PROSE:
            whole = plain(document, block)
            if whole.text:
                yield whole.text.replace("\n", " "), whole.where
        elif block.form is Form.CODE:
            yield _lines(document, block.pieces)


def _lines(document: Document, pieces: tuple[Span, ...]) -> tuple[str, tuple[int, ...]]:
    where: list[int] = []
    for number, piece in enumerate(pieces):
        if number:
            where.append(pieces[number - 1].end)
        where.extend(range(piece.start, piece.end))
    return "\n".join(piece.of(document.text) for piece in pieces), (*where, pieces[-1].end)


def short_hash(words: str) -> str:
    """Twelve hex digits for `words`, whatever their spaces: tells whether a label still fits."""
    return hashlib.sha256(_SPACE.sub(" ", words).strip().encode()).hexdigest()[:12]
