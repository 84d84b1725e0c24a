"""The allowlist: which elements, attributes, fonts and label words may be in a copy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import toml
from antidistill.formats.docx import names
from antidistill.formats.docx.names import PREFIXES, XML, Element, local, space_of, tag, w

_HERE = Path(__file__).parent
_TEXTS = frozenset(map(tag, ("w:t", "w:instrText", "m:t", "wp:align", "wp:posOffset")))
"""Elements whose text is kept; in all others text is white space or a stowaway."""
_VALUE = re.compile(r"[A-Za-z0-9.%#+-]{0,56}")
"""A number, a colour, a language, a word of the schema."""
_FORMULA = re.compile(r"[\w*/+?:. -]{0,80}", re.ASCII)
_STYLE = re.compile(r"(?:(?:width|height):[\d.]+(?:pt|in|cm|mm|px)?;?){0,2}")
_FREE = frozenset(
    (w(e), w(k))
    for e, keys in {
        "rFonts": ("ascii", "hAnsi", "eastAsia", "cs"),
        "sym": ("font",),
        "font": ("name",),
        "bookmarkStart": ("name",),
        "hyperlink": ("anchor",),
        "style": ("styleId",),
    }.items()
    for k in keys
)
"""Attributes that hold names; the modules about styles, fonts and bookmarks see to these."""
_NAMED = frozenset(
    map(w, ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "name", "lvlText",
            "noLineBreaksAfter", "noLineBreaksBefore", "themeFontLang", "listSeparator",
            "decimalSymbol"))
)  # fmt: skip
_OWN_VALUES = frozenset(map(tag, ("m:chr", "m:begChr", "m:endChr", "m:sepChr")))
_MARK = 3
"""Characters of a bracket or separator in an equation, or of a list separator."""


def rules() -> Mapping[str, Any]:
    """`allowed.toml` as it is."""
    return toml.shipped(_HERE / "allowed.toml")


@cache
def _elements() -> frozenset[str]:
    given = rules()["elements"].items()
    return frozenset(f"{{{PREFIXES[p]}}}{n}" for p, many in given for n in many.split())


@cache
def _attributes() -> frozenset[str]:
    spaces = {**{p: f"{{{n}}}" for p, n in PREFIXES.items()}, "xml": f"{{{XML}}}", "bare": ""}
    given = rules()["attributes"].items()
    return frozenset(spaces[p] + n for p, many in given for n in many.split())


def filtered(root: Element) -> None:
    """Take out of a tree everything that the allowlist does not name: elements with what is in
    them, attributes, text where none belongs."""
    allowed = _elements()
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag not in allowed:
            if element is not root:
                names.remove(element)
            continue
        if element.tag not in _TEXTS:
            element.text = None
        element.tail = None
        _filter_attributes(element)


def _filter_attributes(element: Element) -> None:
    for key, text in list(element.attrib.items()):
        if key not in _attributes() or not _fits(element, key, text):
            del element.attrib[key]


def _fits(element: Element, key: str, text: str) -> bool:
    if key == w("val") and element.tag in _NAMED:
        return True
    if (element.tag, key) in _FREE:
        return True
    if element.tag in _OWN_VALUES or local(element) in ("numFmt", "listSeparator"):
        return len(text) <= _MARK or bool(_VALUE.fullmatch(text))
    if not space_of(key):
        return _fits_bare(key, text)
    return bool(_VALUE.fullmatch(text)) or text in PREFIXES.values() or text == _WORD_COMPAT


_WORD_COMPAT = "http://schemas.microsoft.com/office/word"


def _fits_bare(key: str, text: str) -> bool:
    if key == "uri":
        return text in rules()["graphics"]["kept"]
    if key == "style":
        return bool(_STYLE.fullmatch(text))
    if key == "typeface":
        return True
    return bool(_FORMULA.fullmatch(text))


@cache
def _fonts() -> tuple[frozenset[str], tuple[str, ...]]:
    lines = (_HERE / "fonts.txt").read_text(encoding="utf-8").splitlines()
    fonts = [line.strip().casefold() for line in lines if line and not line.startswith("#")]
    whole = frozenset(f for f in fonts if not f.endswith("*"))
    return whole, tuple(f.rstrip("*") for f in fonts if f.endswith("*"))


def is_known_font(name: str) -> bool:
    """Whether a font is one that many people have, so that its name tells nothing."""
    whole, starts = _fonts()
    bare = [one.lstrip("@").strip().casefold() for one in name.split(";")]
    return all(not one or one in whole or one.startswith(starts) for one in bare)


_FONT_KEYS = (w("ascii"), w("hAnsi"), w("eastAsia"), w("cs"))


def without_own_fonts(root: Element) -> int:
    """Take the names of unknown fonts out of a tree; how many different ones there were."""
    gone: set[str] = set()
    for element in root.iter(w("rFonts"), w("sym")):
        for key in (*_FONT_KEYS, w("font")):
            text = element.get(key)
            if text and not is_known_font(text):
                gone.add(text)
                del element.attrib[key]
    for element in root.iter(tag("a:latin"), tag("a:ea"), tag("a:cs"), tag("a:font")):
        if not is_known_font(element.get("typeface") or ""):
            gone.add(element.get("typeface"))
            element.set("typeface", "")
    return len(gone)
