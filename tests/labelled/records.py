"""The labels on disk, read and laid over their documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from antidistill import nlp
from antidistill.finding import Kind, Standing
from antidistill.formats import format_for
from antidistill.reading import Reading
from tests.labelled.units import Unit, Visible, short_hash, visible

HERE = Path(__file__).parent
SPLITS = ("develop", "test")


class LabelFault(ValueError):
    """A label that does not fit its document; the message names the file and the unit."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader marked in one unit."""

    kind: Kind
    start: int
    """Offset in the unit's text."""
    end: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Labelled:
    """One unit with its labels."""

    unit: Unit
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A document of the set, read, with the labels of all its units."""

    name: str
    path: Path
    split: str
    language: str
    """'en' or 'zh'."""
    reading: Reading
    units: tuple[Labelled, ...]
    fit: bool = True
    """Whether models are fitted to it; else it is for figures only."""


def files(split: str, root: Path = HERE) -> list[Path]:
    """The label files of one half, by name."""
    return sorted((root / split).glob("*.jsonl"))


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of one label file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def load(path: Path, corpus: Path | None, *, analyse: bool = True) -> LabelledDocument | None:
    """The labelled document of one file; None when it stands in a corpus that is not at hand.
    Raises LabelFault where a label and its text disagree."""
    lines = rows(path)
    source = _source(lines[0], corpus)
    if source is None:
        return None
    document = format_for(source.name).read(source.read_bytes(), source.name)
    reading = nlp.read(document, analyse=analyse)
    found = tuple(_labelled(path, lines, visible(document)))
    head = lines[0]
    fit = bool(head.get("fit", True))
    return LabelledDocument(head["doc"], source, head["split"], head["lang"], reading, found, fit)


def _source(line: dict[str, Any], corpus: Path | None) -> Path | None:
    if "text" in line:
        return HERE / "documents" / str(line["doc"])
    path = (corpus or Path()) / line["doc"]
    return path if corpus is not None and path.is_file() else None


def _labelled(path: Path, lines: list[dict[str, Any]], seen: Visible) -> Iterator[Labelled]:
    after = 0
    for line in lines:
        unit = _unit(line, seen, after)
        if unit is None:
            raise LabelFault(f"{path.name}: unit {line['unit']} reads otherwise in {line['doc']}")
        after = unit.span.end
        yield Labelled(unit, tuple(_label(path, unit, span) for span in line["spans"]))


def _unit(line: dict[str, Any], seen: Visible, after: int) -> Unit | None:
    if "text" in line:
        return seen.saying(line["unit"], line["text"], after)
    unit = seen.between(line["unit"], *line["at"])
    return unit if unit is not None and short_hash(unit.text) == line["hash"] else None


def _label(path: Path, unit: Unit, span: list[Any]) -> Label:
    kind, words, standing = Kind(span[0]), span[1], Standing(span[2])
    place = f"{path.name}: unit {unit.number}: "
    if words == "*":
        return Label(kind, 0, len(unit.text), standing)
    if isinstance(words, list):
        start, end = words
        if short_hash(unit.text[start:end]) != span[3]:
            raise LabelFault(f"{place}the words at {start} to {end} are others")
        return Label(kind, start, end, standing)
    starts = list(_starts(unit.text, words))
    ordinal = span[3] if len(span) > 3 else 1
    if len(starts) < ordinal:
        raise LabelFault(f"{place}no {ordinal}. '{words}'")
    return Label(kind, starts[ordinal - 1], starts[ordinal - 1] + len(words), standing)


def _starts(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
