"""HTML as a row of tags and texts, each with its place; nothing is corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from antidistill.errors import UnreadableInput
from antidistill.formats.places import Range

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
     "param", "source", "track", "wbr"}
)  # fmt: skip
RAW = frozenset({"script", "style", "iframe", "noembed", "noframes", "xmp", "template", "noscript"})
"""Elements whose inside is no text of the page."""
_TITLES = frozenset({"title", "textarea"})
"""Elements whose inside is text without tags."""
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_QUOTED_OR_END = re.compile(r"[^\"'>]*([\"'>])")
_BEGUN = re.compile(r"(<)\Z|&#?[A-Za-z0-9]{0,31}\Z")
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[^\s\"'<>=]+)))?"
)


class Sort(Enum):
    """What a token is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    VOID = "void"
    RAW = "raw"
    """A whole element of `RAW`."""
    COMMENT = "comment"
    DOCTYPE = "doctype"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a tag."""

    name: str
    """In lower case."""
    where: Range
    """All of it."""
    value: Range | None
    """Without its quotes; None when it has none."""


@dataclass(frozen=True, slots=True)
class Token:
    """A tag, a text, or a comment."""

    sort: Sort
    start: int
    end: int
    name: str = ""
    """Of a tag, in lower case."""
    attributes: tuple[Attribute, ...] = ()

    def of(self, source: str) -> str:
        """Its characters."""
        return source[self.start : self.end]

    def value(self, source: str, name: str) -> str | None:
        """What an attribute is set to, '' when it has no value; None when it is not there."""
        for one in self.attributes:
            if one.name == name:
                return source[slice(*one.value)] if one.value else ""
        return None


def tokens(source: str) -> Iterator[Token]:
    """The tokens of `source`, without a gap; UnreadableInput when a tag is never closed."""
    at = 0
    while at < len(source):
        found = _OPENING.search(source, at)
        start = found.start() if found else len(source)
        if start > at:
            yield Token(Sort.TEXT, at, start)
        if start < len(source):
            one = _markup(source, start)
            yield one
            start = one.end
            if one.sort is Sort.OPEN and one.name in _TITLES:
                end = _closing(source, one.name, start)
                if end > start:
                    yield Token(Sort.TEXT, start, end)
                start = end
        at = start


def begun(before: str, after: str) -> int | None:
    """Where in `before` a character stands that the two together make the beginning of a tag or of
    an entity, counted from the end (-1 is the last one); None when there is none."""
    found = _BEGUN.search(before[-40:])
    if found is None:
        return None
    goes_on = r"[A-Za-z/!?]" if found[1] else r"[#A-Za-z0-9;]"
    return -len(found.group()) if re.match(goes_on, after) else None


def _markup(source: str, start: int) -> Token:
    if source.startswith("<!--", start):
        end = source.find("-->", start + 4)
        return Token(Sort.COMMENT, start, end + 3 if end >= 0 else len(source))
    named = _NAME.match(source, start)
    end = _end(source, start)
    if named is None:
        doctype = source[start : start + 9].lower() == "<!doctype"
        return Token(Sort.DOCTYPE if doctype else Sort.COMMENT, start, end)
    name = named[1].lower()
    if source[start + 1] == "/":
        return Token(Sort.CLOSE, start, end, name)
    attributes = tuple(_attributes(source, named.end(), end - 1))
    if name in VOID:
        return Token(Sort.VOID, start, end, name, attributes)
    if name in RAW:
        inside = _closing(source, name, end)
        return Token(Sort.RAW, start, _end(source, inside) if inside < len(source) else inside,
                     name, attributes)  # fmt: skip
    return Token(Sort.OPEN, start, end, name, attributes)


def _end(source: str, start: int) -> int:
    """Behind the '>' of the tag at `start`; one inside quotes is none."""
    at = start + 1
    while found := _QUOTED_OR_END.match(source, at):
        if found[1] == ">":
            return found.end()
        closing = source.find(found[1], found.end())
        if closing < 0:
            break
        at = closing + 1
    raise UnreadableInput("a tag in it is never closed; save it again as a web page")


def _closing(source: str, name: str, start: int) -> int:
    """Where the closing tag of an element begins whose inside is no markup."""
    found = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(source, start)
    return found.start() if found else len(source)


def _attributes(source: str, start: int, end: int) -> Iterator[Attribute]:
    for found in _ATTRIBUTE.finditer(source, start, end):
        value = next((found.span(g) for g in ("double", "single", "bare") if found[g] is not None),
                     None)  # fmt: skip
        yield Attribute(found["name"].lower(), found.span(), value)


def pairs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Indices of opening and closing tags that belong together, both ways."""
    opened: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.sort is Sort.OPEN:
            opened.setdefault(token.name, []).append(index)
        elif token.sort is Sort.CLOSE and opened.get(token.name):
            other = opened[token.name].pop()
            yield index, other
            yield other, index
