"""Rhythm: dashes where others put commas, sentences without a stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from antidistill.finders.phrases import HAN
from antidistill.finders.quirks.base import Quirk, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PAIR = re.compile(
    r"(?:(?<!\s)\s+)?(?:(?<!—)—(?!—)|(?<=\s)–|(?<=\s)--)"
    r"\s*([^\s—–][^—–]{1,58}?[^\s—–])\s*(?:—(?!—)|–(?=\s)|--(?=\s))\s*"
)
_LEADS_ON = re.compile(
    r"(?:(?<!\s)\s+)?(?:—|(?<=\s)–|(?<=\s)--)\s*(?=(?:and|but|so|or|which|even|especially|not)\b)"
)
_HAN_DASH = re.compile(r"(?<=[\u4e00-\u9fff])——(?=[\u4e00-\u9fff])")
_TERM = 3
_LEAST_WORDS, _LEAST_HAN = 6, 10


def dashes(doc: Doc) -> Iterator[Quirk]:
    """Dashes that a comma can stand for, above the usual rate."""
    text = text_of(doc)
    pairs = [m.span() for m in _PAIR.finditer(text)]
    if not pairs and _names_a_term(doc):
        return
    for start, end in pairs:
        inner = _PAIR.match(text, start)
        words = inner.group(1) if inner else ""
        yield Quirk(start, end, "rhythm/dash", "dashes", f", {words}, ", 0.6, "dash")
    for pattern, comma in ((_LEADS_ON, ", "), (_HAN_DASH, "，")):
        for match in pattern.finditer(text):
            if not any(a <= match.start() < b for a, b in pairs):
                yield Quirk(*match.span(), "rhythm/dash", "dashes", comma, 0.6, "dash")


def _names_a_term(doc: Doc) -> bool:
    """Whether the first dash follows a term: '**Retry** — what it does'."""
    first = next((t.i for t in doc if set(t.text) <= set("—–-")), None)
    if first is None:
        return False
    before = [t for t in doc[:first] if not t.is_punct]
    verbs = any(t.pos_ in ("VERB", "AUX") or t.tag_ in ("v", "a", "d") for t in before)
    return len(before) <= _TERM and not (verbs and len(before) > 1)


def open_ended(doc: Doc) -> Iterator[Quirk]:
    """A sentence of a paragraph without a stop at its end; only where the text has others."""
    text = text_of(doc).rstrip()
    wide = HAN.search(text) is not None
    long = len(HAN.findall(text)) >= _LEAST_HAN if wide else len(text.split()) >= _LEAST_WORDS
    ends = HAN.match(text[-1:]) if wide else text[-1:].isalpha()
    verbs = any(t.pos_ in ("VERB", "AUX") or t.tag_ == "v" for t in doc)
    if long and ends and verbs:
        stop = "。" if wide else "."
        at = len(text) - 1
        note = "sentences without a stop"
        yield Quirk(at, at + 1, "rhythm/no stop", note, text[at] + stop, 0.6, "no_stop")
