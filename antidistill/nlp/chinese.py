"""Sentences to spaCy documents, Chinese: the LAC tagger in the place of a tokenizer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from antidistill.nlp import libraries, models

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from antidistill.nlp.tagger import Words

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
_SPACE = re.compile(r"\s")
_BATCH = 256
"""Texts whose words are looked for together."""
_GAP = re.compile(r"(?<=\d)\s+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s+(?=\d)")
"""Space between a digit and a Han character, which confuses the tagger: '2 周' is one quantity."""


def analyse(texts: Iterable[str]) -> Iterator[Doc]:
    """A Doc for each text: words, LAC tags (`tag_`), parts of speech and names; no parse."""
    libraries.spacy()
    rest = iter(texts)
    while batch := list(islice(rest, _BATCH)):
        bare = [_bare(stretch) for text in batch for stretch in _stretches(text)]
        tagged = dict(zip(bare, models.chinese().many(bare), strict=True))
        yield from (_doc(text, tagged) for text in batch)


def _bare(stretch: str) -> str:
    return _SPACE.sub("", stretch)


def _stretches(text: str) -> Iterator[str]:
    """The parts of a text that the tagger gets to see."""
    done = 0
    for match in _LATIN.finditer(text):
        if not _is_gap(text, match):
            yield text[done : match.start()]
            done = match.end()
    yield text[done:]


def _is_gap(text: str, match: re.Match[str]) -> bool:
    return match[0].isspace() and _GAP.match(text, match.start()) is not None


@cache
def _vocab() -> Vocab:
    # that of spacy.blank("zh"), without the tokenizer that comes with it
    from spacy.lang.zh import ChineseDefaults
    from spacy.vocab import create_vocab

    return create_vocab("zh", ChineseDefaults)


def _doc(text: str, tagged: Mapping[str, Words]) -> Doc:
    from spacy.tokens import Doc, Span

    words, tags = _words(text, tagged)
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


def _words(text: str, tagged: Mapping[str, Words]) -> tuple[list[str], list[str]]:
    words: list[str] = []
    tags: list[str] = []
    done = 0
    for match in _LATIN.finditer(text):
        if _is_gap(text, match):
            continue
        _tag(text[done : match.start()], tagged, words, tags)
        if match[0].isspace():
            words += match[0]
            tags += ["w"] * len(match[0])
        else:
            words.append(match[0])
            tags.append("nz")
        done = match.end()
    _tag(text[done:], tagged, words, tags)
    return words, tags


def _tag(text: str, tagged: Mapping[str, Words], words: list[str], tags: list[str]) -> None:
    """The words of a stretch without Latin ones, with the spaces inside it put back."""
    if not text:
        return
    at = 0
    for word, tag in tagged[_bare(text)]:
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
