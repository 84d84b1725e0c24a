"""Inline Markdown: which characters of a block are markup that an edit must keep whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from antidistill.document import AtomKind
from antidistill.formats.markdown_parser import parser
from antidistill.formats.markdown_rules import WIKI
from antidistill.formats.places import Range
from antidistill.formats.urls import bare_urls


@dataclass(frozen=True, slots=True)
class Mark:
    """An atom in offsets of the content that was parsed."""

    kind: AtomKind
    span: Range
    inner: Range
    target: Range | None = None
    title: Range | None = None


MAX_OPEN = 200
HAS_MARKUP = re.compile(r"[!$%*<\[_`{~^]|://|www\.")


def marks_of(content: str, references: dict[str, Any]) -> list[Mark]:
    """The inline markup of `content` (the lines of a block joined by line feeds), outer before
    inner. `references` are the document's link definitions."""
    if not HAS_MARKUP.search(content) or _unbalanced(content):
        return []
    env: dict[str, Any] = {"references": references, "log": [], "bases": [0]}
    tokens: list[Token] = []
    parser().inline.parse(content, parser(), env, tokens)
    found = [mark for entry in env["log"] if (mark := _mark(content, *entry))]
    notes = env.get("footnotes", {}).get("list", {}).values()
    for stream in (tokens, *(note.get("tokens", []) for note in notes)):
        found += _emphasis(stream)
    found += _bare_urls(content, found)
    return sorted(found, key=lambda m: (m.span[0], -m.span[1]))


def _unbalanced(content: str) -> bool:
    """Whether so many brackets stay open that this is no prose: looking for the end of each
    would take minutes."""
    return content.count("[") - content.count("]") > MAX_OPEN


def _mark(content: str, rule: str, start: int, end: int, label_end: int) -> Mark | None:
    if rule in ("link", "image"):
        return _link(content, rule, start, end, label_end)
    make = SIMPLE.get(rule)
    return make(content, start, end) if make else None


def _link(content: str, rule: str, start: int, end: int, label_end: int) -> Mark:
    kind = AtomKind.IMAGE if rule == "image" else AtomKind.LINK
    inner = (start + (2 if rule == "image" else 1), label_end)
    if content[label_end + 1 : label_end + 2] != "(":
        return Mark(kind, (start, end), inner)
    return Mark(kind, (start, end), inner, *destination(content, label_end + 2, end))


def destination(content: str, start: int, end: int) -> tuple[Range | None, Range | None]:
    """Where the address and the title of a link stand, read from `start` on; None if missing."""
    start = _skip_space(content, start, end)
    found = parseLinkDestination(content, start, end)
    if not found.ok:
        return None, None
    angle = content[start : start + 1] == "<"
    target = (start + angle, found.pos - angle)
    at = _skip_space(content, found.pos, end)
    title = parseLinkTitle(content, at, end) if at < end else None
    where = (at + 1, title.pos - 1) if title and title.ok and at > found.pos else None
    return target if target[1] > target[0] else None, where


def _skip_space(content: str, start: int, end: int) -> int:
    while start < end and content[start] in " \t\n":
        start += 1
    return start


def _code(content: str, start: int, end: int) -> Mark | None:
    ticks = re.match(r"`+", content[start:end])
    width = len(ticks.group()) if ticks else 0
    if end - start < 2 * width + 1:
        return None
    inner = content[start + width : end - width]
    pad = len(inner) > 2 and inner[0] in " \n" and inner[-1] in " \n" and bool(inner.strip())
    return Mark(AtomKind.CODE, (start, end), (start + width + pad, end - width - pad))


def _math(content: str, start: int, end: int) -> Mark:
    width = 2 if content.startswith("$$", start) else 1
    return Mark(AtomKind.MATH, (start, end), (start + width, end - width))


def silent(content: str, start: int, end: int) -> Mark:
    """Markup of which a reader sees nothing: tags, attributes, template tags. Of a comment the
    words are the inside: who reads the source sees them."""
    comment = COMMENT.fullmatch(content, start, end)
    if comment:
        return Mark(AtomKind.HTML, (start, end), comment.span(comment.lastgroup or 0))
    target = ADDRESS.search(content, start, end)
    where = target.span("address") if target else None
    return Mark(AtomKind.HTML, (start, end), (end, end), where)


