"""The examples that the models are fitted to, out of the written sentences and the develop half."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from antidistill import nlp, traditional
from antidistill.finders import seen
from antidistill.finders.features import WHOLE, features
from antidistill.finders.likelihood import Place, by_sentence, can_be_judged, place
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
_NOWHERE = Place("", None, "")


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence as the model sees it."""

    kind: str
    features: tuple[str, ...]
    meaning: tuple[float, ...]
    source: str = ""
    """The file that it is from."""
    place: Place = _NOWHERE
    """Where it stands, of all files."""


def written(language: str) -> Iterator[Example]:
    """The examples of one language, in the order of their files."""
    for path in sorted(HERE.glob(f"{language}-*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if line.strip():
                row = json.loads(line)
                document = f"{path.name} {row['title']}"
                for example in _section(row, f"{path.name} {number}"):
                    there = replace(example.place, document=document)
                    yield replace(example, source=path.name, place=there)


def _section(row: dict[str, Any], name: str) -> Iterator[Example]:
    reading, starts = laid_out(row)
    yield from _examples(
        reading,
        name,
        lambda s: next((k for k, at, end in starts if at <= s.span.start < end), None),
    )


def laid_out(row: dict[str, Any]) -> tuple[Reading, list[tuple[str, int, int]]]:
    """A row as a document, and for each of its units the kind, start and end in the source."""
    units = row["units"]
    body = _table(row["head"], units) if "head" in row else _lines(str(row["heading"]), units)
    text = f"# {row['title']}\n\n## {row['heading']}\n\n{body}\n"
    document = Markdown().read(text.encode(), "notes.md")
    written_so = traditional.is_traditional(text)
    reading = nlp.read(traditional.twin(document) if written_so else document)
    return reading, _starts(text, units, text.rindex(body))


def _lines(heading: str, units: Sequence[Sequence[str]]) -> str:
    """Bullets, paragraphs or steps."""
    mark = ("- ", "", "1. ")[zlib.crc32(heading.encode()) % 3]
    return ("\n" if mark else "\n\n").join(f"{mark}{text}" for _, text, *_ in units)


def _table(head: Sequence[str], units: Sequence[Sequence[str]]) -> str:
    """The units as cells, row by row."""
    cells = [text for _, text, *_ in units]
    rows = [cells[at : at + len(head)] for at in range(0, len(cells), len(head))]
    every = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in every)


def labelled(language: str, corpus: Path) -> Iterator[Example]:
    """The examples in the develop half of the labelled set."""
    for path in files("develop"):
        document = load(path, corpus)
        if document is not None and document.fit and document.language == language:
            kind_of = partial(_main_kind, document.units)
            for example in _examples(document.reading, path.name, kind_of):
                yield replace(example, source=path.name)


def _unit_at(units: Sequence[Labelled], at: int) -> Labelled | None:
    return next((u for u in units if u.unit.span.start <= at < u.unit.span.end), None)


def _main_kind(units: Sequence[Labelled], sentence: Sentence) -> str | None:
    unit = _unit_at(units, sentence.span.start)
    if unit is None:
        return None
    size = len(unit.unit.text)
    kinds = {x.kind.value for x in unit.labels if x.end - x.start >= WHOLE * size}
    return next((k for k in _TELLING if k in kinds), "plain")


def _examples(
    reading: Reading, name: str, kind_of: Callable[[Sentence], str | None]
) -> Iterator[Example]:
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
            there = place(reading, sentence, name)
            yield Example(kind, tuple(told), tuple(meaning.tolist()), place=there)


def _starts(text: str, units: Sequence[Sequence[str]], at: int) -> list[tuple[str, int, int]]:
    """Where each unit stands from `at` on."""
    out = []
    for kind, words, *_ in units:
        at = text.index(words, at)
        out.append((kind, at, at + len(words)))
        at += len(words)
    return out
