"""Sentences to spaCy documents, Chinese: the LAC tagger in the place of a tokenizer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from antidistill.nlp import models

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_POS = {
    **dict.fromkeys(("n", "f", "s", "TIME", "t", "q", "an"), "NOUN"),
    **dict.fromkeys(("nw", "nz", "PER", "LOC", "ORG"), "PROPN"),
    **dict.fromkeys(("v", "vd", "vn"), "VERB"),
    "a": "ADJ",
    "ad": "ADV",
    "d": "ADV",
    "m": "NUM",
    "r": "PRON",
    "p": "ADP",
    "c": "CCONJ",
    "u": "PART",
    "xc": "PART",
    "w": "PUNCT",
}
"""LAC's tags as universal parts of speech."""
_ENTITY = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "TIME": "TIME"}
_LATIN = re.compile(r"[A-Za-z_@#][\w./:@#+-]*|\s+")
"""Latin words and identifiers are left whole: the tagger would take 'Layer' for a person."""
_GAP = re.compile(r"(?<=\d)\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+(?=\d)")
"""Space between a digit and a Han character, which confuses the tagger: '2 周' is one quantity."""


def analyse(texts: Iterable[str]) -> Iterator[Doc]:
    """A Doc for each text: words, LAC tags (`tag_`), parts of speech and names; no parse."""
    return (_doc(text) for text in texts)


@cache
def _vocab() -> Vocab:
    import spacy

    return spacy.blank("zh").vocab


def _doc(text: str) -> Doc:
    from spacy.tokens import Doc, Span

    words, tags = _words(text)
    spaces = [i + 1 < len(words) and words[i + 1] == " " for i in range(len(words))]
    keep = [i for i, w in enumerate(words) if not (w == " " and i and spaces[i - 1])]
    doc = Doc(
        _vocab(),
        words=[words[i] for i in keep],
        spaces=[spaces[i] for i in keep],
        tags=[tags[i] for i in keep],
        pos=[_POS.get(tags[i], "SPACE" if words[i].isspace() else "X") for i in keep],
    )
    doc.set_ents([Span(doc, t.i, t.i + 1, label=_ENTITY[t.tag_]) for t in doc if t.tag_ in _ENTITY])
    return doc


def _words(text: str) -> tuple[list[str], list[str]]:
    words: list[str] = []
    tags: list[str] = []
    done = 0
    for match in _LATIN.finditer(text):
        if match.group().isspace() and _GAP.match(text, match.start()):
            continue
        _tag(text[done : match.start()], words, tags)
        if match.group().isspace():
            for char in match.group():
                words.append(char)
                tags.append("w")
        else:
            words.append(match.group())
            tags.append("nz")
        done = match.end()
    _tag(text[done:], words, tags)
    return words, tags


def _tag(text: str, words: list[str], tags: list[str]) -> None:
    """Tag a stretch without Latin words, with the spaces inside it put back afterwards."""
    if not text:
        return
    bare = re.sub(r"\s", "", text)
    at = 0
    for word, tag in models.chinese()(bare) if bare else ():
        while text[at].isspace():
            words.append(text[at])
            tags.append("w")
            at += 1
        size = 0
        start = at
        while size < len(word):
            size += not text[at].isspace()
            at += 1
        words.append(text[start:at])
        tags.append(tag)
    if at < len(text):
        words.append(text[at:])
        tags.append("w")
