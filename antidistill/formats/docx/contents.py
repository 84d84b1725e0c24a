"""Tables of contents: each entry says what its heading says, or goes with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from antidistill.document import AtomKind
from antidistill.formats.docx.changes import Splice
from antidistill.formats.docx.fields import CONTENTS, Field, fields_of, mark_in
from antidistill.formats.docx.inline import Inline, inline_of
from antidistill.formats.docx.layout import results_of
from antidistill.formats.docx.names import Element, first, remove, w
from antidistill.formats.docx.runs import pieces, rewrite, tidy
from antidistill.formats.docx.styles import Sheet

_LABEL = re.compile(
    r"[\s\t]*(?:(?:chapter|section|part|appendix|figure|table|第|附录|图|表)?"
    r"[\s\d.一二三四五六七八九十A-Z()（）:：、-]*(?:章|节|条|部分)?)[\s\t]*", re.I
)  # fmt: skip


def settle(root: Element, entries: Sequence[Element], sheet: Sheet) -> None:
    """Make the entries anew from the headings as they now are; those without one go."""
    marks = {e.get(w("name")): e for e in root.iter(w("bookmarkStart"))}
    results, _ = results_of(root)
    lost = []
    for entry in entries:
        if entry.getparent() is None:
            continue
        heading = _heading(entry, marks)
        text = _text(heading, sheet, results) if heading is not None else ""
        if text:
            _say(entry, text, sheet, results)
        else:
            lost.append(entry)
    _drop(root, lost, [e for e in entries if e.getparent() is not None and e not in lost])


def _text(paragraph: Element, sheet: Sheet, results: dict[Element, str]) -> str:
    """What a heading says, without notes, pictures and page numbers."""
    return " ".join(_shown(inline_of(paragraph, sheet, results)).split())


def _shown(inline: Inline) -> str:
    hidden = {
        at for kind, whole, inner in inline.atoms
        if kind in (AtomKind.FOOTNOTE_REF, AtomKind.IMAGE, AtomKind.HTML) and inner[0] == inner[1]
        for at in range(*whole)
    }  # fmt: skip
    return "".join(c for at, c in enumerate(inline.text) if at not in hidden)


def _heading(entry: Element, marks: dict[str | None, Element]) -> Element | None:
    """The paragraph that an entry leads to."""
    names = [e.get(w("anchor")) for e in entry.iter(w("hyperlink"))]
    names += [mark_in(e.text or "") for e in entry.iter(w("instrText"))]
    for name in names:
        mark = marks.get(name) if name else None
        if mark is None:
            continue
        paragraph = next(mark.iterancestors(w("p")), None)
        if paragraph is None and mark.getnext() is not None and mark.getnext().tag == w("p"):
            paragraph = mark.getnext()
        if paragraph is not None and paragraph is not entry:
            return paragraph
    return None


def _say(entry: Element, text: str, sheet: Sheet, results: dict[Element, str]) -> None:
    """Put the words of a heading where the entry has the old ones."""
    inline = inline_of(entry, sheet, results)
    pages = [whole[0] for kind, whole, inner in inline.atoms
             if kind is AtomKind.HTML and inner[0] == inner[1]]  # fmt: skip
    end = min(pages, default=len(inline.text))
    end = len(inline.text[:end].rstrip())
    shown = inline.text[:end]
    start = end - len(text)
    if shown.endswith(text) and _LABEL.fullmatch(shown[: max(0, start)]):
        return
    label = shown.rfind("\t") + 1
    label = label if label and _LABEL.fullmatch(shown[:label]) else 0
    rewrite(entry, pieces(inline.text, inline.owners, [Splice(label, end, text)]))
    tidy(entry)


def _drop(root: Element, lost: Sequence[Element], left: Sequence[Element]) -> None:
    """Take entries out; the marks of the field that they held go to the entries that stay."""
    if not lost:
        return
    for one in [f for f in fields_of(root) if CONTENTS.match(f.code)]:
        front = [*one.marks[:2], *one.codes] if len(one.marks) == 3 else []
        inside = [p for p in left if _is_between(p, one)]
        for element in (*one.marks, *one.codes):
            run = element.getparent()
            if run is None or next(run.iterancestors(w("p")), None) not in lost:
                continue
            if not inside:
                remove(element)
            elif element in front:
                _move(run, element, inside[0], front=True)
            else:
                _move(run, element, inside[-1], front=False)
        if not inside:
            for element in (*one.marks, *one.codes):
                remove(element)
        else:
            _ordered(inside[0], one)
    for entry in lost:
        if first(entry, "pPr/sectPr") is None:
            remove(entry)


def _is_between(paragraph: Element, one: Field) -> bool:
    ends = [m.getparent() for m in one.marks]
    order = {r: at for at, r in enumerate(paragraph.getroottree().getroot().iter(w("r")))}
    runs = [order[r] for r in paragraph.iter(w("r"))]
    places = [order[r] for r in ends if r in order]
    return bool(runs and places) and min(places) <= min(runs) and max(runs) <= max(places)


def _move(run: Element, element: Element, paragraph: Element, *, front: bool) -> None:
    holder = w("r")
    fresh = run.makeelement(holder)
    fresh.append(element)
    if not front:
        paragraph.append(fresh)
        return
    at = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
    paragraph.insert(at, fresh)


def _ordered(paragraph: Element, one: Field) -> None:
    """Begin, code, separate: in this order at the front of the paragraph that now holds them."""
    runs = [e.getparent() for e in (one.marks[0], *one.codes, *one.marks[1:2])]
    if any(r.getparent() is not paragraph for r in runs):
        return
    at = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
    for offset, run in enumerate(dict.fromkeys(runs)):
        paragraph.remove(run)
        paragraph.insert(at + offset, run)
