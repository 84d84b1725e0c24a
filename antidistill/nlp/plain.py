"""The plain text of a block, each character with its place in the source."""

from __future__ import annotations

from dataclasses import dataclass

from antidistill.document import Atom, AtomKind, Block, Document
from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class Plain:
    """Text without markup; `where[i]` is the source offset of `text[i]`."""

    text: str
    where: tuple[int, ...]
    code: tuple[Span, ...]
    """Ranges of `text` that are code, addresses or formulas: one word each for the parser."""


def plain(document: Document, block: Block) -> Plain:
    """The block's words; line ends stand as line feeds, within a link as blanks."""
    hidden = _hidden(block.atoms)
    solid = {
        at
        for atom in block.atoms
        if atom.kind in (AtomKind.CODE, AtomKind.AUTOLINK, AtomKind.MATH)
        for at in range(atom.inner.start, atom.inner.end)
    }
    links = [a.span for a in block.atoms if a.kind is AtomKind.LINK]
    chars: list[str] = []
    where: list[int] = []
    for number, piece in enumerate(block.pieces):
        if number:
            at = block.pieces[number - 1].end
            # the words of one link are one thing, wherever its line is broken
            chars.append(" " if any(ln.start < at < ln.end for ln in links) else "\n")
            where.append(at)
        shown = [at for at in range(piece.start, piece.end) if at not in hidden]
        chars += (document.text[at] for at in shown)
        where += shown
    where.append(block.pieces[-1].end if block.pieces else block.extent.start)
    return Plain("".join(chars), tuple(where), _runs(where, solid))


def _hidden(atoms: tuple[Atom, ...]) -> set[int]:
    hidden: set[int] = set()
    for atom in atoms:
        hidden.update(range(atom.span.start, atom.span.end))
        hidden.difference_update(range(atom.inner.start, atom.inner.end))
    return hidden


def _runs(where: list[int], solid: set[int]) -> tuple[Span, ...]:
    runs: list[Span] = []
    start: int | None = None
    for index, at in enumerate(where):
        inside = at in solid
        if inside and start is None:
            start = index
        elif not inside and start is not None:
            runs.append(Span(start, index))
            start = None
    return tuple(runs)
