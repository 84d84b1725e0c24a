"""What the properties of a paragraph say: title, heading, item of a list, more of an item."""

from __future__ import annotations

from antidistill.formats.docx.links import text_of
from antidistill.formats.docx.names import Element, first, number, value, w
from antidistill.formats.docx.styles import Sheet

_NEAR = 60
"""Twentieths of a point by which an indent may be less than that of the text that it goes on."""


def title(body: Element, sheet: Sheet) -> Element | None:
    """The paragraph that is the title: the first heading, if it is in the style of a title or the
    only one of the first level. Nothing that an edit is likely to take decides it."""
    heads = [(e, outline(e, sheet)) for e in body.iterchildren(w("p")) if text_of(e).strip()]
    levels = [level for _, level in heads if level]
    first_head = next((e for e, level in heads if level), None)
    if first_head is None or levels[0] > 1:
        return None
    styled = sheet.name(value(first_head, "pPr/pStyle")) == "title"
    return first_head if styled or levels.count(1) == 1 else None


def outline(element: Element, sheet: Sheet) -> int:
    """The level of a heading as Word counts it, from 1; 0 for what is none."""
    style = value(element, "pPr/pStyle") or sheet.default
    if sheet.name(style) == "title":
        return 1
    own = first(element, "pPr/outlineLvl")
    level = number(own.get(w("val")), 9) + 1 if own is not None else sheet.outline(style)
    return level if level < 10 else 0


def list_place(element: Element, sheet: Sheet) -> tuple[str, int] | None:
    """List and level of a paragraph, by itself or by its style; None if it has no label."""
    own = first(element, "pPr/numPr")
    inherited = sheet.find(value(element, "pPr/pStyle") or sheet.default, "pPr/numPr")
    found = own if own is not None else inherited
    list_id = value(own, "numId") or value(inherited, "numId")
    if found is None or not list_id or list_id == "0":
        return None
    return list_id, number(value(found, "ilvl"))


def goes_on(element: Element, sheet: Sheet, indent: int) -> bool:
    """Whether a paragraph without a label goes on with an item whose text stands `indent`
    twentieths of a point in: it stands as far in, or its style says so."""
    style = value(element, "pPr/pStyle") or sheet.default
    own = first(element, "pPr/ind")
    found = own if own is not None else sheet.find(style, "pPr/ind")
    left = number(found.get(w("left")) or found.get(w("start"))) if found is not None else 0
    return sheet.name(style).startswith("list continue") or 0 < indent <= left + _NEAR
