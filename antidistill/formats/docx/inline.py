"""The text of one paragraph: its characters, each with the element that it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from antidistill.document import AtomKind
from antidistill.formats.docx import equations
from antidistill.formats.docx.fields import HIDDEN_RESULT
from antidistill.formats.docx.names import Element, first, is_on, local, tag, value, w
from antidistill.formats.docx.styles import Sheet, is_mono

OBJECT = "￼"
"""Stands for a picture or a sign of a symbol font."""
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "‑"}
_HOLDERS = frozenset({"hyperlink", "oMathPara"})
_BREAKS = ("page", "column")
_NOTES = {"footnoteReference": "", "endnoteReference": "e"}

Range = tuple[int, int]


@dataclass(slots=True)
class Inline:
    """The text of a paragraph; ranges count from its first character."""

    text: str = ""
    owners: list[Element] = field(default_factory=list)
    """For each character the element that it comes from."""
    atoms: list[tuple[AtomKind, Range, Range]] = field(default_factory=list)
    """Kind, the whole of it, what a reader sees."""
    mono: bool = False
    """Whether all of it is in a typewriter font."""

    def add(self, text: str, owner: Element) -> Range:
        """Append characters of one element; where they stand."""
        start = len(self.text)
        self.text += text
        self.owners += [owner] * len(text)
        return start, len(self.text)


def label_of(reference: Element) -> str:
    """How the text calls a note: '3' for a footnote, 'e3' for an endnote."""
    kind = local(reference).removesuffix("Reference")
    return ("e" if kind == "endnote" else "") + (reference.get(w("id")) or "")


def inline_of(paragraph: Element, sheet: Sheet, results: Mapping[Element, str]) -> Inline:
    """The text of a paragraph. `results` tells the code of the field whose result an element of a
    run is."""
    out = Inline()
    looks: list[tuple[Range, bool, bool]] = []
    _walk(paragraph, out, sheet, results, looks)
    filled = [(r, b, m) for r, b, m in looks if out.text[slice(*r)].strip()]
    out.mono = bool(filled) and all(m for _, _, m in filled)
    bold = [r for r, is_bold, _ in looks if is_bold]
    mono = [r for r, _, m in looks if m] if not out.mono else []
    out.atoms += [(AtomKind.EMPHASIS, r, r) for r in _joined(out.text, bold)]
    out.atoms += [(AtomKind.CODE, r, r) for r in _joined(out.text, mono)]
    out.atoms += [(AtomKind.HTML, r, (r[1], r[1])) for r in _hidden(out, results)]
    out.atoms.sort(key=lambda a: (a[1][0], -a[1][1]))
    return out


def _walk(
    element: Element,
    out: Inline,
    sheet: Sheet,
    results: Mapping[Element, str],
    looks: list[tuple[Range, bool, bool]],
) -> None:
    for child in element:
        name = local(child)
        if name == "r" and child.tag == w("r"):
            start = len(out.text)
            for part in child:
                _part(part, out)
            looks.append(((start, len(out.text)), _is_bold(child, sheet), _is_mono(child, sheet)))
        elif name == "oMath":
            where = out.add(equations.linear(child), child)
            out.atoms.append((AtomKind.MATH, where, where))
        elif name in _HOLDERS:
            start = len(out.text)
            _walk(child, out, sheet, results, looks)
            where = (start, len(out.text))
            if name == "hyperlink" and where[0] < where[1]:
                leads_out = child.get(tag("r:id")) is not None
                kind = AtomKind.AUTOLINK if leads_out else AtomKind.LINK
                out.atoms.append((kind, where, where))


def _part(part: Element, out: Inline) -> None:
    name = local(part)
    if part.tag == w("t"):
        out.add(part.text or "", part)
    elif name in _SIGNS:
        out.add(_SIGNS[name], part)
    elif name == "br" and part.get(w("type")) not in _BREAKS:
        out.add("\n", part)
    elif name in _NOTES:
        where = out.add(f"[^{label_of(part)}]", part)
        out.atoms.append((AtomKind.FOOTNOTE_REF, where, (where[1], where[1])))
    elif name in ("drawing", "pict", "AlternateContent", "sym"):
        where = out.add(OBJECT, part)
        out.atoms.append((AtomKind.IMAGE, where, (where[1], where[1])))


def _is_bold(run: Element, sheet: Sheet) -> bool:
    own = first(run, "rPr/b")
    if own is not None:
        return is_on(own)
    style = value(run, "rPr/rStyle")
    return style is not None and is_on(sheet.find(style, "rPr/b"))


def _is_mono(run: Element, sheet: Sheet) -> bool:
    fonts = first(run, "rPr/rFonts")
    if fonts is not None and fonts.get(w("ascii")):
        return is_mono(fonts)
    return sheet.is_code(value(run, "rPr/rStyle"))


def _joined(text: str, ranges: list[Range]) -> Iterator[Range]:
    """Neighbouring ranges as one, without the white space around, where anything is left."""
    merged: list[Range] = []
    for start, end in ranges:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    for start, end in merged:
        cut = text[start:end]
        if cut.strip():
            yield start + len(cut) - len(cut.lstrip()), start + len(cut.rstrip())


def _hidden(out: Inline, results: Mapping[Element, str]) -> Iterator[Range]:
    """Page numbers: they stand in the text and are none of it."""
    start = None
    for at, owner in enumerate([*out.owners, None]):
        hidden = owner is not None and HIDDEN_RESULT.match(results.get(owner, "")) is not None
        if hidden and start is None:
            start = at
        elif not hidden and start is not None:
            yield start, at
            start = None
