"""Drawings: pictures and shapes stay, charts, diagrams and embedded objects go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from antidistill.formats.docx.allowed import rules
from antidistill.formats.docx.names import (
    PREFIXES,
    Element,
    child,
    local,
    new,
    number,
    remove,
    tag,
    unwrap,
    w,
)
from antidistill.formats.docx.pictures import Crop

Embed = Callable[[str, Crop], str]
"""Takes the relationship of a picture and its crop; gives the new relationship, '' if none."""

_CHOICES = frozenset({"wps", "wpg", "wpc", "w14", "wp14", "w15"})
_KNOWN = {
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing": "wp14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    **{address: prefix for prefix, address in PREFIXES.items()},
}
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|px)?", re.I)
_EMU = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525, "": 9_525}
_LARGEST = 20_000_000
"""EMU, about half a metre."""


def choose(root: Element) -> None:
    """Take one of each set of alternatives: the first whose needs are known here, else the
    fallback. Shapes keep their wrapping, which Word 2007 asks for."""
    for element in list(root.iter(tag("mc:AlternateContent"))):
        choices = element.findall(tag("mc:Choice"))
        chosen = next((c for c in choices if _needs(c) <= _CHOICES), None)
        shapes = chosen is not None and _needs(chosen) & {"wps", "wpg", "wpc"}
        if chosen is None:
            chosen = element.find(tag("mc:Fallback"))
        for other in [c for c in element if c is not chosen]:
            element.remove(other)
        if shapes and chosen is not None:
            chosen.set("Requires", " ".join(sorted(_needs(chosen) & {"wps", "wpg", "wpc"})))
        else:
            if chosen is not None:
                unwrap(chosen)
            unwrap(element)


def _needs(choice: Element) -> set[str]:
    """What a choice requires, in prefixes of ours; those that it declares may be other ones."""
    found = (choice.get("Requires") or "?").split()
    return {_KNOWN.get(choice.nsmap.get(p) or "", "?") for p in found}


def settled(root: Element, embed: Embed) -> Counter[str]:
    """Keep pictures and shapes, drop all other drawings in place; how many of what went."""
    gone: Counter[str] = Counter()
    for element in list(root.iter(w("object"), w("pict"), w("drawing"))):
        if not _is_in(element, root):
            continue
        kind = local(element)
        lost = (
            "embedded object" if kind == "object"
            else _old_picture(element, embed) if kind == "pict"
            else _drawing(element, embed)
        )  # fmt: skip
        if lost:
            gone[lost] += 1
            _drop(element)
    for wrapping in list(root.iter(tag("mc:AlternateContent"))):
        if wrapping.find(f".//{w('drawing')}") is None:
            remove(wrapping)
    return gone


def _is_in(element: Element, root: Element) -> bool:
    return element is root or any(above is root for above in element.iterancestors())


def _drawing(drawing: Element, embed: Embed) -> str:
    """'' if the drawing stays, else what it was."""
    kept = rules()["graphics"]["kept"]
    address = next((g.get("uri") or "" for g in drawing.iter(tag("a:graphicData"))), "")
    if address not in kept:
        return "chart" if "chart" in address else "diagram" if "diagram" in address else "drawing"
    for blip in list(drawing.iter(tag("a:blip"))):
        fresh = embed(blip.get(tag("r:embed")) or "", _crop(blip))
        if fresh:
            blip.set(tag("r:embed"), fresh)
            blip.attrib.pop(tag("r:link"), None)
        elif blip.getparent().getparent().tag == tag("pic:pic"):
            return "picture that cannot be read"
        else:
            remove(blip.getparent())
    for linked in list(drawing.iter(tag("wps:linkedTxbx"))):
        remove(linked)
    return ""


def _crop(blip: Element) -> Crop:
    """What is cropped away; the picture is cut, so the mark goes."""
    rect = blip.getparent().find(tag("a:srcRect"))
    if rect is None:
        return (0, 0, 0, 0)
    left, top, right, bottom = (number(rect.get(k)) for k in "ltrb")
    if min(left, top, right, bottom) < 0 or left + right >= 100_000 or top + bottom >= 100_000:
        return (0, 0, 0, 0)
    remove(rect)
    return (left, top, right, bottom)


def _old_picture(pict: Element, embed: Embed) -> str:
    """The same for VML: pictures become drawings, text boxes plain paragraphs, rules stay."""
    if any(e.get(tag("o:hr")) for e in pict.iter(tag("v:rect"))):
        return ""
    boxes = list(pict.iter(w("txbxContent")))
    if boxes:
        _hoist(pict, boxes)
        remove(pict)
        return ""
    image = next(pict.iter(tag("v:imagedata")), None)
    if image is None:
        words = next(pict.iter(tag("v:textpath")), None)
        return "watermark or word art" if words is not None else "drawing"
    fresh = embed(image.get(tag("r:id")) or "", (0, 0, 0, 0))
    if not fresh:
        return "picture that cannot be read"
    style = next((e.get("style") or "" for e in pict.iter() if e.get("style")), "")
    pict.getparent().replace(pict, _inline(fresh, *_size(style)))
    return ""


def _size(style: str) -> tuple[int, int]:
    found = {m[1].lower(): float(m[2]) * _EMU[(m[3] or "").lower()]
             for m in _LENGTH.finditer(style)}  # fmt: skip
    wide, high = found.get("width", 2_000_000), found.get("height", 1_500_000)
    return int(min(wide, _LARGEST)), int(min(high, _LARGEST))


def _hoist(pict: Element, boxes: list[Element]) -> None:
    """Put the paragraphs of old text boxes behind the paragraph that they hang on."""
    host = next((a for a in pict.iterancestors(w("p"))), None)
    if host is None:
        return
    for box in boxes:
        for block in reversed([b for b in box if b.tag in (w("p"), w("tbl"))]):
            host.addnext(block)


def _drop(element: Element) -> None:
    """Take a drawing out, with the paragraph that held nothing else and the caption below it."""
    paragraph = next(element.iterancestors(w("p")), None)
    remove(element)
    if paragraph is None or paragraph.getparent() is None or _holds_something(paragraph):
        return
    below = paragraph.getnext()
    if below is not None and below.tag == w("p") and _is_caption(below):
        remove(below)
    beside = paragraph.getparent().findall(w("p"))
    if len(beside) > 1 and paragraph.find(f"{w('pPr')}/{w('sectPr')}") is None:
        remove(paragraph)


def _holds_something(paragraph: Element) -> bool:
    shown = map(w, ("t", "drawing", "pict", "sym", "footnoteReference", "endnoteReference", "br"))
    return any(True for _ in paragraph.iter(*shown))


def _is_caption(paragraph: Element) -> bool:
    """Whether a paragraph counts figures."""
    codes = "".join(e.text or "" for e in paragraph.iter(w("instrText")))
    text = "".join(e.text or "" for e in paragraph.iter(w("t")))
    return "SEQ" in codes or bool(re.match(r"\s*(?:Figure|Fig\.|Chart|图|圖)\s*[\d一-十]", text))


def named_anew(roots: Iterator[Element]) -> None:
    """Give all drawings new ids and names; their alternative texts and file names go."""
    count = 0
    for root in roots:
        for element in root.iter(tag("wp:docPr"), tag("pic:cNvPr"), tag("wps:cNvPr"),
                                 tag("wpg:cNvPr")):  # fmt: skip
            count += 1
            element.attrib.clear()
            element.set("id", str(count))
            kind = "Picture" if next(element.getparent().iter(tag("a:blip")), None) is not None \
                else "Shape"  # fmt: skip
            element.set("name", f"{kind} {count}")


def _inline(relation: str, wide: int, high: int) -> Element:
    """A picture in the line, as Word writes it."""
    drawing = new("drawing")
    inline = child(drawing, "wp:inline", distT="0", distB="0", distL="0", distR="0")
    child(inline, "wp:extent", cx=str(wide), cy=str(high))
    child(inline, "wp:docPr", id="1", name="Picture 1")
    graphic = child(inline, "a:graphic")
    data = child(graphic, "a:graphicData", uri=PREFIXES["pic"])
    picture = child(data, "pic:pic")
    about = child(picture, "pic:nvPicPr")
    child(about, "pic:cNvPr", id="1", name="Picture 1")
    child(about, "pic:cNvPicPr")
    fill = child(picture, "pic:blipFill")
    child(fill, "a:blip").set(tag("r:embed"), relation)
    child(child(fill, "a:stretch"), "a:fillRect")
    shape = child(picture, "pic:spPr")
    frame = child(shape, "a:xfrm")
    child(frame, "a:off", x="0", y="0")
    child(frame, "a:ext", cx=str(wide), cy=str(high))
    child(child(shape, "a:prstGeom", prst="rect"), "a:avLst")
    return drawing
