"""The parts beside the text: settings, theme and fonts, without what they tell of a firm."""

from __future__ import annotations

from antidistill.formats.docx.allowed import filtered, is_known_font, rules
from antidistill.formats.docx.names import Element, child, local, new, remove, tag, w


def settings(root: Element | None, trees: list[Element]) -> Element:
    """Settings that the pages need, and none that tell of the document's life."""
    kept = rules()["settings"]["kept"].split()
    if root is None:
        root = new("settings")
    filtered(root)
    notes_there = {local(t) for t in trees}
    for element in list(root):
        name = local(element)
        missing = name in ("footnotePr", "endnotePr") and f"{name[:-2]}s" not in notes_there
        if name not in kept or missing:
            root.remove(element)
    for odd in [e for e in root.iter(w("noLineBreaksAfter"), w("noLineBreaksBefore"))
                if any(c.isalnum() for c in e.get(w("val")) or "")]:  # fmt: skip
        remove(odd)
    return root


def theme(root: Element) -> None:
    """Leave of a theme its colours, fonts and fills."""
    filtered(root)
    for element in root.iter(tag("a:theme"), tag("a:clrScheme"), tag("a:fontScheme"),
                             tag("a:fmtScheme")):  # fmt: skip
        element.set("name", "Office")
    for fills in root.iter(tag("a:bgFillStyleLst"), tag("a:fillStyleLst")):
        while 0 < len(fills) < 3:
            _plain_fill(fills)
    for empty in list(root.iter(tag("a:extraClrSchemeLst"), tag("a:objectDefaults"))):
        for element in list(empty):
            empty.remove(element)


def _plain_fill(fills: Element) -> None:
    child(child(fills, "a:solidFill"), "a:schemeClr", val="phClr")


def font_table(root: Element) -> None:
    """Leave of the table of fonts those that many people have."""
    filtered(root)
    for font in list(root):
        if not is_known_font(font.get(w("name")) or ""):
            root.remove(font)
