"""Markup around words that went: emphasis, code and links without words go with them, and so does
an HTML tag whose partner or whose words went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from antidistill.document import Atom, AtomKind, Block, Document
from antidistill.edit import Edit
from antidistill.finding import Kind
from antidistill.plan.tidying import tidied
from antidistill.span import Span

_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")
_ALONE = frozenset({"br", "hr", "img", "input", "wbr", "a"})
"""Tags that close nothing, and anchors, which others point to."""


def without_empty(document: Document, block: Block, changes: list[Edit]) -> list[Edit]:
    """The changes by place, with the markup taken out in which they leave no words."""
    out = sorted(changes, key=lambda e: e.span)
    for atom in block.atoms:
        out = _without_words(document, atom, out)
    for pair in _pairs(document, block):
        out = _without_partner(document, pair, out)
    return sorted(out, key=lambda e: e.span)


def _without_words(document: Document, atom: Atom, changes: list[Edit]) -> list[Edit]:
    inside = [e for e in changes if not e.new and e.span.overlaps(atom.inner)]
    covered = sum(
        min(e.span.end, atom.inner.end) - max(e.span.start, atom.inner.start) for e in inside
    )
    if not inside or covered < len(atom.inner) or any(atom.span in e.span for e in inside):
        return changes
    return _joined(document, changes, inside, [atom.span])


def _pairs(document: Document, block: Block) -> Iterator[tuple[Span, Span]]:
    """The tags of a block that open and close the same element, inner ones first."""
    open_: list[tuple[str, Span]] = []
    for atom in block.atoms:
        tag = _TAG.fullmatch(atom.span.of(document.text)) if atom.kind is AtomKind.HTML else None
        if tag is None or tag[3] or tag[2].lower() in _ALONE:
            continue
        name = tag[2].lower()
        if not tag[1]:
            open_.append((name, atom.span))
        elif open_ and open_[-1][0] == name:
            yield open_.pop()[1], atom.span


def _without_partner(
    document: Document, pair: tuple[Span, Span], changes: list[Edit]
) -> list[Edit]:
    """The changes, with what is left of two tags taken out where one went, or all between them."""
    lost = [any(tag in e.span and not e.new for e in changes) for tag in pair]
    cuts = [e for e in changes if not e.new and e.span.overlaps(Span(pair[0].end, pair[1].start))]
    left, at = "", pair[0].end
    for edit in cuts:
        left += document.text[at : max(at, edit.span.start)]
        at = max(at, edit.span.end)
    hollow = bool(cuts) and not (left + document.text[at : pair[1].start]).strip()
    if all(lost) or not (any(lost) or hollow):
        return changes
    stray = [tag for tag, gone in zip(pair, lost, strict=True) if not gone]
    if hollow:
        return _joined(document, changes, cuts, stray)
    for tag in stray:
        beside = [e for e in changes if not e.new and tag.start == e.span.end]
        changes = _joined(document, changes, beside, [tag])
    return changes


def _joined(
    document: Document, changes: list[Edit], inside: list[Edit], more: list[Span]
) -> list[Edit]:
    """The changes, with some of them and more places as one removal, and the space that it would
    leave doubled."""
    start = min(s.start for s in (*(e.span for e in inside), *more))
    end = max(s.end for s in (*(e.span for e in inside), *more))
    like = inside[0] if inside else Edit(Span(start, end), "", "its partner went", Kind.PLAIN)
    whole = tidied(document, replace(like, span=Span(start, end), new=""))
    return [*(e for e in changes if e not in inside), whole]
