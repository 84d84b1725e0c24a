"""The edits as tracked changes in a copy that still holds the old text: for the user's eyes."""

from __future__ import annotations

import copy as copying
from collections.abc import Iterator, Sequence
from itertools import count

from antidistill.edit import Edit
from antidistill.formats.docx.changes import Changes, LineChange, Splice
from antidistill.formats.docx.clean import Copy
from antidistill.formats.docx.growing import Grid
from antidistill.formats.docx.layout import lay_out
from antidistill.formats.docx.names import SPACE, Element, first, local, new, tag, w
from antidistill.formats.docx.pack import packed
from antidistill.formats.docx.runs import BREAK, Piece, pieces
from antidistill.formats.docx.written import like, own_stories
from antidistill.span import hull

AUTHOR = "preview"
Marks = Iterator[int]
"""Ids of changes, each once."""


def tracked(copy: Copy, edits: Sequence[Edit]) -> bytes:
    """The clean document with `edits` as tracked changes by the author "preview": accepting all of
    them gives the generalised text, refusing all the old one."""
    stories = own_stories(copy)
    layout = lay_out(copy, stories)
    changes = Changes(layout, edits)
    marks = count(1)
    for change in changes.lines:
        if change.splices or change.removed:
            _line(change, marks)
    for grid in layout.grids:
        _grid(grid, changes, marks)
    return packed(copy, stories)


def _mark(kind: str, marks: Marks) -> Element:
    return new(kind, id=str(next(marks)), author=AUTHOR)


def _line(change: LineChange, marks: Marks) -> None:
    inline, paragraph = change.line.inline, change.line.element
    splices = change.splices
    if change.removed and inline.text:
        splices = [Splice(0, len(inline.text), "")]
    _single_runs(paragraph)
    by_owner: dict[Element | None, list[Piece]] = {}
    for piece in pieces(inline.text, inline.owners, splices):
        by_owner.setdefault(piece.owner, []).append(piece)
    for owner, own in by_owner.items():
        if any(piece.op != "same" for piece in own):
            _owner(paragraph, owner, own, marks)
    if change.removed:
        _mark_of(paragraph).insert(0, _mark("del", marks))
    at = paragraph
    for text in change.more:
        fresh = like(paragraph, text)
        for run in fresh.findall(w("r")):
            _wrap(run, "ins", marks)
        _mark_of(fresh).insert(0, _mark("ins", marks))
        at.addnext(fresh)
        at = fresh


def _mark_of(paragraph: Element) -> Element:
    """The properties of a paragraph's mark."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = new("pPr")
        paragraph.insert(0, properties)
    look = properties.find(w("rPr"))
    if look is None:
        look = new("rPr")
        section = properties.find(w("sectPr"))
        properties.insert(len(properties) if section is None else properties.index(section), look)
    return look


def _single_runs(paragraph: Element) -> None:
    """Split the runs of a paragraph so that each holds one thing."""
    for run in [r for r in paragraph.iter(w("r")) if _is_own(r, paragraph)]:
        parts = [c for c in run if local(c) != "rPr"]
        at = run
        for part in parts[1:]:
            fresh = new("r")
            look = run.find(w("rPr"))
            if look is not None:
                fresh.append(copying.deepcopy(look))
            fresh.append(part)
            at.addnext(fresh)
            at = fresh


def _is_own(run: Element, paragraph: Element) -> bool:
    """Whether a run belongs to a paragraph itself, not to a text box that hangs on it."""
    return next(run.iterancestors(w("p")), None) is paragraph


def _owner(paragraph: Element, owner: Element | None, own: Sequence[Piece], marks: Marks) -> None:
    if owner is None:
        run = new("r")
        paragraph.append(run)
        _replace(run, [("ins", p.text) for p in own], marks)
    elif owner.tag == w("t"):
        ops = {"same": "", "gone": "del", "new": "ins"}
        _replace(owner.getparent(), [(ops[p.op], p.text) for p in own], marks)
    else:
        equation = owner.tag == tag("m:oMath")
        holder = owner if equation else owner.getparent()
        goes = equation or any(p.op == "gone" for p in own)
        kept = ("new", "same") if equation else ("new",)
        fresh = "".join(p.text for p in own if p.op in kept)
        if goes:
            holder = _wrap(holder, "del", marks)
        if fresh:
            run = new("r")
            holder.addnext(run)
            _replace(run, [("ins", fresh)], marks)


def _replace(run: Element, parts: Sequence[tuple[str, str]], marks: Marks) -> None:
    """Runs with the look of `run` in its place: as they are, deleted or inserted."""
    for kind, text in parts:
        fresh = new("r")
        look = run.find(w("rPr"))
        if look is not None:
            fresh.append(copying.deepcopy(look))
        for element in _elements(text, deleted=kind == "del"):
            fresh.append(element)
        run.addprevious(fresh)
        if kind:
            _wrap(fresh, kind, marks)
    run.getparent().remove(run)


def _elements(text: str, *, deleted: bool) -> Iterator[Element]:
    for part in BREAK.split(text):
        if part in ("\t", "\n"):
            yield new("tab" if part == "\t" else "br")
        elif part:
            element = new("delText" if deleted else "t")
            element.text = part
            element.set(SPACE, "preserve")
            yield element


def _wrap(element: Element, kind: str, marks: Marks) -> Element:
    wrapping = _mark(kind, marks)
    element.getparent().replace(element, wrapping)
    wrapping.append(element)
    return wrapping


def _grid(grid: Grid, changes: Changes, marks: Marks) -> None:
    for row, slots in grid.rows:
        if changes.takes(hull(slot.extent for slot in slots)):
            _properties(row, "trPr").append(_mark("del", marks))
            continue
        for cell in {slot.cell for slot in slots if slot.cell is not None}:
            mine = [s for s in slots if s.cell is cell]
            if all(changes.takes(s.extent) for s in mine):
                _properties(cell, "tcPr").append(_mark("cellDel", marks))


def _properties(element: Element, name: str) -> Element:
    found = first(element, name)
    if found is None:
        found = new(name)
        before = element.find(w("tblPrEx"))
        element.insert(0 if before is None else 1, found)
    return found
