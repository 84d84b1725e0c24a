"""What only the place of a sentence tells: the end of a paragraph; and how long sentences are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finders.phrases import HAN, table
from antidistill.finding import Finding, Kind, Standing
from antidistill.message import said
from antidistill.reading import Reading, Sentence, Speech

_FRAGMENT = re.compile(r"[^\w\s\"'“‘「『《(（\[*_`@<]|\W*[\w ]{1,24}[:：]|.*(?:[→←⇒➜]|[-=]>)")
"""A sign, a label or an arrow: notes, which nobody ends with a stop."""
_LEAST = 8
"""Sentences from which their length says something."""


def ends_a_paragraph(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is the last one of a paragraph of prose that announces nothing; notes are
    none."""
    blocks = reading.document.blocks
    block = blocks[sentence.block]
    if block.form is not Form.PARAGRAPH or block.parent >= 0:
        return False
    if sentence.speech in (Speech.LABEL, Speech.LEAD_IN, Speech.DIALOGUE):
        return False
    if sentence.where[-1] < block.pieces[-1].end or _FRAGMENT.match(sentence.text):
        return False
    after = blocks[sentence.block + 1].form if sentence.block + 1 < len(blocks) else Form.PARAGRAPH
    return after not in (Form.LIST, Form.CODE, Form.TABLE, Form.QUOTE)


def lengths(reading: Reading) -> Iterator[Finding]:
    """A hint, at the first sentence, that sentences are shorter or longer than usual: no program
    can join or part them and be sure of the sense."""
    prose = [s for s in reading.sentences if _is_prose(reading, s)]
    if len(prose) < _LEAST:
        return
    mean = sum(map(words, prose)) / len(prose)
    low, high = table("quirks")["length"][reading.language]
    if low <= mean <= high:
        return
    kind = "short" if mean < low else "long"
    unit = "characters" if reading.language == "zh" else "words"
    note = said(
        "{kind} sentences: {mean:.0f} {unit} on average, usual {low} to {high}",
        kind=said(kind), mean=mean, unit=said(unit), low=low, high=high,
    )  # fmt: skip
    yield Finding(Kind.QUIRK, prose[0].span, "quirk/rhythm/length", 0.3, note, Standing.RECORD)


def words(sentence: Sentence) -> int:
    """Words of a sentence; Han characters where it has any."""
    return len(HAN.findall(sentence.text)) or len(sentence.text.split())


def _is_prose(reading: Reading, sentence: Sentence) -> bool:
    block = reading.block(sentence)
    return block.form is Form.PARAGRAPH and sentence.speech not in (Speech.LABEL, Speech.LEAD_IN)
