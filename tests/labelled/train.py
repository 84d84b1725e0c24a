"""`make train`: fits the model of sentence kinds to the sentences written for it.

The sentences stand in `sentences/`, one section of an invented document a line. Nothing of the
develop or test half is in them, so that the figures of `make bench-find` are those of documents
that neither the rules nor the model have seen.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from antidistill import nlp
from antidistill.finders.features import features
from antidistill.finders.sections import positions
from antidistill.finders.weights import MODELS, SIZE, column
from antidistill.formats.markdown import Markdown

HERE = Path(__file__).parent / "sentences"
STRENGTH = 10.0
"""Inverse of the penalty on weights: chosen on the develop half."""
LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence as the model sees it."""

    kind: str
    features: tuple[str, ...]


def main() -> int:
    """0; 1 when there are no sentences."""
    for language in LANGUAGES:
        examples = list(written(language))
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
    where = positions(reading)
    starts = _starts(text, units)
    for sentence in reading.sentences:
        kind = next((k for k, at, end in starts if at <= sentence.span.start < end), None)
        if kind is not None:
            found = features(reading, sentence, where[sentence.block])
            yield Example(kind, tuple(found))


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
    sys.exit(main())
