"""The blocks of a page before they are known to their ends, and how far each of them reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from antidistill.document import Block, Form
from antidistill.formats.html.inline import atoms_of
from antidistill.formats.html.nesting import Element
from antidistill.formats.html.tokens import Token
from antidistill.span import Span

_BROAD = frozenset({"", "html", "body", "head", "main", "td", "th", "tr", "table", "article"})
"""Elements that stay when their only block goes."""


@dataclass(slots=True)
class Leaf:
    """A block before its extent is known."""

    form: Form
    parent: int
    element: Element
    run: Span
    whole: bool
    """Whether it is the block of its element, not of a text in it."""
    pieces: tuple[Span, ...] = ()
    info: str = ""
    level: int = 0
    tokens: tuple[Token, ...] = ()
    marker: Span | None = None
    closed: list[Element] = field(default_factory=list)
    """Further elements that it spans: a list that the page writes as several."""


def block_of(text: str, leaf: Leaf) -> Block:
    """The finished block."""
    extent = _extent(text, leaf)
    return Block(
        leaf.form,
        leaf.pieces,
        extent,
        leaf.parent,
        leaf.level,
        leaf.info,
        atoms_of(text, leaf.tokens, leaf.pieces),
        leaf.marker,
    )


def _extent(text: str, leaf: Leaf) -> Span:
    """What goes with a block: its element, with those around it that hold nothing else."""
    at = leaf.element
    if leaf.closed:
        return _with_line(text, Span(at.start, max(at.end, *(e.end for e in leaf.closed))))
    if not leaf.whole and (at.kids > 1 or at.name in _BROAD):
        return leaf.run
    while leaf.form not in (Form.CELL, Form.ROW) and at.parent is not None and (
        at.parent.kids == 1 and at.parent.name not in _BROAD):  # fmt: skip
        at = at.parent
    return _with_line(text, Span(at.start, at.end))


def _with_line(text: str, span: Span) -> Span:
    """The span, with its line end if it stands on lines of its own."""
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    behind = re.compile(r"[ \t]*\r?\n").match(text, span.end)
    if before.strip() or behind is None:
        return span
    return Span(span.start - len(before), behind.end())
