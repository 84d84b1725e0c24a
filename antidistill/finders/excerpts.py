"""The pieces of text that the exact finders look at, each with a way back to the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from antidistill.document import Atom, AtomKind, Block, Form
from antidistill.reading import Reading, Sentence
from antidistill.span import Span

_CODE_ATOMS = frozenset({AtomKind.CODE, AtomKind.AUTOLINK, AtomKind.MATH})


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some characters of the document that are read together."""

    text: str
    where: Sequence[int]
    """For each character of `text` its offset in the source, and one more for the end."""
    block: int
    """Index of its block."""
    code: bool
    """Whether it is code: a block, a code span, a comment, raw HTML, an address."""
    sentence: Sentence | None = None
    """The sentence, when the place is prose."""
    target: bool = False
    """Whether it is the address of a link."""
    solid: tuple[Span, ...] = ()
    """Ranges of `text` that are code or addresses inside prose."""

    def source(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the source."""
        return Span(self.where[start], self.where[end - 1] + 1)

    def in_code(self, start: int, end: int) -> bool:
        """Whether any of `text[start:end]` is code."""
        return self.code or any(s.start < end and start < s.end for s in self.solid)


def prose(reading: Reading) -> Iterator[Excerpt]:
    """The sentences, in order."""
    return iter(_prose(reading))


@lru_cache(maxsize=4)
def _prose(reading: Reading) -> tuple[Excerpt, ...]:
    return tuple(
        Excerpt(s.text, s.where, s.block, False, s, solid=_solid(s, reading.block(s).atoms))
        for s in reading.sentences
    )


def _solid(sentence: Sentence, atoms: tuple[Atom, ...]) -> tuple[Span, ...]:
    found = []
    for atom in atoms:
        if atom.kind in _CODE_ATOMS:
            start = bisect_left(sentence.where, atom.inner.start, 0, len(sentence.text))
            end = bisect_left(sentence.where, atom.inner.end, start, len(sentence.text))
            if start < end:
                found.append(Span(start, end))
    return tuple(found)


def snippets(reading: Reading) -> Iterator[Excerpt]:
    """Code blocks as a whole, lines joined by line feeds, and code spans, each on its own."""
    for index, block in enumerate(reading.document.blocks):
        if block.form is Form.CODE:
            yield _lines(reading, index, block)
        for atom in block.atoms:
            if atom.kind is AtomKind.CODE and len(atom.inner):
                yield _stretch(reading, index, atom.inner)


def hidden(reading: Reading) -> Iterator[Excerpt]:
    """Comments and raw HTML, which a reader does not see but a program reads."""
    for index, block in enumerate(reading.document.blocks):
        if block.form in (Form.COMMENT, Form.HTML):
            yield _lines(reading, index, block)
        for atom in block.atoms:
            if atom.kind is AtomKind.HTML:
                yield _stretch(reading, index, atom.span)


def addresses(reading: Reading) -> Iterator[Excerpt]:
    """Where links, images and link definitions lead."""
    for index, block in enumerate(reading.document.blocks):
        targets = [a.target for a in block.atoms]
        targets += [a.inner for a in block.atoms if a.kind is AtomKind.AUTOLINK]
        for target in (*targets, block.target):
            if target is not None and len(target):
                yield replace(_stretch(reading, index, target), target=True)


def titles(reading: Reading) -> Iterator[Excerpt]:
    """Titles of links and alternative texts of images."""
    for index, block in enumerate(reading.document.blocks):
        for atom in block.atoms:
            if atom.title is not None and len(atom.title):
                yield _stretch(reading, index, atom.title)


def everything(reading: Reading) -> Iterator[Excerpt]:
    """All of these; what stands in a code span comes as part of its sentence and on its own."""
    yield from prose(reading)
    yield from snippets(reading)
    yield from hidden(reading)
    yield from addresses(reading)
    yield from titles(reading)


def _stretch(reading: Reading, index: int, span: Span) -> Excerpt:
    where = range(span.start, span.end + 1)
    return Excerpt(span.of(reading.document.text), where, index, True)


def _lines(reading: Reading, index: int, block: Block) -> Excerpt:
    text = reading.document.content(block)
    where: list[int] = []
    for piece in block.pieces:
        # the offset at a piece's end stands for the line feed, and at last for the end
        where += range(piece.start, piece.end + 1)
    return Excerpt(text, where or [block.extent.start], index, True)
