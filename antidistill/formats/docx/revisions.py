"""Tracked changes: accepted or refused, never carried over."""

from __future__ import annotations

from collections.abc import Iterable

from antidistill.formats.docx.names import Element, first, local, remove, unwrap, w

_GONE = {True: ("del", "moveFrom"), False: ("ins", "moveTo")}
"""By whether changes are accepted: what goes with its text."""
_STAYS = {True: ("ins", "moveTo"), False: ("del", "moveFrom")}
_FORMATS = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange",
            "tcPrChange", "tblGridChange", "numberingChange")  # fmt: skip
_NOT_FORMAT = ("rPr", "sectPr", "headerReference", "footerReference")
"""What a change of format does not speak of, and so leaves."""


def settled(root: Element, *, accept: bool) -> int:
    """Accept or refuse all tracked changes of a tree in place; how many there were."""
    marks = [*root.iter(*map(w, (*_GONE[True], *_STAYS[True], *_FORMATS, "cellIns", "cellDel")))]
    if not marks:
        return 0
    _cells_and_rows(root, accept=accept)
    _paragraph_marks(root, accept=accept)
    for element in list(root.iter(*map(w, _GONE[accept]))):
        remove(element)
    for element in list(root.iter(*map(w, _STAYS[accept]))):
        unwrap(element)
    for element in list(root.iter(*map(w, _FORMATS))):
        if not accept:
            _restore(element)
        remove(element)
    for element in list(root.iter(w("delText"), w("delInstrText"))):
        element.tag = w("t") if local(element) == "delText" else w("instrText")
    return len(marks)


def _cells_and_rows(root: Element, *, accept: bool) -> None:
    gone = "del" if accept else "ins"
    for row in list(root.iter(w("tr"))):
        if first(row, f"trPr/{gone}") is not None:
            remove(row)
    for cell in list(root.iter(w("tc"))):
        if first(cell, "tcPr/cellDel" if accept else "tcPr/cellIns") is not None:
            remove(cell)
    for hollow in [t for t in root.iter(w("tbl")) if t.find(f".//{w('tc')}") is None]:
        remove(hollow)
    for row in [r for r in root.iter(w("tr")) if r.find(f".//{w('tc')}") is None]:
        remove(row)


def _paragraph_marks(root: Element, *, accept: bool) -> None:
    """A paragraph whose mark goes runs into the next one, whose mark stands for both."""
    for paragraph in list(root.iter(w("p"))):
        if first(paragraph, "pPr/sectPr") is not None:
            continue
        if all(first(paragraph, f"pPr/rPr/{name}") is None for name in _GONE[accept]):
            continue
        following = paragraph.getnext()
        while following is not None and following.tag != w("p") and len(following) == 0:
            following = following.getnext()
        if following is not None and following.tag == w("p"):
            _put_before(following, [c for c in paragraph if c.tag != w("pPr")])
            remove(paragraph)
        elif not _keeps_text(paragraph, accept=accept) and _is_spare(paragraph):
            remove(paragraph)


def _put_before(paragraph: Element, children: Iterable[Element]) -> None:
    at = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
    for offset, child in enumerate(list(children)):
        paragraph.insert(at + offset, child)


def _keeps_text(paragraph: Element, *, accept: bool) -> bool:
    gone = set(map(w, _GONE[accept]))
    return any(
        not any(above.tag in gone for above in run.iterancestors())
        for run in paragraph.iter(w("r"))
    )


def _is_spare(paragraph: Element) -> bool:
    """Whether its container has another paragraph to end in."""
    before = paragraph.getprevious()
    return before is not None and before.tag == w("p")


def _restore(change: Element) -> None:
    """Put the old properties, which the change holds, in the place of the new ones."""
    properties = change.getparent()
    old = change[0] if len(change) else None
    if properties is None or old is None:
        return
    for child in list(properties):
        if local(child) not in _NOT_FORMAT and child is not change:
            properties.remove(child)
    for offset, child in enumerate(list(old)):
        properties.insert(offset, child)
