"""What can go together with the name of a person, or with a way to reach one."""

from __future__ import annotations

import re

from antidistill.finders.attributed import spared
from antidistill.finders.clauses import clause_end, clause_start, cut_of, whole
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.extensions import bracket_around, with_label
from antidistill.finders.phrases import HAN
from antidistill.finders.reachable import Way
from antidistill.finders.surroundings import phrase_of
from antidistill.reading import Reading
from antidistill.span import Span

_DISPENSABLE = re.compile(r"\s(?:with|by|from|via|past)\s\Z", re.IGNORECASE)


def cut_with(reading: Reading, excerpt: Excerpt, start: int, end: int) -> Span | None:
    """The phrase that can go with a name: brackets, a clause of its own, 'with Maria'."""
    text, sentence = excerpt.text, excerpt.sentence
    if sentence is None:
        return None
    if (bracket := bracket_around(reading, excerpt, start, end)) is not None:
        return bracket
    if (spare := spared(text, start, end)) is not None:
        return whole(reading.block(sentence), sentence.source(*spare))
    lead = _DISPENSABLE.search(text, 0, start)
    closes = re.match(r"\s*(?:[.,;:!?)]|\Z|\s(?:before|after|if|when|first)\b)", text[end:])
    says = len(text[: lead.start()].split()) > 1 if lead is not None else False
    if lead is not None and says and closes is not None and not HAN.search(text):
        return whole(reading.block(sentence), sentence.source(lead.start(), end))
    if not HAN.search(text) and (phrase := phrase_of(reading, excerpt, start, end)) is not None:
        return phrase
    dash = re.match(r"\s?[—–-]+\s?(?=\w)", text[end:])
    if dash is not None and not text[:start].strip():
        return whole(reading.block(sentence), sentence.source(start, end + dash.end()))
    opened, closed = clause_start(text, start), clause_end(text, end)
    if opened > 0 and closed - opened < 60:
        return cut_of(reading, sentence, opened, closed)
    return None


def cut_with_way(reading: Reading, excerpt: Excerpt, way: Way) -> Span | None:
    """'(maria@acme.dev)', 'at +49 …', ', ext. 4512'."""
    text, sentence = excerpt.text, excerpt.sentence
    if sentence is None:
        return None
    colon = re.search(r"\s?[:：]\s?\Z", text[: way.start])
    if colon is not None and re.match(r"\s?[(（]", text[way.end :]):
        # 'DBA: 555 1234 (nights)' says who is there at night without the number
        return whole(reading.block(sentence), sentence.source(colon.start(), way.end))
    if (labelled := with_label(reading, excerpt, way.start, way.end)) is not None:
        return labelled
    opened, closed = clause_start(text, way.start), clause_end(text, way.end)
    if text[opened - 1 : opened] in tuple("(（") and text[closed : closed + 1] in tuple(")）"):
        return cut_of(reading, sentence, opened, closed)
    lead = re.search(r"\s(?:at|on|via|under)\s\Z", text[: way.start])
    if lead is not None:
        return whole(reading.block(sentence), sentence.source(lead.start(), way.end))
    return cut_with(reading, excerpt, way.start, way.end)
