"""A page without what nobody sees of it: the words, the tags and attributes that show them."""

from __future__ import annotations

import base64
import binascii
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from antidistill.formats.docx.notes import Notes
from antidistill.formats.docx.pictures import redrawn
from antidistill.formats.html.tokens import Attribute, Sort, Token, tokens

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|opacity\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_PRE_ONLY = frozenset({"pre", "code", "br", "title"})
_META = re.compile(r"charset|viewport|content-type", re.IGNORECASE)
_DATA = re.compile(r"\s*data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)\Z", re.IGNORECASE)
_NO_PAGE = re.compile(r"\s*(?:javascript|vbscript|data|file|blob):", re.IGNORECASE)


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
    keep = _Kept(source, found)
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
            text = token.of(source) if not token.attributes else keep.tag(token, notes)
            if text:
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
        if what:
            notes.add(1, what)
        if token.sort is Sort.OPEN:
            gone.append(token.name)


def _not_taken(source: str, token: Token) -> str | None:
    """What the user hears of a token that no copy has, '' for nothing; None when copies have it."""
    if token.sort is Sort.COMMENT:
        return "comment"
    if token.sort in (Sort.TEXT, Sort.CLOSE, Sort.DOCTYPE):
        return None
    if token.name in _table()["gone"] and not _own_sheet(source, token):
        return str(_table()["gone"][token.name])
    if token.name == "meta":
        return None if _META.search(token.of(source)) else "property of the page"
    if token.name == "input" and (token.value(source, "type") or "").lower() != "checkbox":
        return ""
    hidden = token.value(source, "hidden") is not None
    if hidden or _UNSEEN.search(unescape(token.value(source, "style") or "")):
        return "hidden text" if token.sort is Sort.OPEN else ""
    return None


def _own_sheet(source: str, token: Token) -> bool:
    """Whether this is a link to a style sheet that lies beside the page."""
    sheet = "stylesheet" in (token.value(source, "rel") or "").lower()
    address = token.value(source, "href") or ""
    return token.name == "link" and sheet and not re.match(r"[\w+.-]+:|//|/", address)


def _sheet(element: str) -> str:
    """A style sheet without comments, addresses and words."""
    plain = re.sub(r"/\*.*?\*/", "", element, flags=re.DOTALL)
    plain = re.sub(r"@import[^;]*;?", "", plain, flags=re.IGNORECASE)
    plain = re.sub(r"url\([^)]*\)", "none", plain, flags=re.IGNORECASE)
    return re.sub(r"(content\s*:\s*)([\"'])(?=[^\"']*\w{2})[^\"']*\2", r'\1""', plain)


class _Kept:
    """Which attributes of the tags stay, by what the rest of the page needs."""

    def __init__(self, source: str, found: list[Token]) -> None:
        self._source = source
        sheets = " ".join(t.of(source) for t in found if t.name == "style")
        self._classes = frozenset(re.findall(r"\.(-?[A-Za-z_][\w-]*)", sheets))
        goals = (t.value(source, "href") or "" for t in found if t.name == "a")
        wanted = dict.fromkeys(unescape(g[1:]) for g in goals if g.startswith("#") and len(g) > 1)
        self._ids = {name: f"s{n}" for n, name in enumerate(wanted, 1)}

    def tag(self, token: Token, notes: Notes) -> str:
        """The tag without the attributes that no copy has; '' when nothing is left of it."""
        table = _table()["attributes"]
        allowed = (*table["any"], *table.get(token.name, ()))
        out, done = [], token.start
        for one in token.attributes:
            value = self._source[slice(*one.value)] if one.value else ""
            new = self._value(one.name, value, notes) if one.name in allowed else None
            if new is None:
                out.append(self._source[done : one.where[0]].rstrip())
                done = one.where[1]
            elif one.value and new != value:
                out += self._source[done : one.value[0]], new
                done = one.value[1]
        whole = "".join((*out, self._source[done : token.end]))
        if token.name == "img" and not re.search(r"\ssrc\s*=", whole, re.IGNORECASE):
            return ""
        return whole

    def _value(self, name: str, value: str, notes: Notes) -> str | None:
        """What an attribute says in a copy, None when it goes."""
        if name == "class":
            told = [c for c in value.split() if c in self._classes or c.startswith("language-")]
            return " ".join(told) or None
        if name == "style":
            return re.sub(r"url\([^)]*\)", "none", value, flags=re.IGNORECASE)
        if name == "id":
            return self._ids.get(unescape(value))
        if name == "src":
            return _picture(value, notes)
        if name == "href":
            return self._address(value, notes)
        return value

    def _address(self, value: str, notes: Notes) -> str | None:
        if value.startswith("#"):
            return f"#{self._ids[unescape(value[1:])]}" if len(value) > 1 else None
        if _NO_PAGE.match(value) or re.search(r"/[~@]\w", value):
            notes.add(1, "link target")
            return None
        return value


def _picture(value: str, notes: Notes) -> str | None:
    """An embedded picture drawn anew; the address of one beside the page as it is."""
    if not value.strip().lower().startswith("data:"):
        return value
    found = _DATA.match(value)
    try:
        picture = redrawn(base64.b64decode(found[1])) if found else None
    except binascii.Error:
        picture = None
    if picture is None:
        notes.add(1, "picture that cannot be read")
        return None
    return f"data:image/{picture.suffix};base64,{base64.b64encode(picture.data).decode()}"


@cache
def _table() -> Mapping[str, Any]:
    text = Path(__file__).with_name("allowed.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