COMMENT = re.compile(r"<!--\s*(?P<html>.*?)\s*-->|%%\s*(?P<obsidian>.*?)\s*%%", re.DOTALL)


ADDRESS = re.compile(r"""\b(?:href|src)\s*=\s*(?P<quote>["'])(?P<address>[^"'<>]*)(?P=quote)""")


def _autolink(_content: str, start: int, end: int) -> Mark:
    inner = (start + 1, end - 1)
    return Mark(AtomKind.AUTOLINK, (start, end), inner, inner)


def _footnote_ref(_content: str, start: int, end: int) -> Mark:
    return Mark(AtomKind.FOOTNOTE_REF, (start, end), (end, end))


def _footnote_inline(_content: str, start: int, end: int) -> Mark:
    return Mark(AtomKind.FOOTNOTE_REF, (start, end), (start + 2, end - 1))


def _wiki(content: str, start: int, end: int) -> Mark | None:
    match = WIKI.match(content, start, end)
    if not match:
        return None
    page = match.span("page")
    inner = match.span("label") if match["label"] else page
    return Mark(AtomKind.WIKI_LINK, (start, end), inner, page)


SIMPLE: dict[str, Callable[[str, int, int], Mark | None]] = {
    "backticks": _code,
    "math": _math,
    "html_inline": silent,
    "template": silent,
    "inline_comment": silent,
    "autolink": _autolink,
    "footnote_ref": _footnote_ref,
    "footnote_inline": _footnote_inline,
    "wiki_link": _wiki,
}


def _emphasis(tokens: Iterable[Token]) -> Iterator[Mark]:
    """Pairs of emphasis tokens; a strong one carries the place of its inner of two markers at the
    front and of its inner at the end."""
    opened: list[Token] = []
    for token in tokens:
        if token.type in ("em_open", "strong_open", "s_open"):
            opened.append(token)
        elif token.type in ("em_close", "strong_close", "s_close") and opened:
            yield _pair(opened.pop().meta["at"], token.meta["at"], token.type[:-6])


def _pair(opening: int, closing: int, name: str) -> Mark:
    lead, width = {"em": (0, 1), "strong": (1, 1), "s": (0, 2)}[name]
    inner = (opening + width, closing)
    tail = closing + (2 if name != "em" else 1)
    return Mark(AtomKind.EMPHASIS, (opening - lead, tail), inner)


OPAQUE = frozenset({AtomKind.CODE, AtomKind.HTML, AtomKind.AUTOLINK, AtomKind.MATH,
                    AtomKind.WIKI_LINK, AtomKind.IMAGE})  # fmt: skip


def _bare_urls(content: str, marks: list[Mark]) -> list[Mark]:
    """Addresses that stand in the text as they are, outside of other markup but emphasis and
    link texts. Drops from `marks` the emphasis that cuts one (asterisks and underscores in it)."""
    found = []
    for span in bare_urls(content):
        if any(_inside(span, m) for m in marks):
            continue
        marks[:] = [m for m in marks if m.kind is not AtomKind.EMPHASIS or not _crosses(span, m)]
        found.append(Mark(AtomKind.AUTOLINK, span, span, span))
    return found


def _inside(span: Range, mark: Mark) -> bool:
    """Whether `span` touches a mark in which no address can be seen."""
    if mark.kind in OPAQUE:
        return span[0] < mark.span[1] and mark.span[0] < span[1]
    seen = mark.kind is AtomKind.EMPHASIS or mark.inner[0] <= span[0] < mark.inner[1]
    return not seen and span[0] < mark.span[1] and mark.span[0] < span[1]


def _crosses(span: Range, mark: Mark) -> bool:
    a, b = mark.span
    overlap = a < span[1] and span[0] < b
    return overlap and not (mark.inner[0] <= span[0] and span[1] <= mark.inner[1])
