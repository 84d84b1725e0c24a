"""Ordinary steps: imperatives, items of numbered lists, command blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, takewhile

from antidistill.document import Block, Document, Form
from antidistill.finders.phrases import table
from antidistill.finders.sections import is_persona
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence, Speech
from antidistill.span import Span

_RESULT = re.compile(
    r"\b(?:should|will|must) (?:now )?(?:see|show|be|have|return|print|list|read|appear|display)\b|"
    r"\b(?:expect|shows?|prints|returns|displays|appears)\b|"
    r"(?:会|应|应该|将)(?:能?看到|显示|出现|返回|输出|变为|变成|为|是)|显示|返回|出现|输出为",
    re.IGNORECASE,
)
"""What one sees after a step: its check, which stays with it."""

_OPEN = re.compile(r"\s*(?:if|when|in case|note|caution|注意|提示|如果|若|当|遇到)", re.IGNORECASE)
"""A case that the next sentence answers."""


class Procedures:
    """Sees steps by their form."""

    name = "procedure"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """A finding for each step (a whole sentence) and each block of commands."""
        if is_persona(reading):
            return
        details = _details(reading)
        for sentence in reading.sentences:
            if sure := _step(reading, sentence):
                yield _finding(sentence.span, "step", sure, "tells the reader what to do")
            elif sentence.index in details:
                yield _finding(sentence.span, "detail", 0.5, "spells out the step before it")
        for block in reading.document.blocks:
            if block.form is Form.CODE and is_commands(reading.document, block):
                yield _finding(block.span, "commands", 0.7, "a block of commands or settings")


def _finding(span: Span, rule: str, confidence: float, note: str) -> Finding:
    return Finding(Kind.PROCEDURE, span, f"procedure/{rule}", confidence, note, Standing.GUIDANCE)


def _step(reading: Reading, sentence: Sentence) -> float:
    """How sure it is that the sentence is a step; 0 if it is none."""
    block = reading.block(sentence)
    if block.form in (Form.HEADING, Form.FIELD):
        return 0.0
    item = reading.container(sentence.block, Form.ITEM)
    if sentence.speech is Speech.STEP:
        return 0.8 if item >= 0 else 0.7
    if item >= 0 and reading.document.blocks[item].marker is not None:
        return 0.6 if sentence.speech is not Speech.LABEL else 0.0
    return 0.5 if sentence.speech is Speech.CONDITION and item >= 0 else 0.0


def _details(reading: Reading) -> set[int]:
    """Indices of the sentences that only explain the step that opens their item, up to its end: a
    sentence in between may be leaned on by the next one."""
    out: set[int] = set()
    for block, run in groupby(reading.sentences, key=lambda s: s.block):
        first, *rest = run
        opens = first.speech is Speech.STEP and not _OPEN.match(first.text)
        if opens and reading.container(block, Form.ITEM) >= 0:
            tail = list(takewhile(_only_explains, reversed(rest)))
            out |= {s.index for s in tail}
    return out


def _only_explains(sentence: Sentence) -> bool:
    return sentence.speech is Speech.FACT and not _RESULT.search(sentence.text)


def is_commands(document: Document, block: Block) -> bool:
    """Whether a code block holds commands or settings, by its language or its first words."""
    language = block.info.lower().split()[0] if block.info.strip() else ""
    known = table("procedures")["fences"]
    if language and language not in ("text", "txt"):
        return language in known["languages"]
    firsts = (
        line.split()[0].lower() for line in document.content(block).splitlines() if line.split()
    )
    return any(first in known["commands"] for first in firsts)


FINDER = Procedures()
