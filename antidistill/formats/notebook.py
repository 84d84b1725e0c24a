"""Jupyter notebooks: their Markdown and code cells; what they printed is left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from antidistill.document import Document
from antidistill.edit import Edit, apply_edits
from antidistill.errors import UnreadableInput
from antidistill.formats.origin import Origin
from antidistill.message import said
from antidistill.span import Span

_KEPT = ("kernelspec", "language_info")
"""What of a notebook's metadata a copy needs to open."""

_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which JSON can say and no text."""


@dataclass(frozen=True, slots=True)
class _Notebook(Origin):
    """The notebook that a document was read from."""

    told: Mapping[str, Any] = field(default_factory=dict)
    ranges: tuple[Span, ...] = ()
    """Where the source of each cell stands in the document's text."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """The format of `.ipynb` files: read as Markdown, with code cells as fenced code."""

    name: str = "notebook"
    suffixes: tuple[str, ...] = (".ipynb",)

    def read(self, data: bytes, name: str, encoding: str | None = None) -> Document:
        """The document in `data`; UnreadableInput when it is no notebook of version 4."""
        from antidistill.formats.encoding import decode
        from antidistill.formats.markdown_document import parse
        from antidistill.formats.origin import origin_of

        decoded = decode(data, encoding)
        told = _loaded(decoded.text)
        text, ranges = _as_markdown(told)
        document = parse(replace(decoded, text=text), name)
        base = origin_of(document)
        origin = _Notebook(
            base.decoded, base.keys, base.markup, base.open_fences, told, tuple(ranges)
        )
        note = said("no copy takes along what the notebook's cells printed, nor its metadata")
        return replace(document, origin=origin, notes=(*document.notes, note))

    def write(self, document: Document, text: str, edits: Sequence[Edit] = ()) -> bytes:
        """A notebook whose cells read as `text`; cells of which nothing is left are left out."""
        from antidistill.formats.encoding import encode

        origin = document.origin
        assert isinstance(origin, _Notebook)
        if apply_edits(document.text, edits) != text:
            edits = (_difference(document.text, text),)
        cells = []
        for cell, place in zip(origin.told["cells"], origin.ranges, strict=True):
            source = _clipped(document.text, place, edits)
            if source.strip() or not place.of(document.text).strip():
                cells.append(_cell(cell, source))
        metadata = origin.told.get("metadata", {})
        kept = {k: metadata[k] for k in _KEPT if k in metadata}
        whole = {**origin.told, "cells": cells, "metadata": kept}
        written = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
        return encode(written, origin.decoded.codec, origin.decoded.bom)

    def problems(self, document: Document, text: str) -> list[str]:
        """What in `text` is less sound as Markdown than `document`, one line each."""
        from antidistill.formats.markdown_document import parse_text
        from antidistill.formats.soundness import problems

        return problems(document, text, parse_text)


def _loaded(text: str) -> Mapping[str, Any]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise UnreadableInput(said("it is no valid notebook; save it again in Jupyter")) from fault
    cells = told.get("cells") if isinstance(told, dict) else None
    if told.get("nbformat") != 4 if isinstance(told, dict) else True:
        raise UnreadableInput(said("it is no notebook of version 4; save it again in Jupyter"))
    if not isinstance(cells, list) or not all(_is_cell(c) for c in cells):
        raise UnreadableInput(said("a cell of it is broken; save it again in Jupyter"))
    found: Mapping[str, Any] = told
    return found


def _is_cell(cell: object) -> bool:
    if not isinstance(cell, dict):
        return False
    source = cell.get("source")
    lines = isinstance(source, list) and all(isinstance(s, str) for s in source)
    if not isinstance(cell.get("cell_type"), str) or not (lines or isinstance(source, str)):
        return False
    return _HALF.search("".join(cell["source"])) is None


def _source(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    return re.sub(r"\r\n?", "\n", text)


def _as_markdown(told: Mapping[str, Any]) -> tuple[str, list[Span]]:
    """The cells one after the other, code in fences, and where each cell's source stands."""
    language = told.get("metadata", {}).get("language_info", {}).get("name", "")
    language = language if re.fullmatch(r"\w{1,20}", str(language)) else ""
    parts: list[str] = []
    ranges = []
    at = 0
    for cell in told["cells"]:
        source = _source(cell)
        head, tail = "", "\n\n"
        if cell["cell_type"] != "markdown" and source:
            marks = max((len(m) for m in re.findall(r"`+", source)), default=0)
            fence = "`" * max(3, marks + 1)
            head, tail = f"{fence}{language}\n", f"\n{fence}\n\n"
        ranges.append(Span(at + len(head), at + len(head) + len(source)))
        parts.append(f"{head}{source}{tail}")
        at += len(parts[-1])
    return "".join(parts), ranges


def _clipped(text: str, place: Span, edits: Sequence[Edit]) -> str:
    """The source of one cell after those parts of `edits` that are about it."""
    inside = []
    for edit in edits:
        start, end = max(edit.span.start, place.start), min(edit.span.end, place.end)
        if start < end or (start == end == edit.span.start == edit.span.end):
            # What an edit over several cells puts there goes to the first of them.
            new = edit.new if edit.span.start >= place.start else ""
            over = edit.span.end > place.end
            new = new.rstrip("\n") if over else new
            inside.append(replace(edit, span=Span(start - place.start, end - place.start), new=new))
    return apply_edits(place.of(text), inside).rstrip("\n")


def _cell(cell: Mapping[str, Any], source: str) -> dict[str, Any]:
    """A cell without what it printed, its attachments and metadata."""
    listed = not isinstance(cell["source"], str)
    out: dict[str, Any] = {"cell_type": cell["cell_type"]}
    if "id" in cell:
        out["id"] = cell["id"]
    out["metadata"] = {}
    if cell["cell_type"] == "code":
        out |= {"execution_count": None, "outputs": []}
    out["source"] = list(_lines(source)) if listed else source
    return out


def _lines(source: str) -> Iterator[str]:
    return (m.group() for m in re.finditer(r"[^\n]*\n|[^\n]+", source))


def _difference(old: str, new: str) -> Edit:
    """One edit from one text to another."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return Edit(Span(start, len(old) - end), new[start : len(new) - end], "")
