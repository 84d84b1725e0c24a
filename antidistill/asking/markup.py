"""Marks that open inside a line and close outside it, or the other way round: every wording of the
line has to carry them, or the document would be left with half a pair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from antidistill.document import Atom, AtomKind, Document
from antidistill.plan.units import Unit
from antidistill.span import Span

_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)[^>]*?(/?)>\Z")
_MARK = re.compile(r"(?:[-*+•·●○▪◦–]|\d{1,2}[.)、])[ \t\u3000]+")
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "col", "area", "source"})


def halves(document: Document, unit: Unit) -> tuple[list[Span], list[Span]]:
    """The marks of a line that only open there, and those that only close there, by place."""
    atoms = [a for a in document.blocks[unit.block].atoms if a.span.overlaps(unit.span)]
    tags = _unpaired(document.text, [a for a in atoms if a.kind is AtomKind.HTML])
    opening = [t for t in tags if not document.text.startswith("</", t.start)]
    closing = [t for t in tags if t not in opening]
    for atom in atoms:
        if atom.kind is AtomKind.EMPHASIS and atom.span not in unit.span:
            opening += _inside(unit.span, Span(atom.span.start, atom.inner.start))
            closing += _inside(unit.span, Span(atom.inner.end, atom.span.end))
    return sorted(opening), sorted(closing)


def carried(document: Document, unit: Unit, text: str) -> str:
    """`text` in the place of a line, with the half pairs that the line has. What opens in the line
    and closes behind it is put before the new words, so that these stand inside the pair."""
    opening, closing = halves(document, unit)
    before = "".join(s.of(document.text) for s in opening)
    behind = "".join(s.of(document.text) for s in closing)
    return f"{before}{text}{behind}"


def with_mark(text: str, shown: str) -> str:
    """`text` with the mark that its line begins with where its format has it for a character like
    any other ('+ ' within a paragraph)."""
    mark = _MARK.match(shown)
    return f"{mark.group()}{text}" if text and mark and not _MARK.match(text) else text


def indent_of(text: str, unit: Unit) -> str:
    """The white space that stands before the first line of a unit."""
    before = text[text.rfind("\n", 0, unit.span.start) + 1 : unit.span.start]
    return before if not before.strip() else ""


def outdented(code: str, indent: str) -> str:
    """The lines of a command block without the indent of the item that holds it."""
    return "\n".join(ln.removeprefix(indent) for ln in code.split("\n")) if indent else code


def _inside(place: Span, mark: Span) -> Iterator[Span]:
    if len(mark) and mark in place:
        yield mark


def _unpaired(text: str, tags: Sequence[Atom]) -> list[Span]:
    """The tags that have no partner among `tags`."""
    waiting: list[tuple[str, Span]] = []
    alone: list[Span] = []
    for tag in tags:
        match = _TAG.match(tag.span.of(text))
        if match is None or match[3] or match[2].lower() in _VOID:
            continue
        name = match[2].lower()
        if not match[1]:
            waiting.append((name, tag.span))
            continue
        at = next((i for i in reversed(range(len(waiting))) if waiting[i][0] == name), -1)
        if at < 0:
            alone.append(tag.span)
        else:
            waiting.pop(at)
    return [*alone, *(span for _, span in waiting)]
