"""The examples that the models are fitted to, out of the written sentences and the develop half."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from antidistill import nlp
from antidistill.finders import seen
from antidistill.finders.features import WHOLE, features
from antidistill.finders.learned import by_sentence, can_be_judged
from antidistill.finders.meanings import meanings
from antidistill.finders.sections import positions
from antidistill.formats.markdown import Markdown
from antidistill.reading import Reading, Sentence
from tests.labelled.records import Labelled, files, load

HERE = Path(__file__).parent / "sentences"
_TELLING = (
    "critical",
    "network",
    "incident",
    "trait",
    "quirk",
    "pitfall",
    "judgement",
    "norm",
    "context",
    "procedure",
)
"""The kind of a sentence that has several, the most telling first."""


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence as the model sees it."""

    kind: str
    features: tuple[str, ...]
    meaning: tuple[float, ...]


def written(language: str) -> Iterator[Example]:
    """The examples of one language, in the order of their files."""
    for path in sorted(HERE.glob(f"{language}-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield from _section(json.loads(line))


def _section(row: dict[str, Any]) -> Iterator[Example]:
    reading, starts = laid_out(row)
    yield from _examples(
        reading,
        lambda s: next((k for k, at, end in starts if at <= s.span.start < end), None),
    )


def laid_out(row: dict[str, Any]) -> tuple[Reading, list[tuple[str, int, int]]]:
    """A row as a document, and for each of its units the kind, start and end in the source."""
    units = row["units"]
    mark = ("- ", "", "1. ")[zlib.crc32(str(row["heading"]).encode()) % 3]
    lines = [f"{mark}{text}" for _, text, *_ in units]
    body = "\n".join(lines) if mark else "\n\n".join(lines)
    text = f"# {row['title']}\n\n## {row['heading']}\n\n{body}\n"
    reading = nlp.read(Markdown().read(text.encode(), "notes.md"))
    return reading, _starts(text, units)


def labelled(language: str, corpus: Path) -> Iterator[Example]:
    """The examples in the develop half of the labelled set."""
    for path in files("develop"):
        document = load(path, corpus)
        if document is not None and document.language == language:
            yield from _examples(document.reading, partial(_main_kind, document.units))


def _unit_at(units: Sequence[Labelled], at: int) -> Labelled | None:
    return next((u for u in units if u.unit.span.start <= at < u.unit.span.end), None)


def _main_kind(units: Sequence[Labelled], sentence: Sentence) -> str | None:
    unit = _unit_at(units, sentence.span.start)
    if unit is None:
        return None
    size = len(unit.unit.text)
    kinds = {x.kind.value for x in unit.labels if x.end - x.start >= WHOLE * size}
    return next((k for k in _TELLING if k in kinds), "plain")


def _examples(reading: Reading, kind_of: Callable[[Sentence], str | None]) -> Iterator[Example]:
    where = positions(reading)
    found = seen(reading)
    inside = by_sentence(reading, found)
    for sentence in reading.sentences:
        kind = kind_of(sentence) if can_be_judged(reading, sentence) else None
        if kind is not None:
            told = features(
                reading, sentence, where[sentence.block], inside.get(sentence.index, [])
            )
            meaning = meanings(reading.language).of(sentence.text)
            yield Example(kind, tuple(told), tuple(meaning.tolist()))


def _starts(text: str, units: Sequence[Sequence[str]]) -> list[tuple[str, int, int]]:
    at, out = text.index("\n## "), []
    at = text.index("\n\n", at)
    for kind, words, *_ in units:
        at = text.index(words, at)
        out.append((kind, at, at + len(words)))
        at += len(words)
    return out
