"""What can be told of a sentence without understanding it: its words, the shape of its grammar, the
place where it stands, and what the rules see in it. The features of the trained model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from antidistill.document import Form
from antidistill.finders.sections import parts_of
from antidistill.finding import Finding
from antidistill.nlp.kept import with_its_doc
from antidistill.reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPEN = frozenset({"NOUN", "PROPN", "NUM", "X", "SYM"})
"""Parts of speech whose words are the subject of a document; their shape is what is common."""
_WORD = re.compile(r"[a-z]+|[\u4e00-\u9fff]{2,}")
_LENGTHS = (4, 8, 14, 22, 34)
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
"""Tags of verbs in the Penn treebank."""


def features(
    reading: Reading, sentence: Sentence, here: frozenset[str], found: Sequence[Finding]
) -> list[str]:
    """The features of one sentence, each once. `here` are its positions (`sections.positions`),
    `found` what the rules found in it."""
    told = [
        *(_wording(sentence.doc) if sentence.doc is not None else _ngrams(())),
        *_grammar(sentence),
        *_place(reading, sentence, here),
        *_seen(sentence, found),
    ]
    return list(dict.fromkeys(told))


WHOLE = 0.75
"""A finding that covers this share of a sentence is about all of it."""


def covers(finding: Finding, sentence: Sentence) -> bool:
    """Whether a finding is about the whole sentence."""
    start = max(finding.span.start, sentence.span.start)
    return min(finding.span.end, sentence.span.end) - start >= WHOLE * len(sentence.span)


def _seen(sentence: Sentence, found: Sequence[Finding]) -> Iterator[str]:
    for finding in found:
        if covers(finding, sentence):
            yield f"rule {finding.rule}"
            yield f"kind {finding.kind.value}"
        else:
            yield f"part {finding.kind.value}"


@with_its_doc
def _wording(doc: Doc) -> tuple[str, ...]:
    return (*_words(doc), *_ngrams([_shape(t) for t in doc]))


def _words(doc: Doc) -> Iterator[str]:
    words = [_word(t) for t in doc if not t.is_space]
    yield from (f"w {w}" for w in words)
    yield from (f"w {a} {b}" for a, b in pairwise(words))
    if words:
        yield f"first {words[0]}"
        yield f"last {words[-1]}"


def _word(token: Token) -> str:
    if token.pos_ == "NUM" or token.tag_ in ("m", "CD"):
        return "0"
    return (token.lemma_ or token.text).lower()


def _shape(token: Token) -> str:
    """A closed-class word or a verb as itself, the rest as its part of speech."""
    if token.pos_ in _OPEN or not token.pos_:
        return token.pos_ or "X"
    return _word(token)


def _ngrams(shape: Sequence[str]) -> Iterator[str]:
    padded = ["^", *shape, "$"]
    for size in (2, 3, 4):
        for at in range(len(padded) - size + 1):
            yield f"g {' '.join(padded[at : at + size])}"


def _grammar(sentence: Sentence) -> Iterator[str]:
    text = sentence.text
    length = sum("\u4e00" <= c <= "\u9fff" for c in text) // 2 or len(text.split())
    yield f"length {sum(length > n for n in _LENGTHS)}"
    yield f"speech {sentence.speech.value}"
    for sign in '?？!！:：;；—→"“「(（%<>/':
        if sign in text:
            yield f"sign {sign}"
    yield from _parse(sentence.doc) if sentence.doc is not None else ()


@with_its_doc
def _parse(doc: Doc) -> tuple[str, ...]:
    return tuple(_of_tokens(doc))


def _of_tokens(doc: Doc) -> Iterator[str]:
    for token in doc:
        if token.tag_ in VERBS:
            yield f"tag {token.tag_}"
        if token.dep_ == "ROOT":
            yield f"root {token.tag_}"
        if token.dep_ in ("nsubj", "nsubjpass", "mark", "advcl", "aux", "neg"):
            yield f"{token.dep_} {_shape(token)}"


def _place(reading: Reading, sentence: Sentence, here: frozenset[str]) -> Iterator[str]:
    blocks = reading.document.blocks
    form = blocks[sentence.block].form
    parent = blocks[sentence.block].parent
    inside = blocks[parent].form.value if form is Form.PARAGRAPH and parent >= 0 else ""
    yield f"form {form.value} {inside}"
    yield from (f"position {name}" for name in here)
    path = reading.section_of(sentence.block).path
    for depth, heading in enumerate(path[-2:]):
        name = "heading" if depth == len(path[-2:]) - 1 else "above"
        for word in _WORD.findall(heading.lower()):
            yield f"{name} {word}"
            if not word.isascii():
                yield from (f"{name} {word[i : i + 2]}" for i in range(len(word) - 1))
    if reading.language == "zh":
        # in English the words of a heading tell as much: held out, it loses by them
        yield from _parts(path)


def _parts(path: Sequence[str]) -> Iterator[str]:
    """What the section is for by its own heading, by those above it, and by the title."""
    for depth, heading in enumerate(path):
        inner = depth == len(path) - 1
        name = "part" if inner else "over" if depth else "title"
        yield from (f"{name} {part}" for part in parts_of(heading))
