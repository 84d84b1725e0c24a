"""Counts that do not match: 'three checks:' before a list of four, 'step 9' of seven."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.contradictions.base import Contradiction
from antidistill.contradictions.words import number_in, pattern
from antidistill.document import CONTAINERS, Form
from antidistill.message import said
from antidistill.reading import Reading, Sentence
from antidistill.span import Span

_MOST = 20
"""Larger numbers count something else than the items of a list."""


def look(reading: Reading) -> Iterator[Contradiction]:
    """Announced counts that their list does not keep, and steps that are not there."""
    yield from _announced(reading)
    yield from _missing_steps(reading)


def _announced(reading: Reading) -> Iterator[Contradiction]:
    blocks = reading.document.blocks
    last = {s.block: s for s in reading.sentences}
    for index, block in enumerate(blocks):
        if block.form not in (Form.LIST, Form.TABLE):
            continue
        before = _before(reading, index)
        sentence = last.get(before) if before >= 0 else None
        if sentence is None:
            continue
        items = _items(reading, index)
        for number, start, end in _counts(sentence, heading=blocks[before].form is Form.HEADING):
            if number != items and items > 1:
                yield Contradiction(
                    "count",
                    (sentence.source(start, end), block.span),
                    said(
                        "'{words}', but {items} follow",
                        words=sentence.text[start:end],
                        items=items,
                    ),
                )


def _before(reading: Reading, index: int) -> int:
    """Index of the leaf right before a list or table at the same level, -1 if there is none; the
    heading above counts when nothing stands between."""
    block = reading.document.blocks[index]
    siblings = list(reading.document.children(block.parent))
    at = siblings.index(index)
    if at == 0:
        return -1
    before = siblings[at - 1]
    return -1 if reading.document.blocks[before].form in CONTAINERS else before


def _items(reading: Reading, index: int) -> int:
    """Items of a list, with those of the lists that go on behind it; rows of a table without its
    head."""
    document = reading.document
    if document.blocks[index].form is Form.TABLE:
        rows = (document.blocks[i] for i in document.children(index))
        return sum(r.form is Form.ROW and r.info not in ("header", "delimiter") for r in rows)
    siblings = list(document.children(document.blocks[index].parent))
    total = 0
    for sibling in siblings[siblings.index(index) :]:
        form = document.blocks[sibling].form
        if form is Form.HEADING:
            break
        if form is Form.LIST and document.blocks[sibling].info == document.blocks[index].info:
            total += sum(document.blocks[i].form is Form.ITEM for i in document.children(sibling))
    return total


def _counts(sentence: Sentence, *, heading: bool) -> Iterator[tuple[int, int, int]]:
    """(number, start, end) of what a sentence announces; the whole heading is an announcement."""
    name = "heading" if heading else "announces"
    if not heading and not sentence.text.rstrip().endswith((":", "：")):
        return
    for match in pattern("counts", name).finditer(sentence.text):
        number = number_in(match["number"])
        if (
            number
            and number <= _MOST
            and not pattern("counts", "not").search(sentence.text[: match.start("number")])
        ):
            yield number, match.start("number"), match.end()


def _missing_steps(reading: Reading) -> Iterator[Contradiction]:
    """References to a step with a higher number than any list, heading or table has."""
    most = _highest(reading)
    if not most:
        return
    for sentence in reading.sentences:
        form = reading.block(sentence).form
        if form in (Form.HEADING, Form.FIELD):
            continue
        for match in pattern("counts", "step").finditer(sentence.text):
            number = number_in(match["number"])
            if number and most < number <= _MOST:
                place: Span = sentence.source(match.start(), match.end())
                yield Contradiction(
                    "count",
                    (place,),
                    said("'{words}', but the steps end at {most}", words=match[0], most=most),
                )


def _highest(reading: Reading) -> int:
    """The highest step: of the longest ordered list, or numbered in a heading or cell."""
    document = reading.document
    longest = 0
    for index, block in enumerate(document.blocks):
        if block.form is Form.LIST and block.info != "-":
            numbers = [
                int(m.of(document.text))
                for i in document.children(index)
                if (m := document.blocks[i].marker) is not None and m.of(document.text).isdigit()
            ]
            items = sum(1 for _ in document.children(index))
            longest = max([longest, items, *numbers])
    if not longest:
        return 0
    told = [
        number_in(m["number"])
        for s in reading.sentences
        if reading.block(s).form in (Form.HEADING, Form.CELL)
        for m in pattern("counts", "numbered").finditer(s.text)
    ]
    opens = [
        number_in(m["number"])
        for s in reading.sentences
        for m in [pattern("counts", "step").match(s.text.lstrip("*_# "))]
        if m is not None
    ]
    return max([longest, *(n for n in told + opens if n and n <= _MOST)])
