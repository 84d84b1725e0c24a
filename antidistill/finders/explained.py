"""Why an instruction is given, told right behind it: '— vague requests wait longest', 'They will
notice.' Without it the instruction says what it said, and not why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from antidistill.document import Form
from antidistill.finders.clauses import cut_of
from antidistill.finders.phrases import HAN, table
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence, Speech
from antidistill.span import Span as Place

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_TOLD = frozenset({Speech.STEP, Speech.RULE})
_FINITE = frozenset({"VBZ", "VBP", "MD"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_BREAK = re.compile(r"\s*(?:[—–]|\s-\s|;|,(?=\s(?:it|they|this|that)\b))\s*")
_POINTS = frozenset({"it", "this", "that", "these", "those"})
_NOT_HERE = frozenset({"must", "should", "shall", "ought", "you", "i", "we", "your", "our"})
"""Who demands or speaks of themselves gives no reason."""
_BEGINS = frozenset({"SCONJ", "CCONJ", "ADV", "INTJ", "VERB"})
_OPENS = re.compile(
    r"that (?!\w+s\b|will|can)|which\b|who\b|for example|e\.g|it (?:can|may|is|will) be ", re.I
)
_VERBS = frozenset({"VERB", "AUX"})
_EXACT = re.compile(r"\d|`|https?:|\b[A-Z]{2,}[-_]|#\w")
_SURE = 0.65


def explained(reading: Reading) -> Iterator[Finding]:
    """Clauses at the end of an instruction that give its reason, and English sentences right behind
    one that say what comes of it."""
    before: Sentence | None = None
    for sentence in reading.sentences:
        told = before if before is not None and _is_told(before, sentence) else None
        before = sentence
        if reading.block(sentence).form in (Form.HEADING, Form.FIELD) or sentence.doc is None:
            continue
        if HAN.search(sentence.text):
            continue
        if sentence.speech in _TOLD:
            yield from _clause(reading, sentence)
        elif told is not None and sentence.speech is Speech.FACT:
            said = _Said.of(sentence.doc[:])
            if said is not None and said.has_effect() and said.is_about(told.text):
                yield _finding(sentence.span, None)


def _is_told(before: Sentence, sentence: Sentence) -> bool:
    return before.block == sentence.block and before.speech in _TOLD


def _clause(reading: Reading, sentence: Sentence) -> Iterator[Finding]:
    breaks = list(_BREAK.finditer(sentence.text))
    if not breaks or sentence.doc is None:
        return
    start, end = breaks[-1].end(), len(sentence.text.rstrip(" .!"))
    inside = sentence.doc.char_span(start, end, alignment_mode="contract")
    said = None if inside is None else _Said.of(inside)
    dashed = breaks[-1].group().strip() != ","
    if said is None or not (said.has_effect() or (dashed and said.describes())):
        return
    cut = cut_of(reading, sentence, start, end)
    if cut is not None:
        yield _finding(sentence.source(start, end), cut)


@dataclass(frozen=True, slots=True)
class _Said:
    """A clause with a subject of its own and a verb that says how things are."""

    words: Span
    subject: Token
    verb: Token

    @classmethod
    def of(cls, words: Span) -> _Said | None:
        """The clause in `words`; None where there is none, or one that demands, names figures or
        begins a condition."""
        verb = next((t for t in words if t.tag_ in _FINITE), None)
        subject = next((t for t in words if t.dep_ in _SUBJECT), None)
        if verb is None or subject is None or subject.i > verb.i or _EXACT.search(words.text):
            return None
        if any(t.lower_ in _NOT_HERE for t in words[: verb.i - words.start + 1]):
            return None
        begins = words[0].pos_ in _BEGINS and words[0].i != subject.i
        return None if begins or _OPENS.match(words.text) else cls(words, subject, verb)

    def has_effect(self) -> bool:
        """Whether it says what comes of something."""
        if self._main().lemma_.lower() in _effects():
            return True
        points = self.subject.lower_ in _POINTS and self.subject.i == self.words.start
        return points and self.verb.lower_ == "will" and self._main().lemma_ != "be"

    def describes(self) -> bool:
        """Whether it says what something is like: 'urgency without a date is empty'."""
        return self.verb.lemma_ == "be" and any(t.dep_ == "acomp" for t in self.verb.children)

    def is_about(self, told: str) -> bool:
        """Whether its subject is what `told` is about: that deed, or a word from there."""
        if self.subject.lower_ in _POINTS or self.subject.tag_ == "VBG":
            return True
        stems = {w[:5].lower() for w in re.findall(r"\w{5,}", told)}
        return any(
            t.text[:5].lower() in stems for t in self.words[: self.verb.i - self.words.start]
        )

    def _main(self) -> Token:
        later = (t for t in self.words if t.i >= self.verb.i)
        return next((t for t in later if t.pos_ in _VERBS and t.tag_ != "MD"), self.verb)


@cache
def _effects() -> frozenset[str]:
    return frozenset(table("effects")["verbs"].split())


def _finding(span: Place, cut: Place | None) -> Finding:
    note = "says why, behind what is to be done"
    return Finding(Kind.CONTEXT, span, "context/explained", _SURE, note, Standing.RECORD, cut=cut)
