"""`make train`: fits the model of sentence kinds to the sentences written for it.

The sentences stand in `sentences/`, one section of an invented document a line; the develop half of
the labelled set is added. Nothing of the test half is in them, so that its figures are those of
documents that neither the rules nor the model have seen.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from antidistill import nlp
from antidistill.finders import seen
from antidistill.finders.features import WHOLE, features
from antidistill.finders.learned import by_sentence, can_be_judged
from antidistill.finders.sections import positions
from antidistill.finders.weights import MODELS, SIZE, column
from antidistill.formats.markdown import Markdown
from antidistill.reading import Reading, Sentence
from tests.labelled.records import Labelled, files, load

HERE = Path(__file__).parent / "sentences"
STRENGTH = 10.0
"""Inverse of the penalty on weights: chosen on the develop half."""
LANGUAGES = ("en", "zh")
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


def main(arguments: Sequence[str]) -> int:
    """0; 1 when there are no sentences."""
    corpus = Path(arguments[0] if arguments else "../shared/corpus")
    for language in LANGUAGES:
        examples = [*written(language), *labelled(language, corpus)]
        if not examples:
            print(f"no sentences in {HERE}", file=sys.stderr)
            return 1
        fit(language, examples)
    return 0


def written(language: str) -> Iterator[Example]:
    """The examples of one language, in the order of their files."""
    for path in sorted(HERE.glob(f"{language}-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield from _section(json.loads(line))


def _section(row: dict[str, object]) -> Iterator[Example]:
    units = row["units"]
    assert isinstance(units, list)
    mark = ("- ", "", "1. ")[zlib.crc32(str(row["heading"]).encode()) % 3]
    lines = [f"{mark}{text}" for _, text in units]
    body = "\n".join(lines) if mark else "\n\n".join(lines)
    text = f"# {row['title']}\n\n## {row['heading']}\n\n{body}\n"
    reading = nlp.read(Markdown().read(text.encode(), "notes.md"))
    starts = _starts(text, units)
    yield from _examples(
        reading,
        lambda s: next((k for k, at, end in starts if at <= s.span.start < end), None),
    )


def labelled(language: str, corpus: Path) -> Iterator[Example]:
    """The examples in the develop half of the labelled set."""
    for path in files("develop"):
        document = load(path, corpus)
        if document is not None and document.language == language:
            units = document.units
            yield from _examples(document.reading, lambda s, units=units: _main_kind(s, units))


def _unit_at(units: Sequence[Labelled], at: int) -> Labelled | None:
    return next((u for u in units if u.unit.span.start <= at < u.unit.span.end), None)


def _main_kind(sentence: Sentence, units: Sequence[Labelled]) -> str | None:
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
            yield Example(kind, tuple(told))


def _starts(text: str, units: Sequence[Sequence[str]]) -> list[tuple[str, int, int]]:
    at, out = text.index("\n## "), []
    at = text.index("\n\n", at)
    for kind, words in units:
        at = text.index(words, at)
        out.append((kind, at, at + len(words)))
        at += len(words)
    return out


def matrix(examples: Sequence[Example]) -> csr_matrix:
    """(examples, SIZE): 1 / √n for each of the n features of an example."""
    rows, columns, values = [], [], []
    for number, example in enumerate(examples):
        for feature in example.features:
            rows.append(number)
            columns.append(column(feature))
            values.append(1 / len(example.features) ** 0.5)
    return csr_matrix((values, (rows, columns)), shape=(len(examples), SIZE), dtype=np.float32)


def fit(language: str, examples: Sequence[Example]) -> None:
    """Writes the weights of one language."""
    one = LogisticRegression(C=STRENGTH, solver="liblinear", class_weight="balanced")
    fitted = OneVsRestClassifier(one).fit(matrix(examples), [e.kind for e in examples])
    weights = np.vstack([m.coef_ for m in fitted.estimators_])
    scale = float(np.abs(weights).max()) / 127
    MODELS.mkdir(exist_ok=True)
    path = MODELS / f"sentences.{language}.npz"
    np.savez_compressed(
        path,
        kinds=np.array(fitted.classes_),
        weights=np.round(weights.T / scale).astype(np.int8),
        scale=np.float32(scale),
        bias=np.array([float(m.intercept_[0]) for m in fitted.estimators_], dtype=np.float32),
    )
    print(f"{language}: {len(examples)} sentences, {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
