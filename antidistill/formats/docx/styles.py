"""The style sheet: what styles mean, and a copy of it without names of a firm's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from antidistill.formats.docx.allowed import rules
from antidistill.formats.docx.names import Element, first, is_on, new, number, value, w

_REFERENCES = tuple(map(w, ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")))
_MONO = re.compile(
    r"(?:courier|consolas|menlo|monaco|lucida console|andale mono|inconsolata|ocr ?a)|"
    r"\b(?:mono|code)\b", re.I
)  # fmt: skip
_DEEP = 20
"""No style is based on more than this many others but in a circle."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The styles of a document by id."""

    styles: Mapping[str, Element]
    default: str = ""
    """Id of the paragraph style that a paragraph without one has."""
    _codes: dict[str, bool] = field(default_factory=dict)

    def chain(self, style: str | None) -> Iterator[Element]:
        """A style and those that it is based on, nearest first."""
        for _ in range(_DEEP):
            element = self.styles.get(style or "")
            if element is None:
                return
            yield element
            style = value(element, "basedOn")

    def name(self, style: str | None) -> str:
        """The name of a style in lower case, '' if there is no such style."""
        element = self.styles.get(style or "")
        return (value(element, "name") or "").lower() if element is not None else ""

    def find(self, style: str | None, path: str) -> Element | None:
        """The nearest property that a style has or inherits: 'rPr/vanish', 'pPr/numPr'."""
        return next((f for e in self.chain(style) if (f := first(e, path)) is not None), None)

    def outline(self, style: str | None) -> int:
        """The heading level of a style from 1, 0 if it is none."""
        found = self.find(style, "pPr/outlineLvl")
        if found is not None:
            level = number(found.get(w("val")), 9)
            return level + 1 if level < 9 else 0
        named = (re.fullmatch(r"heading ([1-9])", self.name(e.get(w("styleId"))))
                 for e in self.chain(style))  # fmt: skip
        return next((int(m[1]) for m in named if m), 0)

    def is_code(self, style: str | None) -> bool:
        """Whether text in this style is code: by its name or its font."""
        key = style or ""
        if key not in self._codes:
            named = any(re.search(rules()["styles"]["code"], self.name(e.get(w("styleId"))))
                        for e in self.chain(style))  # fmt: skip
            fonts = self.find(style, "rPr/rFonts") if style else None
            self._codes[key] = named or is_mono(fonts)
        return self._codes[key]


def is_mono(fonts: Element | None) -> bool:
    """Whether w:rFonts names a typewriter font."""
    name = fonts.get(w("ascii")) if fonts is not None else None
    return bool(name and _MONO.search(name))


def sheet_of(root: Element | None) -> Sheet:
    """The sheet in the root of styles.xml; an empty one where there is none."""
    if root is None:
        return Sheet({})
    styles = {e.get(w("styleId")) or "": e for e in root.iter(w("style"))}
    standard = (i for i, e in styles.items() if _is_standard(e))
    return Sheet(styles, next(standard, ""))


def _is_standard(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true")


def hidden_styles(sheet: Sheet) -> frozenset[str]:
    """Ids of the styles whose text is not shown."""
    return frozenset(i for i in sheet.styles if is_on(sheet.find(i, "rPr/vanish")))


def cleaned(root: Element, hidden: frozenset[str]) -> dict[str, str]:
    """Rename the styles of a firm in place, take the hidden ones out; old ids to new ones."""
    own = re.compile("|".join(f"(?:{p})" for p in rules()["styles"]["own"]))
    code = re.compile(rules()["styles"]["code"])
    renamed: dict[str, str] = {}
    used = _Used()
    for style in list(root.iter(w("style"))):
        old = style.get(w("styleId")) or ""
        name = value(style, "name") or ""
        if old in hidden or old in renamed:
            root.remove(style)
            continue
        if not own.fullmatch(name.lower()):
            kind = "Code" if code.search(name.lower()) else "Custom"
            name = used.numbered(kind, " ")
            style.set(w("customStyle"), "1")
        else:
            style.attrib.pop(w("customStyle"), None)
        _name(style, name)
        used.names.add(name)
        renamed[old] = _id(name, used)
        style.set(w("styleId"), renamed[old])
    return renamed


def _name(style: Element, name: str) -> None:
    found = style.find(w("name"))
    if found is None:
        found = new("name")
        style.insert(0, found)
    found.set(w("val"), name)


def _id(name: str, used: _Used) -> str:
    bare = "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", name))
    made = bare if f"#{bare}" not in used.names else used.numbered(f"#{bare}", "x")[1:]
    used.names.add(f"#{made}")
    return made


@dataclass(slots=True)
class _Used:
    """Names and, behind '#', ids that are given away."""

    names: set[str] = field(default_factory=set)
    _last: dict[str, int] = field(default_factory=dict)

    def numbered(self, kind: str, gap: str) -> str:
        """The first free name of a kind, with its number."""
        at = self._last.get(kind, 1)
        while f"{kind}{gap}{at}" in self.names:
            at += 1
        self._last[kind] = at
        return f"{kind}{gap}{at}"


def relabelled(root: Element, renamed: Mapping[str, str]) -> None:
    """Let all references to styles in a tree follow their new ids; those to none go."""
    for element in list(root.iter(*_REFERENCES)):
        new_id = renamed.get(element.get(w("val")) or "")
        if new_id is None:
            element.getparent().remove(element)
        else:
            element.set(w("val"), new_id)
