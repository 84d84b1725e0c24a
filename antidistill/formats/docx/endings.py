"""Where pages and the document end: what is removed leaves no page of nothing behind."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.formats.docx.names import Element, first, is_on, local, new, remove, w

_SHOWN = tuple(map(w, ("t", "drawing", "pict", "sym", "footnoteReference", "endnoteReference",
                       "fldChar", "tab", "ptab", "u")))  # fmt: skip
_LAYOUT = ("numPr", "pBdr", "framePr", "shd")
"""Properties by which a paragraph shows without a word in it."""
_LEAST = "2"
"""Of the letters of a paragraph that only ends a document, in half points."""
_ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
          "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku",
          "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi",
          "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
          "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap",
          "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange")  # fmt: skip
"""The properties of a paragraph as the standard orders them (ECMA-376 part 1, 17.3.1.26)."""


def idle_breaks(body: Element) -> set[Element]:
    """Paragraphs that begin a page on which nothing stands."""
    found: set[Element] = set()
    waiting: Element | None = None
    for block in body:
        if waiting is not None and _begins_page(block):
            found.add(waiting)
            waiting = None
        if not _is_blank(block) or _ends_section(block):
            waiting = None
        elif _breaks_page(block):
            waiting = block
    if waiting is not None:
        found.add(waiting)
    return found


def close_up(body: Element, idle: set[Element]) -> None:
    """Of a body that reads otherwise than it did: takes out the page breaks that have become idle
    since `idle` was asked for, and the empty paragraphs at the end; lets the paragraph behind a
    break begin its page, since one between them may come to stand on a page of its own."""
    for paragraph in idle_breaks(body) - idle:
        if not _ends_section(paragraph):
            remove(paragraph)
    for paragraph in list(body):
        if _breaks_page(paragraph) and _is_blank(paragraph) and not _ends_section(paragraph):
            _carry(paragraph)
    for paragraph in list(_tail(body)):
        above = paragraph.getprevious()
        if above is None:
            return
        if above.tag != w("tbl"):
            remove(paragraph)
        else:
            _shrink(paragraph)


def _carry(paragraph: Element) -> None:
    """Hands a page break down to the paragraph that follows it."""
    below = paragraph.getnext()
    if below is None or below.tag != w("p") or _is_blank(below):
        return
    _put(_properties(below), new("pageBreakBefore"))
    above = paragraph.getprevious()
    while above is not None and _only_keeps_distance(above):
        remove(above)
        above = paragraph.getprevious()
    if above is None or above.tag != w("tbl"):
        remove(paragraph)
    else:
        for run in paragraph.findall(w("r")):
            paragraph.remove(run)
        _shrink(paragraph)


def _only_keeps_distance(paragraph: Element) -> bool:
    blank = bool(paragraph.tag == w("p")) and _is_blank(paragraph)
    return blank and not _breaks_page(paragraph) and not _ends_section(paragraph)


def _tail(body: Element) -> Iterator[Element]:
    """The empty paragraphs at the end, the last one first."""
    for block in reversed(body):
        if block.tag == w("sectPr"):
            continue
        if not _is_blank(block) or _ends_section(block):
            return
        yield block


def _is_blank(block: Element) -> bool:
    """Whether a block is a paragraph that shows nothing."""
    if block.tag != w("p"):
        return bool(block.tag == w("sectPr"))
    shown = any((e.text or "").strip() or e.tag != w("t") for e in block.iter(*_SHOWN))
    return not shown and all(first(block, f"pPr/{name}") is None for name in _LAYOUT)


def _breaks_page(block: Element) -> bool:
    return any(e.get(w("type")) == "page" for e in block.iter(w("br")))


def _begins_page(block: Element) -> bool:
    return is_on(first(block, "pPr/pageBreakBefore")) or (_is_blank(block) and _breaks_page(block))


def _ends_section(block: Element) -> bool:
    return first(block, "pPr/sectPr") is not None


def _shrink(paragraph: Element) -> None:
    """Makes an empty paragraph as low as one can be."""
    properties = _properties(paragraph)
    look = new("rPr")
    look.append(new("sz", val=_LEAST))
    _put(properties, new("spacing", before="0", after="0", line="20", lineRule="exact"))
    _put(properties, look)


def _properties(paragraph: Element) -> Element:
    found = paragraph.find(w("pPr"))
    if found is None:
        found = new("pPr")
        paragraph.insert(0, found)
    return found


def _put(properties: Element, made: Element) -> None:
    """Puts a property in the place of the one that there was, in the standard's order."""
    old = properties.find(made.tag)
    if old is not None:
        properties.remove(old)
    later = set(_ORDER[_ORDER.index(local(made)) + 1 :])
    at = next((n for n, e in enumerate(properties) if local(e) in later), len(properties))
    properties.insert(at, made)
