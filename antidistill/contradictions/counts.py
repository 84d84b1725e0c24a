"""Counts that do not match: 'three checks:' before a list of four, 'step 9' of seven."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.contradictions.base import Contradiction
from antidistill.contradictions.words import pattern
from antidistill.counts import Count, counts_in, leaf_before, members, number_in
from antidistill.document import Form
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
    document = reading.document
    last = {s.block: s for s in reading.sentences}
    for index, block in enumerate(document.blocks):
        if block.form not in (Form.LIST, Form.TABLE):
            continue
        before = leaf_before(document, index)
        sentence = last.get(before) if before >= 0 else None
        if sentence is None:
            continue
        items = len(members(document, index))
        for count in _counts(sentence, heading=document.blocks[before].form is Form.HEADING):
            if count.number != items and items > 1:
                yield Contradiction(
                    "count",
                    (sentence.source(count.start, count.told), block.span),
                    said(
                        "'{words}', but {items} follow",
                        words=sentence.text[count.start : count.told],
                        items=items,
                    ),
                )


def _counts(sentence: Sentence, *, heading: bool) -> Iterator[Count]:
    """What a sentence announces; the whole heading is an announcement."""
    if heading:
        return counts_in(sentence.text, "heading")
    ends = sentence.text.rstrip().endswith((":", "："))
    return counts_in(sentence.text, "announces") if ends else iter(())


def _missing_steps(reading: Reading) -> Iterator[Contradiction]:
    """References to a step with a higher number than any list, heading or table has."""
    most = _highest(reading)
    if not most:
        return
    for sentence in reading.sentences:
        form = reading.block(sentence).form
        if form in (Form.HEADING, Form.FIELD):
            continue
        for match in pattern("steps", "step").finditer(sentence.text):
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
        for m in pattern("steps", "numbered").finditer(s.text)
    ]
    opens = [
        number_in(m["number"])
        for s in reading.sentences
        for m in [pattern("steps", "step").match(s.text.lstrip("*_# "))]
        if m is not None
    ]
    return max([longest, *(n for n in told + opens if n and n <= _MOST)])
