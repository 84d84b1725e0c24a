"""Inside a block of a page: its lines, and the tags that an edit takes whole or leaves whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from antidistill.document import Atom, AtomKind
from antidistill.formats.html.nesting import is_block
from antidistill.formats.html.tokens import Sort, Token
from antidistill.formats.urls import bare_urls
from antidistill.span import Span

_CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
_SHOWN = frozenset({"img", "input"})
"""Void tags that are something on the page."""


def pieces_of(text: str, run: Sequence[Token], *, code: bool) -> tuple[Span, ...]:
    """The lines of a block, each from the first to the last thing in it; () when it says nothing.
    Of code also its blank lines between others."""
    found: list[Span] = []
    start = end = -1
    for token in run:
        if token.sort is Sort.TEXT:
            for line in re.finditer(r"[^\r\n]*(?:\r\n?|\n|\Z)", token.of(text)):
                bare = line.group().rstrip("\r\n") if code else line.group().strip()
                if bare.strip() or (code and bare):
                    at = token.start + line.start() + line.group().index(bare)
                    start, end = (at if start < 0 else start), at + len(bare)
                if line.group().endswith(("\n", "\r")):
                    if code and start < 0:
                        start = end = token.start + line.start()
                    found += [Span(start, end)] if start >= 0 else []
                    start = -1
        elif token.name in _SHOWN:
            start, end = (token.start if start < 0 else start), token.end
        elif token.name == "br" or is_block(token.name):
            found += [Span(start, end)] if start >= 0 else []
            start = -1
    found += [Span(start, end)] if start >= 0 else []
    return _trimmed(text, found) if code else tuple(_said(text, found))


def _said(text: str, found: Sequence[Span]) -> Iterator[Span]:
    return (s for s in found if s.of(text).strip())


def _trimmed(text: str, found: Sequence[Span]) -> tuple[Span, ...]:
    """Lines of code without the blank ones at both ends."""
    full = [n for n, s in enumerate(found) if s.of(text).strip()]
    return tuple(found[full[0] : full[-1] + 1]) if full else ()


def atoms_of(text: str, run: Sequence[Token], pieces: Sequence[Span]) -> tuple[Atom, ...]:
    """The tags of a block as atoms: pairs around what they show, others on their own."""
    if not pieces:
        return ()
    hull = Span(pieces[0].start, pieces[-1].end)
    found: list[Atom] = []
    opened: list[Token] = []
    for token in run:
        if token.sort is Sort.OPEN:
            opened.append(token)
        elif token.sort is Sort.CLOSE:
            at = next((n for n in range(len(opened) - 1, -1, -1) if opened[n].name == token.name),
                      None)  # fmt: skip
            if at is not None:
                found.append(_pair(opened[at], token))
                found += (_alone(t) for t in opened[at + 1 :])
                del opened[at:]
            else:
                found.append(_alone(token))
        elif token.sort is Sort.VOID:
            found.append(_void(token))
    found += (_alone(t) for t in opened)
    found += _addresses(text, run, found)
    inside = (a for a in found if a.span.overlaps(hull))
    return tuple(sorted(inside, key=lambda a: (a.span.start, -a.span.end)))


def _pair(opening: Token, closing: Token) -> Atom:
    span, inner = Span(opening.start, closing.end), Span(opening.end, closing.start)
    if opening.name == "a":
        target = _attribute(opening, "href")
        return Atom(AtomKind.LINK if target else AtomKind.EMPHASIS, span, inner, target)
    return Atom(AtomKind.CODE if opening.name in _CODE else AtomKind.EMPHASIS, span, inner)


def _void(token: Token) -> Atom:
    nothing = Span(token.end, token.end)
    kind = AtomKind.IMAGE if token.name == "img" else AtomKind.HTML
    return Atom(kind, Span(token.start, token.end), nothing, _attribute(token, "src"))


def _alone(token: Token) -> Atom:
    return Atom(AtomKind.HTML, Span(token.start, token.end), Span(token.end, token.end))


def _attribute(token: Token, name: str) -> Span | None:
    where = next((a.value for a in token.attributes if a.name == name and a.value), None)
    return Span(*where) if where and where[1] > where[0] else None


def _addresses(text: str, run: Sequence[Token], found: Sequence[Atom]) -> Iterator[Atom]:
    """Addresses that stand in the text itself."""
    solid = [a.span for a in found if a.kind in (AtomKind.CODE, AtomKind.LINK)]
    for token in run:
        if token.sort is Sort.TEXT:
            for start, end in bare_urls(token.of(text)):
                span = Span(token.start + start, token.start + end)
                if not any(span.overlaps(s) for s in solid):
                    yield Atom(AtomKind.AUTOLINK, span, span, span)
