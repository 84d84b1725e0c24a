"""Reading a document: plain text, sentences, their analysis and speech, sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from antidistill.document import PROSE, Atom, AtomKind, Block, Document
from antidistill.nlp.plain import Plain, plain
from antidistill.nlp.sections import sections
from antidistill.nlp.speech import speech
from antidistill.nlp.split import is_filled
from antidistill.nlp.split import sentences as cut
from antidistill.reading import NO_OWN_WORDS, OwnWords, Reading, Sentence, Speech
from antidistill.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HAN = range(0x4E00, 0xA000)
_NO_WORD = re.compile(r"[^\s\u4e00-\u9fff]{250,}")
"""Data, a ruler of dashes: the tokenizer takes the square of its length to cut one."""
_NUMBER = re.compile(r"\s*\d{1,3}\.")


Analyses = MutableMapping[tuple[str, str], "Doc"]
"""The analyses of a document's sentences, by language and by what the model got to see."""


def read(
    document: Document,
    own: OwnWords = NO_OWN_WORDS,
    *,
    analyse: bool = True,
    known: Analyses | None = None,
) -> Reading:
    """The sentences and sections of `document`. Without `analyse` no model is loaded: sentences
    then have no `doc`, and their speech is told from their words alone. `known` are the analyses of
    an earlier reading, for a document that shares sentences with this one: it holds those of this
    reading afterwards, and no others."""
    rough = [
        s for i, b in enumerate(document.blocks) if b.form in PROSE for s in _cut(document, i, b)
    ]
    docs: Iterable[Doc | None] = _known(rough, known) if analyse else (None for _ in rough)
    done = tuple(
        _finished(document, index, part, doc)
        for index, (part, doc) in enumerate(zip(rough, docs, strict=True))
    )
    return Reading(document, done, sections(document), own)


@dataclass(frozen=True, slots=True)
class _Part:
    sentence: Sentence
    masked: str
    language: str


def _cut(document: Document, index: int, block: Block) -> Iterator[_Part]:
    if not block.pieces:
        return
    whole = plain(document, block)
    filled = not document.hard_lines and is_filled([p.of(document.text) for p in block.pieces])
    for span in _mended(block, whole, cut(whole.text, whole.code, filled=filled)):
        text = whole.text[span.start : span.end].replace("\n", " ")
        where = (*whole.where[span.start : span.end], whole.where[span.end - 1] + 1)
        sentence = Sentence(0, index, text, where, _source(block, where), Speech.LABEL)
        yield _Part(sentence, _masked(text, whole, span), language_of(text, document.language))


def _mended(block: Block, whole: Plain, spans: list[Span]) -> Iterator[Span]:
    """The sentences, with those made one that a stop parts inside the words of a link, or behind
    the number that a link or emphasis opens with ('go to [_6. The end_](#end)'). What is all of its
    block, a title, keeps its sentences."""
    held = [
        a
        for a in block.atoms
        if a.kind in (AtomKind.LINK, AtomKind.EMPHASIS) and a.span != block.span
    ]
    open_: Span | None = None
    for span in spans:
        if open_ is not None and not any(_parts(a, whole, open_, span) for a in held):
            yield open_
            open_ = None
        open_ = span if open_ is None else Span(open_.start, span.end)
    if open_ is not None:
        yield open_


def _parts(atom: Atom, whole: Plain, one: Span, other: Span) -> bool:
    """Whether the end of one sentence cuts an atom's words that should stay together."""
    last, first = whole.where[one.end - 1], whole.where[other.start]
    if not atom.inner.start <= last < first < atom.inner.end:
        return False
    inside = (at for at in range(one.start, one.end) if whole.where[at] >= atom.inner.start)
    own = whole.text[next(inside) : one.end]
    return atom.kind is AtomKind.LINK or _NUMBER.fullmatch(own) is not None


def language_of(text: str, default: str) -> str:
    """'zh' if more than a fifth of the letters are Han, else 'en'; `default` without letters."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return default
    return "zh" if sum(ord(c) in _HAN for c in letters) > 0.2 * len(letters) else "en"


def _masked(text: str, whole: Plain, span: Span) -> str:
    """The same length, with each code span as one word: its inside wrecks the parse. What is too
    long for a word becomes one of a single letter."""
    chars = list(text)
    for code in whole.code:
        inside = range(max(code.start, span.start), min(code.end, span.end))
        for number, at in enumerate(inside):
            char = chars[at - span.start]
            new = char if char.isascii() and char.isalnum() else "_"
            chars[at - span.start] = new.upper() if number == 0 else new
    return _NO_WORD.sub(lambda found: "x" * len(found[0]), "".join(chars))


def _source(block: Block, where: tuple[int, ...]) -> Span:
    """The sentence in the source, widened over markup that encloses only it."""
    start, end = where[0], where[-1]
    for atom in sorted(block.atoms, key=lambda a: len(a.span)):
        if start <= atom.inner.start and atom.inner.end <= end:
            start, end = min(start, atom.span.start), max(end, atom.span.end)
    for atom in block.atoms:
        if atom.kind is AtomKind.FOOTNOTE_REF and atom.span.start == end:
            end = atom.span.end
    return Span(start, end)


def _known(parts: list[_Part], known: Analyses | None) -> list[Doc | None]:
    """The analyses of all parts; only those that are not known are made."""
    if known is None:
        return _analysed(parts)
    keys = [(p.language, p.masked) for p in parts]
    docs = [known.get(key) for key in keys]
    new = [at for at, doc in enumerate(docs) if doc is None]
    for at, doc in zip(new, _analysed([parts[at] for at in new]), strict=True):
        docs[at] = doc
    known.clear()
    known.update((key, doc) for key, doc in zip(keys, docs, strict=True) if doc is not None)
    return docs


def _analysed(parts: list[_Part]) -> list[Doc | None]:
    from antidistill.nlp import chinese, english

    docs: list[Doc | None] = [None] * len(parts)
    for language, module in (("en", english), ("zh", chinese)):
        at = [i for i, p in enumerate(parts) if p.language == language]
        if at:
            for i, doc in zip(at, module.analyse(parts[i].masked for i in at), strict=True):
                docs[i] = doc
    return docs


def _finished(document: Document, index: int, part: _Part, doc: Doc | None) -> Sentence:
    form = document.blocks[part.sentence.block].form
    told = speech(part.sentence.text, doc, form, part.language)
    return replace(part.sentence, index=index, doc=doc, speech=told)
