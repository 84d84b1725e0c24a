"""The words that the model of names is fitted to: of the sentences in whose rows `names` says that
all names are marked, and of the develop half."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from antidistill.finders.entities import NOTHING
from antidistill.finders.entity_words import Words, candidates
from antidistill.reading import Reading
from antidistill.span import Span
from tests.labelled.examples import HERE, Example, laid_out
from tests.labelled.records import LabelledDocument, files, load

KINDS = frozenset({"person", "customer", "system"})

Named = tuple[str, Span]
"""A kind and where its name stands in the source."""


def words(language: str, corpus: Path) -> Iterator[Example]:
    """The examples of one language, in the order of their files."""
    for path in sorted(HERE.glob(f"{language}-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line) if line.strip() else {}
            if row.get("names"):
                yield from _of_row(row)
    for path in files("develop"):
        document = load(path, corpus)
        if document is not None and document.fit and document.language == language:
            yield from _of(document.reading, list(_labelled(document)))


def _of_row(row: dict[str, Any]) -> Iterator[Example]:
    reading, places = laid_out(row)
    named = []
    for (_, start, _), unit in zip(places, row["units"], strict=True):
        for kind, name, *ordinal in unit[2] if len(unit) > 2 else ():
            at = start + _place(unit[1], name, *ordinal)
            named.append((kind, Span(at, at + len(name))))
    yield from _of(reading, named)


def _place(text: str, name: str, ordinal: int = 1) -> int:
    at = -1
    for _ in range(ordinal):
        at = text.index(name, at + 1)
    return at


def _labelled(document: LabelledDocument) -> Iterator[Named]:
    for labelled in document.units:
        where = labelled.unit.where
        for label in labelled.labels:
            yield label.kind.value, Span(where[label.start], where[label.end - 1] + 1)


def _of(reading: Reading, named: Sequence[Named]) -> Iterator[Example]:
    spans = [(kind, span) for kind, span in named if kind in KINDS]
    for sentence in reading.sentences:
        doc = sentence.doc
        if doc is None:
            continue
        words, places = Words.of(doc), list(candidates(doc, reading.language))
        meant = words.surroundings(places, reading.language)
        for at, around in zip(places, meant, strict=True):
            token = doc[at]
            place = sentence.source(token.idx, token.idx + len(token))
            kind = next((k for k, span in spans if span.start <= place.start < span.end), NOTHING)
            yield Example(kind, tuple(words.told_of(at)), tuple(around.tolist()))
