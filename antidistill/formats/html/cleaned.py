"""A page without what nobody sees of it: the words, the tags and attributes that show them."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from html import unescape

from antidistill.formats.docx.notes import Notes
from antidistill.formats.html.kept import Kept, allowed
from antidistill.formats.html.tokens import Attribute, Sort, Token, begun, tokens

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|opacity\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_PRE_ONLY = frozenset({"pre", "code", "br", "title"})
NAMELESS = "element of no standard"


@dataclass(slots=True)
class Page:
    """A page that holds nothing unseen."""

    parts: list[str] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    """Their places are those in the joined `parts`."""
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    """Characters that the file writes as entities: from, to, and how."""
    size: int = 0

    @property
    def text(self) -> str:
        """All of it, entities as the characters that they stand for."""
        return "".join(self.parts)

    def add(self, sort: Sort, text: str, name: str = "") -> Token:
        """Puts a token at the end."""
        one = Token(sort, self.size, self.size + len(text), name)
        self.parts.append(text)
        self.tokens.append(one)
        self.size = one.end
        return one


def cleaned(source: str) -> tuple[Page, tuple[str, ...]]:
    """The page in `source`, and what it leaves behind, for the user; UnreadableInput when it is no
    HTML that can be followed."""
    notes, page = Notes(), Page()
    found = list(tokens(source))
    keep = Kept(source, found)
    verbatim = 0
    for token in _seen(source, found, notes):
        if token.sort is Sort.TEXT:
            _text(page, token.of(source))
        elif verbatim and token.name not in _PRE_ONLY:
            continue  # the colours of a code block cut its words
        elif verbatim and token.name == "br":
            _text(page, "\n")
        elif token.sort is Sort.RAW:
            page.add(Sort.RAW, _sheet(token.of(source)), token.name)
        else:
            if text := keep.tag(token, notes):
                _tag(page, token, text)
        if token.name == "pre":
            verbatim = max(0, verbatim + (1 if token.sort is Sort.OPEN else -1))
    return page, notes.lines()


def _tag(page: Page, token: Token, text: str) -> None:
    """The tag, with the places of its attributes where they are now."""
    start = page.size
    again = next(iter(tokens(text)), None)
    page.add(token.sort, text, token.name)
    if again is not None and again.attributes:
        moved = tuple(_moved(a, start) for a in again.attributes)
        page.tokens[-1] = replace(page.tokens[-1], attributes=moved)


def _moved(one: Attribute, by: int) -> Attribute:
    value = (one.value[0] + by, one.value[1] + by) if one.value else None
    return Attribute(one.name, (one.where[0] + by, one.where[1] + by), value)


def _text(page: Page, text: str) -> None:
    """A text, with the characters that its entities stand for."""
    _part(page, text)
    out: list[str] = []
    size, done = page.size, 0
    for found in ENTITY.finditer(text):
        char = unescape(found.group())
        if char == found.group() or not (char.isprintable() or char == "\u00a0"):
            continue
        before = text[done : found.start()]
        out += before, char
        size += len(before)
        page.entities.append((size, size + len(char), found.group()))
        size += len(char)
        done = found.end()
    page.add(Sort.TEXT, "".join((*out, text[done:])))


def _part(page: Page, text: str) -> None:
    """What stood between two texts is gone: makes sure that they come to no tag or entity."""
    before = page.parts[-1] if page.tokens and page.tokens[-1].sort is Sort.TEXT else ""
    place = begun(before, text)
    if place is None:
        return
    at = page.size + place
    if not any(start == at for start, _, _ in page.entities[-40:]):
        insort(page.entities, (at, at + 1, "&lt;" if before[place] == "<" else "&amp;"))


def _seen(source: str, found: list[Token], notes: Notes) -> Iterator[Token]:
    """The tokens of which a reader sees something."""
    gone: list[str] = []
    for token in found:
        if gone:
            if token.name == gone[-1]:
                if token.sort is Sort.OPEN:
                    gone.append(token.name)
                elif token.sort is Sort.CLOSE:
                    gone.pop()
            continue
        what = _not_taken(source, token)
        if what is None:
            yield token
            continue
        if what == NAMELESS:
            continue  # the tags go, what they hold stays
        if what:
            notes.add(1, what)
        if token.sort is Sort.OPEN:
            gone.append(token.name)


def _not_taken(source: str, token: Token) -> str | None:
    """What the user hears of a token that no copy has, '' for nothing; None when copies have it."""
    if token.sort is Sort.COMMENT:
        return "comment"
    if token.sort in (Sort.TEXT, Sort.DOCTYPE):
        return None
    if token.name not in _known() and token.name not in allowed()["gone"]:
        return NAMELESS
    if token.sort is Sort.CLOSE:
        return None
    if token.name in allowed()["gone"] and not _own_sheet(source, token):
        return str(allowed()["gone"][token.name])
    if token.name == "meta":
        return None if _for_browser(source, token) else "property of the page"
    if token.name == "input" and (token.value(source, "type") or "").lower() != "checkbox":
        return ""
    hidden = token.value(source, "hidden") is not None
    if hidden or _UNSEEN.search(unescape(token.value(source, "style") or "")):
        return "hidden text" if token.sort is Sort.OPEN else ""
    return None


def _for_browser(source: str, token: Token) -> bool:
    """Whether a property of the page says how to show it, not what it is."""
    charset = token.value(source, "charset") is not None
    told = (token.value(source, "name") or token.value(source, "http-equiv") or "").lower()
    return charset or told in ("viewport", "content-type")


@cache
def _known() -> frozenset[str]:
    return frozenset(str(allowed()["known"]).split())


def _own_sheet(source: str, token: Token) -> bool:
    """Whether this is a link to a style sheet that lies beside the page."""
    sheet = "stylesheet" in (token.value(source, "rel") or "").lower()
    address = token.value(source, "href") or ""
    return token.name == "link" and sheet and not re.match(r"[\w+.-]+:|//|/", address)


def _sheet(element: str) -> str:
    """A style sheet without comments, addresses and words."""
    plain = re.sub(r"/\*.*?(?:\*/|\Z)", "", element, flags=re.DOTALL)
    plain = re.sub(r"@import[^;]*;?", "", plain, flags=re.IGNORECASE)
    plain = re.sub(r"url\([^)]*\)?", "none", plain, flags=re.IGNORECASE)
    return re.sub(r"(content\s*:\s*)([\"'])(?=[^\"']*\w{2})[^\"']*\2", r'\1""', plain)
