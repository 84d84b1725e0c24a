"""Whether a new text is as sound as the document it was made from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from antidistill.document import CONTAINERS, Block, Document, Form
from antidistill.errors import AntidistillError
from antidistill.formats.origin import origin_of
from antidistill.formats.source import LINE_END
from antidistill.message import said
from antidistill.span import Span, merged

LETTERS = re.compile(r"[^\W\d_]+")
_BARS = str.maketrans("", "", "| \t")


def problems(document: Document, text: str, parse: Callable[[str], Document]) -> list[str]:
    """What in `text` is broken, or worse than in `document`, one line each; [] when it is sound.
    `parse` reads a text of the document's format."""
    try:
        new = parse(text)
    except AntidistillError as fault:
        return [said("the new text cannot be read again: {fault}", fault=fault)]
    found = (
        *_uncovered(new),
        *_ragged(document, new),
        *_hollow(document, new),
        *_swallowed(document, new),
        *_fences(document, new),
        *_keys(document, new),
        *_headings(document, new),
    )
    return list(found)


def uncovered(document: Document) -> list[Span]:
    """Words of the text that no block holds: nobody would look at them, so they would leak."""
    gaps = []
    done = 0
    for span in (*_covered(document), Span(len(document.text), len(document.text))):
        if span.start > done:
            gaps += [Span(*m.span()) for m in LETTERS.finditer(document.text, done, span.start)]
        done = max(done, span.end)
    return gaps


def _covered(document: Document) -> list[Span]:
    spans = list(origin_of(document).markup)
    for block in document.blocks:
        spans += block.pieces
        spans += [atom.span for atom in block.atoms]
        spans += [one for one in (block.marker, block.target) if one]
    return merged(spans)


def _uncovered(new: Document) -> Iterator[str]:
    lines = sorted({_line(new.text, span.start) for span in uncovered(new)})
    for line in lines:
        yield said("line {line}: text that belongs to no block", line=line)


def _line(text: str, offset: int) -> int:
    return sum(1 for _ in LINE_END.finditer(text, 0, offset)) + 1


def _ragged(old: Document, new: Document) -> Iterator[str]:
    """Rows with another number of cells than their header, if there are more than in the source."""
    before = list(_uneven_rows(old))
    known = Counter(block.extent.of(old.text).strip() for block in before)
    uneven = list(_uneven_rows(new))
    if len(uneven) <= len(before):
        return
    for block in uneven:
        row = block.extent.of(new.text).strip()
        if known[row] < 1:
            line = _line(new.text, block.extent.start)
            yield said(
                "line {line}: the row has not as many cells as its table has columns", line=line
            )
        known[row] -= 1


def _uneven_rows(document: Document) -> Iterator[Block]:
    cells = Counter(b.parent for b in document.blocks if b.form is Form.CELL)
    columns: dict[int, int] = {}
    for index, block in enumerate(document.blocks):
        if block.form is not Form.ROW:
            continue
        if columns.setdefault(block.parent, cells[index]) != cells[index]:
            yield block


def _hollow(old: Document, new: Document) -> Iterator[str]:
    """Lists, items, quotes, rows and footnotes with nothing in them, but those of the source."""
    known = Counter(_bare(block, old.text) for block in _empty(old))
    for block in _empty(new):
        text = _bare(block, new.text)
        if known[text] < 1:
            line = _line(new.text, block.extent.start)
            yield said("line {line}: {value} with nothing in it", line=line, value=block.form.value)
        known[text] -= 1


def _bare(block: Block, source: str) -> tuple[Form, str]:
    """What an empty block is known by: a row is the same one when a column of its table went."""
    text = block.extent.of(source).strip()
    return block.form, text.translate(_BARS) if block.form is Form.ROW else text


def _empty(document: Document) -> list[Block]:
    filled: set[int] = set()
    for index, block in enumerate(document.blocks):
        if block.form not in CONTAINERS and (block.pieces or block.form is not Form.CELL):
            while index >= 0 and index not in filled:
                filled.add(index)
                index = document.blocks[index].parent
    return [
        block
        for index, block in enumerate(document.blocks)
        if block.form in CONTAINERS and index not in filled
    ]


ITEM = re.compile(r"\d{1,9}[.)][ \t]")


def _swallowed(old: Document, new: Document) -> Iterator[str]:
    """Items that have become text of the paragraph above: a list may only interrupt one when it
    starts with 1."""
    known = Counter(piece.of(old.text) for piece in _item_lines(old))
    for piece in _item_lines(new):
        if known[piece.of(new.text)] < 1:
            line = _line(new.text, piece.start)
            yield said(
                "line {line}: the list item has become part of the paragraph above", line=line
            )


def _item_lines(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        if block.form is Form.PARAGRAPH:
            yield from (p for p in block.pieces[1:] if ITEM.match(document.text, p.start, p.end))


def _fences(old: Document, new: Document) -> Iterator[str]:
    lines = origin_of(new).open_fences
    if len(lines) > len(origin_of(old).open_fences):
        yield said("line {lines}: the code block is not closed", lines=lines[-1] + 1)


def _keys(old: Document, new: Document) -> Iterator[str]:
    before, after = origin_of(old).keys, origin_of(new).keys
    for key in dict.fromkeys(before):
        if key not in after:
            yield said("front matter: the key '{key}' is gone", key=key)
    for key in dict.fromkeys(after):
        if key not in before:
            yield said("front matter: the key '{key}' is new", key=key)


def _headings(old: Document, new: Document) -> Iterator[str]:
    """Headings may be left out, not added; and no level is skipped that the source does not
    skip."""
    before, after = _levels(old), _levels(new)
    if len(after) > len(before):
        yield said(
            "there are {after_count} headings where the source has {before_count}",
            after_count=len(after),
            before_count=len(before),
        )
    elif len(after) == len(before) and after != before:
        yield "the headings have other levels than in the source"
    known = set(_jumps(before))
    for jump in dict.fromkeys(_jumps(after)):
        if jump not in known:
            yield said(
                "a heading of level {jump} follows one of level {jump2}",
                jump=jump[1],
                jump2=jump[0],
            )


def _levels(document: Document) -> list[int]:
    return [b.level for b in document.blocks if b.form is Form.HEADING]


def _jumps(levels: list[int]) -> Iterator[tuple[int, int]]:
    return ((a, b) for a, b in pairwise(levels) if b > a + 1)
