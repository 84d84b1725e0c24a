"""Which tags and attributes of a page a copy takes along."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from pathlib import Path
from typing import Any

from antidistill import toml
from antidistill.formats.docx.notes import Notes
from antidistill.formats.docx.pictures import redrawn
from antidistill.formats.html.tokens import Attribute, Sort, Token

_DATA = re.compile(r"\s*data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)\Z", re.IGNORECASE)
_NO_PAGE = re.compile(r"\s*(?:javascript|vbscript|data|file|blob):", re.IGNORECASE)


class Kept:
    """Which attributes of the tags stay, by what the rest of the page needs."""

    def __init__(self, source: str, found: Sequence[Token]) -> None:
        self._source = source
        sheets = " ".join(t.of(source) for t in found if t.name == "style")
        self._classes = frozenset(re.findall(r"\.(-?[A-Za-z_][\w-]*)", sheets))
        goals = (t.value(source, "href") or "" for t in found if t.name == "a")
        wanted = dict.fromkeys(unescape(g[1:]) for g in goals if g.startswith("#") and len(g) > 1)
        self._ids = {name: f"s{n}" for n, name in enumerate(wanted, 1)}

    def tag(self, token: Token, notes: Notes) -> str:
        """The tag without the attributes that no copy has and without what is none; '' when nothing
        is left of it."""
        if token.sort in (Sort.CLOSE, Sort.DOCTYPE):
            return _bare(token, self._source)
        table = allowed()["attributes"]
        stay = (*table["any"], *table.get(token.name, ()))
        done = token.start + 1 + len(token.name)
        out = [self._source[token.start : done]]
        for one in token.attributes:
            value = self._source[slice(*one.value)] if one.value else ""
            new = self._value(one.name, value, notes) if one.name in stay else None
            if new is not None:
                out.append(_blanks(self._source[done : one.where[0]]) or " ")
                out.append(_with(self._source, one, new))
            done = one.where[1]
        whole = "".join((*out, _end(self._source[done : token.end])))
        if token.name == "img" and not re.search(r"\ssrc\s*=", whole, re.IGNORECASE):
            return ""
        return whole

    def _value(self, name: str, value: str, notes: Notes) -> str | None:
        """What an attribute says in a copy, None when it goes."""
        if name == "class":
            told = [c for c in value.split() if c in self._classes or c.startswith("language-")]
            return " ".join(told) or None
        if name == "style":
            return _look(value)
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


_DOCTYPE = re.compile(
    r"<!doctype\s+html(?:\s+(?:public|system)"
    r"|\s+[\"'](?:-//(?:W3C|IETF)//DTD X?HTML [\w. ]{1,40}//EN|https?://www\.w3\.org/TR/[\w./-]{1,60}|about:legacy-compat)[\"'])*\s*>",
    re.IGNORECASE,
)
"""How pages begin that programs wrote for a browser."""
_HOUSE = re.compile(r"(?:^|;)\s*(?:--|content\b)[^;]*", re.IGNORECASE)
"""Parts of a look that hold words: variables, and text that stands before or behind."""


def _bare(token: Token, source: str) -> str:
    """A closing tag or document type that says nothing else."""
    text = token.of(source)
    if token.sort is Sort.DOCTYPE:
        return text if _DOCTYPE.fullmatch(text) else "<!DOCTYPE html>"
    name = text[2 : 2 + len(token.name)]
    return text if re.fullmatch(r"</[^\s/>]+\s*>", text) else f"</{name}>"


def _with(source: str, one: Attribute, new: str) -> str:
    """An attribute with another value."""
    if one.value is None:
        return source[slice(*one.where)]
    return source[one.where[0] : one.value[0]] + new + source[one.value[1] : one.where[1]]


def _blanks(gap: str) -> str:
    """What separates attributes; anything else between them is a fault of the page."""
    return re.sub(r"[^ \t\r\n\f]", "", gap)


def _end(gap: str) -> str:
    found = re.search(r"\s*/?>\Z", gap)
    return (
        found.group() if found and found.group() == gap else ("/>" if gap.endswith("/>") else ">")
    )


def _look(value: str) -> str:
    """A look without remarks, addresses and words."""
    told = unescape(value)
    plain = re.sub(r"/\*.*?(?:\*/|\Z)", "", told, flags=re.DOTALL)
    plain = re.sub(r"url\([^)]*\)?", "none", plain, flags=re.IGNORECASE)
    plain = _HOUSE.sub("", plain)
    return value if plain == told else escape(plain)


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


def allowed() -> Mapping[str, Any]:
    """The table of what may be in a copy: elements that go, attributes that stay."""
    return toml.shipped(Path(__file__).with_name("allowed.toml"))
