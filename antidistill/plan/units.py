"""The units of a plan: what is kept, edited, left out or written anew as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.document import Document, Form
from antidistill.reading import Reading, Sentence, Speech
from antidistill.span import Span

_LABEL = re.compile(r"[^:：。.!?！？，,、;；]{1,40}[:：](?=\s*\S)")
"""'Impact: ', '**范围**：' before the words that an item is about."""

_OPEN_LABEL = re.compile(
    r"\b(?:tips?|hints?|steps?|actions?|checks?|important|remember|recommended)\b|"
    r"说明|提示|步骤|处理|操作|检查|建议|注意|要点|措施",
    re.I,
)
"""Labels that any public entry can stand behind. 'No signal: …' is only answered by its own words
and goes with them."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence without its label, or a whole code block."""

    index: int
    """Position in the plan."""
    block: int
    """Index of its block."""
    span: Span
    """Its place in the source."""
    text: str
    """Plain text."""
    speech: Speech
    sentence: Sentence | None = None
    """None for code."""
    label: str = ""
    """The words before a colon that say what it is about ('Impact: '); they go with it, and stay
    when it is written anew."""

    @property
    def whole(self) -> Span:
        """With its label."""
        return Span(self.sentence.span.start, self.span.end) if self.sentence else self.span


def is_sentence(document: Document, unit: Unit) -> bool:
    """Whether a unit says something of its own: no heading, table cell, field, label or code."""
    bare = document.blocks[unit.block].form in (Form.HEADING, Form.CELL, Form.FIELD, Form.CODE)
    return unit.sentence is not None and not bare and unit.speech is not Speech.LABEL


def units(reading: Reading) -> tuple[Unit, ...]:
    """All units of a document, in the order of the text."""
    parts = sorted(_parts(reading), key=lambda u: u.span)
    return tuple(
        Unit(i, u.block, u.span, u.text, u.speech, u.sentence, u.label) for i, u in enumerate(parts)
    )


def _parts(reading: Reading) -> Iterator[Unit]:
    document = reading.document
    seen: set[int] = set()
    for sentence in reading.sentences:
        first = sentence.block not in seen
        seen.add(sentence.block)
        yield _unit(reading, sentence, first=first)
    for index, block in enumerate(document.blocks):
        if block.form is Form.CODE and block.pieces:
            yield Unit(0, index, block.span, document.content(block), Speech.LABEL)


def _unit(reading: Reading, sentence: Sentence, *, first: bool) -> Unit:
    block = reading.block(sentence)
    span, text, words = sentence.span, sentence.text, ""
    if first and block.form is Form.PARAGRAPH and sentence.speech is not Speech.LEAD_IN:
        label = _LABEL.match(text)
        if label and _OPEN_LABEL.search(label.group()) and _nominal(sentence, label.group()):
            skip = label.end() + len(text[label.end() :]) - len(text[label.end() :].lstrip())
            rest = sentence.source(skip, len(text))
            if all(
                rest in a.span or not rest.overlaps(a.span) or a.span in rest for a in block.atoms
            ):
                span = Span(_after_markup(reading, sentence, skip), span.end)
                text, words = text[skip:], label.group()
    return Unit(0, sentence.block, span, text, sentence.speech, sentence, words)


def _nominal(sentence: Sentence, label: str) -> bool:
    """Whether a label is short and without a verb: 'Restart it: …' is a sentence of its own."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in label)
    if len(label.split()) > 5 or han > 10:
        return False
    if sentence.doc is None:
        return True
    inside = [t for t in sentence.doc if t.idx < len(label)]
    return not any(t.tag_ in ("v", "d", "VBZ", "VBP", "VBD", "MD") for t in inside)


def _after_markup(reading: Reading, sentence: Sentence, at: int) -> int:
    """Where the words behind a label begin in the source, with the markup that opens on them."""
    start = sentence.where[at]
    for atom in reading.block(sentence).atoms:
        if atom.inner.start == start:
            start = min(start, atom.span.start)
    return start
