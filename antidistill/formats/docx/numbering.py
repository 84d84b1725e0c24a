"""Numbered and bulleted lists: what their labels read, and a copy without words in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from antidistill.formats.docx.allowed import rules
from antidistill.formats.docx.names import Element, first, number, remove, value, w

_SLOT = re.compile(r"%([1-9])")
_HAN_DIGITS = "零一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list's numbering."""

    form: str
    """'decimal', 'bullet', 'lowerLetter', …"""
    text: str
    """The label with %1 … %9 for the counters."""
    start: int = 1
    indent: int = 0
    """Where its text begins, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of a document."""

    levels: Mapping[str, Mapping[int, Level]]
    """By w:numId."""
    family: Mapping[str, str] = field(default_factory=dict)
    """w:numId to the abstract list whose counters it shares."""

    def level(self, list_id: str, depth: int) -> Level | None:
        """A level, None if the list or its level does not exist."""
        return self.levels.get(list_id, {}).get(depth)


@dataclass(slots=True)
class Counters:
    """Counts items as Word does, from the top of the document on."""

    numbering: Numbering
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def label(self, list_id: str, depth: int) -> str:
        """The label of the next item; '' for a level that does not exist."""
        level = self.numbering.level(list_id, depth)
        if level is None:
            return ""
        self._step(list_id, depth, level)
        if level.form == "bullet":
            return "-"
        return _SLOT.sub(lambda m: self._counter(list_id, int(m[1]) - 1), level.text)

    def _step(self, list_id: str, depth: int, level: Level) -> None:
        family = self.numbering.family.get(list_id, list_id)
        if list_id not in self._seen:
            self._seen.add(list_id)
            if self.numbering.levels[list_id].get(-1):
                self._counts = {k: n for k, n in self._counts.items() if k[0] != family}
        at = (family, depth)
        self._counts[at] = self._counts.get(at, level.start - 1) + 1
        for deeper in [k for k in self._counts if k[0] == family and k[1] > depth]:
            del self._counts[deeper]

    def _counter(self, list_id: str, depth: int) -> str:
        level = self.numbering.level(list_id, depth)
        if level is None:
            return ""
        family = self.numbering.family.get(list_id, list_id)
        return spelled(self._counts.get((family, depth), level.start), level.form)


def spelled(count: int, form: str) -> str:
    """A counter in one of Word's number formats; those that are not known here in digits."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form.startswith(("chinese", "japaneseCounting", "taiwanese", "ideographDigital")):
        return _han(count)
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    out = ""
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        out += letters * times
    return out


def _han(count: int) -> str:
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "" if not tens else ("十" if tens == 1 else _HAN_DIGITS[tens] + "十")
    return head + (_HAN_DIGITS[ones] if ones else "")


def numbering_of(root: Element | None) -> Numbering:
    """The lists in the root of numbering.xml; none where there is none."""
    if root is None:
        return Numbering({})
    abstract = {e.get(w("abstractNumId")): _levels(e) for e in root.iter(w("abstractNum"))}
    levels: dict[str, dict[int, Level]] = {}
    family: dict[str, str] = {}
    for num in root.iter(w("num")):
        list_id, base = num.get(w("numId")) or "", value(num, "abstractNumId") or ""
        levels[list_id] = {**abstract.get(base, {}), **_overrides(num, abstract.get(base, {}))}
        family[list_id] = base
    return Numbering(levels, family)


def _levels(element: Element) -> dict[int, Level]:
    return {number(e.get(w("ilvl"))): _level(e) for e in element.findall(w("lvl"))}


def _level(element: Element) -> Level:
    indent = first(element, "pPr/ind")
    left = (indent.get(w("left")) or indent.get(w("start"))) if indent is not None else None
    return Level(
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        number(value(element, "start"), 1),
        number(left),
    )


def _overrides(num: Element, base: Mapping[int, Level]) -> dict[int, Level]:
    """Own levels of a list; with a -1 where it starts to count anew."""
    out: dict[int, Level] = {}
    for override in num.findall(w("lvlOverride")):
        depth = number(override.get(w("ilvl")))
        for own in override.findall(w("lvl")):
            out[depth] = _level(own)
        start = value(override, "startOverride")
        if start is not None:
            old = out.get(depth) or base.get(depth) or Level("decimal", f"%{depth + 1}.")
            out[depth] = Level(old.form, old.text, number(start, 1), old.indent)
            out[-1] = Level("none", "")
    return out


def cleaned(root: Element) -> int:
    """Take words out of the labels in place, names off the lists, and pictures as bullets; how many
    labels lost some."""
    changed = 0
    for element in list(root.iter(w("name"))):
        remove(element)
    for element in root.iter(w("lvlText")):
        text = element.get(w("val")) or ""
        if _is_telling(text):
            slots = re.findall(r"%[1-9][.)、）]?", text)
            element.set(w("val"), " ".join(slots) or _BULLET)
            changed += 1
    for element in root.iter(w("lvl")):
        if element.find(w("lvlText")) is None and value(element, "numFmt") == "bullet":
            element.find(w("numFmt")).set(w("val"), "none")
    return changed


def _is_telling(text: str) -> bool:
    """Whether a label says more than 'Step %1' or '第%1章'."""
    known = rules()["labels"]
    bare = _SLOT.sub(" ", text)
    bare = re.sub(rf"\b(?:{'|'.join(known['words'].split())})\b", " ", bare, flags=re.I)
    bare = "".join(c for c in bare if c not in known["han"])
    return re.search(r"[^\W_]{2,}", bare) is not None
