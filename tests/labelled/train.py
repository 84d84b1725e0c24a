"""`make train`: fits the models of sentence kinds and of names to the sentences written for them.

The sentences stand in `sentences/`, one section of an invented document a line; the develop half of
the labelled set is added. Nothing of the test half is in them, so that its figures are those of
documents that neither the rules nor the models have seen.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from antidistill.finders.meanings import SIZE as SENSES
from antidistill.finders.weights import MODELS, SIZE, column, model
from tests.labelled.examples import HERE, Example, labelled, written
from tests.labelled.names import words

STRENGTH = 10.0
"""Inverse of the penalty on weights: chosen on the develop half."""
MEANT = 0.5
"""How much a sentence's meaning counts beside its features."""
_RARE = 4.0
"""A feature that is e to this power times rarer is worth one more."""
_LEAST, _MOST = 0.3, 1.6
"""What the commonest and the rarest features are worth."""
_HEADING = 0.4
"""What a word of a heading is worth beside one of the sentence: the written sections have many
sentences under one heading."""
LANGUAGES = ("en", "zh")


def main(arguments: Sequence[str]) -> int:
    """0; 1 when there are no sentences."""
    corpus = Path(arguments[0] if arguments else "../shared/corpus")
    for language in LANGUAGES:
        # names first: they are among what tells the kind of a sentence
        fit(language, [*words(language, corpus)], "names")
        model.cache_clear()
        examples = [*written(language), *labelled(language, corpus)]
        if not examples:
            print(f"no sentences in {HERE}", file=sys.stderr)
            return 1
        fit(language, examples)
    return 0


def matrix(examples: Sequence[Example]) -> csr_matrix:
    """(examples, SIZE + SENSES): 1 / √n for each of the n features of an example, then its meaning
    in the weight that it has beside them."""
    rows, columns, values = [], [], []
    for number, example in enumerate(examples):
        for feature in example.features:
            rows.append(number)
            columns.append(column(feature))
            values.append(1 / len(example.features) ** 0.5)
    told = csr_matrix((values, (rows, columns)), shape=(len(examples), SIZE), dtype=np.float32)
    meant: NDArray[Any] = np.array([e.meaning for e in examples], dtype=np.float32)
    return hstack([told, csr_matrix(MEANT * meant.reshape(-1, SENSES))]).tocsr()


def worth(told: csr_matrix, examples: Sequence[Example]) -> NDArray[Any]:
    """What each column of `told` is worth while the weights are fitted: what few sentences have
    says more than what all have, and a heading less than the sentence under it."""
    having = np.maximum(np.asarray((told > 0).sum(axis=0)).ravel(), 1)
    rare: NDArray[Any] = np.clip(np.log(len(examples) / having) / _RARE + _LEAST, _LEAST, _MOST)
    for feature in {f for e in examples for f in e.features}:
        if feature.startswith(("heading ", "above ")):
            rare[column(feature)] *= _HEADING
    # columns of the meaning stand as they are
    rare[SIZE:] = 1.0
    return rare


def fit(language: str, examples: Sequence[Example], of: str = "sentences") -> None:
    """Writes the weights of one language. Rare kinds of sentences count as much as common ones;
    that most words are no names is what the model of names has to know."""
    told = matrix(examples)
    evenly = "balanced" if of == "sentences" else None
    worths = worth(told, examples) if of == "sentences" else np.ones(told.shape[1])
    one = LogisticRegression(C=STRENGTH, solver="liblinear", class_weight=evenly)
    fitted = OneVsRestClassifier(one).fit(told @ diags(worths), [e.kind for e in examples])
    both = np.vstack([m.coef_ for m in fitted.estimators_]) * worths
    weights, senses = both[:, :SIZE], MEANT * both[:, SIZE:].T
    scale = float(np.abs(weights).max()) / 127
    MODELS.mkdir(exist_ok=True)
    path = MODELS / f"{of}.{language}.npz"
    np.savez_compressed(
        path,
        kinds=np.array(fitted.classes_),
        weights=np.round(weights.T / scale).astype(np.int8),
        scale=np.float32(scale),
        senses=senses.astype(np.float32),
        bias=np.array([float(m.intercept_[0]) for m in fitted.estimators_], dtype=np.float32),
    )
    print(f"{language}: {len(examples)} examples of {of}, {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
