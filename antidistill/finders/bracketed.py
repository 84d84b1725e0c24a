"""Asides: a whole clause in brackets behind what it explains, 'simple bugs have root causes too'.
Without it the sentence says what it said, not why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from antidistill.document import Form
from antidistill.finders.clauses import cut_of
from antidistill.finders.sections import Positions
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence
from antidistill.span import Span as Place

if TYPE_CHECKING:
    from spacy.tokens import Span

_BRACKETS = re.compile(r"[(（]([^()（）]{6,})[)）]")
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_OTHER = re.compile(
    r"(?:if|when|unless|once|until|while|where|as|e\.?g|i\.?e|see|or|and|for example|such as|"
    r"default|which|who|that|optional|note)\b",
    re.IGNORECASE,
)
"""Begins a condition, an example, a pointer or a setting, which belong to what is said."""
_HAN_REASON = re.compile(
    r"(?:避免|防止|以防|以免|免得|省得|否则|不然|因为|由于|毕竟|为了|怕|方便|便于|会|容易|很容易|往往|通常会|经常会|不.{1,6}不)"
)
_RULE = "context/bracketed"
_SURE = 0.6


def bracketed(reading: Reading, where: Positions) -> Iterator[Finding]:
    """Clauses in brackets that can be cut from their sentences. Among formal rules a clause that
    gives no reason says what a word means, and stays."""
    for sentence in reading.sentences:
        form = reading.block(sentence).form
        if form in (Form.HEADING, Form.FIELD):
            continue
        formal = "norm" in where[sentence.block]
        for match in _BRACKETS.finditer(sentence.text):
            start, end = match.span(1)
            if _explains(sentence, start, end, formal=formal):
                cut = cut_of(reading, sentence, start, end)
                if cut is not None:
                    yield _finding(sentence.source(start, end), cut)


def _explains(sentence: Sentence, start: int, end: int, *, formal: bool) -> bool:
    words = sentence.text[start:end]
    if _HAN_REASON.match(words):
        return True
    if formal or sentence.doc is None or _OTHER.match(words):
        return False
    inside = sentence.doc.char_span(start, end, alignment_mode="contract")
    return inside is not None and _is_clause(inside)


def _is_clause(inside: Span) -> bool:
    """Whether these words have a subject with its finite verb among them, not only 'buyers who
    pay'."""
    verbs = {t.i for t in inside if t.tag_ in _FINITE and "relcl" not in (t.dep_, t.head.dep_)}
    helped = {t.head.i for t in inside if t.i in verbs and t.dep_ in ("aux", "auxpass")}
    return any(t.dep_ in _SUBJECT and t.head.i in verbs | helped and t.i < t.head.i for t in inside)


def _finding(span: Place, cut: Place) -> Finding:
    return Finding(Kind.CONTEXT, span, _RULE, _SURE, "explains in brackets", Standing.RECORD, cut)
