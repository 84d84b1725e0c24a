"""Answers that name somebody, or tell of somebody, whom the document does not have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from antidistill import nlp
from antidistill.asking.compose import Composed
from antidistill.asking.vocabulary import all_everyday
from antidistill.document import Block, Document, Form
from antidistill.engines.local.words import common
from antidistill.finders import find
from antidistill.finding import Kind
from antidistill.sheet import May
from antidistill.span import Span

_NAMES = frozenset({Kind.PERSON, Kind.SECRET, Kind.CUSTOMER})
_TALES = frozenset({Kind.INCIDENT, Kind.NETWORK, Kind.TRAIT})
_GIVEN = ("given-name", "surname", "handle", "own")
"""Rules that know a name from a list, whatever words it is made of."""
_SURE = 0.7


def strangers(composed: Composed, stays: str, texts: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with answers (by their line) that name or tell of somebody new: the finders
    look at them as at any text. `stays` is what the document says anyway."""
    language = composed.sheet.language
    document = _document(list(texts.values()), language)
    out: dict[str, str] = {}
    for finding in find(nlp.read(document)):
        at = next(i for i, b in enumerate(document.blocks) if finding.span in b.extent)
        key = list(texts)[at]
        word = finding.span.of(document.text)
        known = word.lower() in f"{composed.shown[key]}\n{stays}".lower()
        known |= word.lower() in common(language)
        known |= not finding.rule.endswith(_GIVEN) and all_everyday(word)
        if finding.kind in _NAMES and not known:
            out.setdefault(key, f"it names {word!r}, which the document does not")
        free = composed.ranks[key].may is May.REPLACE
        if finding.kind in _TALES and finding.confidence >= _SURE and free and not known:
            out.setdefault(key, "it tells of a case or a person; only general craft may stand")
    return out


def _document(texts: Sequence[str], language: str) -> Document:
    """A document of one paragraph for each text."""
    blocks, at = [], 0
    for text in texts:
        end = at + len(text)
        blocks.append(Block(Form.PARAGRAPH, (Span(at, end),), Span(at, end + 2)))
        at = end + 2
    return Document("".join(f"{t}\n\n" for t in texts), tuple(blocks), language, "answers")
