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
from sklearn.model_selection import GroupKFold
from sklearn.multiclass import OneVsRestClassifier

from antidistill.finders.likelihood import ALONE, AMONG, around
from antidistill.finders.meanings import SIZE as SENSES
from antidistill.finders.weights import MODELS, SIZE, column, model
from tests.labelled.examples import HERE, Example, labelled, written
from tests.labelled.fitting import Fitted, fitted
from tests.labelled.names import words

STRENGTH = 10.0
"""Inverse of the penalty on the weights of names: chosen on the develop half."""
MEANT = 0.5
"""How much a sentence's meaning counts beside its features."""
_RARE = 4.0
"""A feature that is e to this power times rarer is worth one more."""
_LEAST, _MOST = 0.3, 1.6
"""What the commonest and the rarest features are worth."""
_SEEN = 2
"""A feature of fewer sentences is worth nothing: it tells that one sentence again."""
_HEADING = 0.4
"""What a word of a heading is worth beside one of the sentence: the written sections have many
sentences under one heading."""
_FOLDS = 5
LANGUAGES = ("en", "zh")


def main(arguments: Sequence[str]) -> int:
    """0; 1 when there are no sentences. Behind the folder of the corpus languages may be named."""
    corpus = Path(arguments[0] if arguments else "../shared/corpus")
    for language in arguments[1:] or LANGUAGES:
        # names first: they are among what tells the kind of a sentence
        fit(language, [*words(language, corpus)], "names")
        model.cache_clear()
        examples = [*written(language), *labelled(language, corpus)]
        if not examples:
            print(f"no sentences in {HERE}", file=sys.stderr)
            return 1
        fit(language, examples, ALONE)
        fit(language, examples, AMONG, surrounding(examples))
    return 0


def matrix(examples: Sequence[Example], near: NDArray[Any] | None = None) -> csr_matrix:
    """(examples, SIZE + SENSES): 1 / √n for each of the n features of an example, then its meaning
    in the weight that it has beside them, then what stands around it where `near` is given."""
    rows, columns, values = [], [], []
    for number, example in enumerate(examples):
        for feature in example.features:
            rows.append(number)
            columns.append(column(feature))
            values.append(1 / len(example.features) ** 0.5)
    told = csr_matrix((values, (rows, columns)), shape=(len(examples), SIZE), dtype=np.float32)
    meant: NDArray[Any] = np.array([e.meaning for e in examples], dtype=np.float32)
    parts = [told, csr_matrix(MEANT * meant.reshape(-1, SENSES))]
    return hstack([*parts, csr_matrix(near)] if near is not None else parts).tocsr()


def worth(told: csr_matrix, examples: Sequence[Example]) -> NDArray[Any]:
    """What each column of `told` is worth while the weights are fitted: what few sentences have
    says more than what all have, and a heading less than the sentence under it."""
    having = np.maximum(np.asarray((told > 0).sum(axis=0)).ravel(), 1)
    rare: NDArray[Any] = np.clip(np.log(len(examples) / having) / _RARE + _LEAST, _LEAST, _MOST)
    for feature in {f for e in examples for f in e.features}:
        if feature.startswith(("heading ", "above ")):
            rare[column(feature)] *= _HEADING
    rare[having < _SEEN] = 0.0
    # columns of the meaning and of what stands around stand as they are
    rare[SIZE:] = 1.0
    return rare


def surrounding(examples: Sequence[Example]) -> NDArray[Any]:
    """(examples, 5 × kinds): what stands around each, as models see it that had none of its file
    among what they were fitted to."""
    told = matrix(examples)
    told = (told @ diags(worth(told, examples))).tocsr()
    kinds, sources = [e.kind for e in examples], [e.source for e in examples]
    alone = np.zeros((len(examples), len(set(kinds))), dtype=np.float32)
    for others, these in GroupKFold(_FOLDS).split(told, groups=sources):
        told_so = [kinds[i] for i in others], [sources[i] for i in others]
        alone[these] = fitted(told[others], *told_so).likelihoods(told[these])
    return around(alone, [e.place for e in examples])


def fit(
    language: str, examples: Sequence[Example], of: str, near: NDArray[Any] | None = None
) -> None:
    """Writes the weights of one language. Rare kinds of sentences count as much as common ones;
    that most words are no names is what the model of names has to know."""
    told = matrix(examples, near)
    kinds = [e.kind for e in examples]
    if of == "names":
        found, worths = _names(told, kinds), np.ones(told.shape[1])
    else:
        worths = worth(told, examples)
        found = fitted((told @ diags(worths)).tocsr(), kinds, [e.source for e in examples])
    both = (found.weights * worths[:, None]).T
    # a meaning comes as it is, what stands around in the weight that it has
    both[:, SIZE : SIZE + SENSES] *= MEANT
    weights, senses = both[:, :SIZE], both[:, SIZE:].T
    scale = float(np.abs(weights).max()) / 127
    MODELS.mkdir(exist_ok=True)
    path = MODELS / f"{of}.{language}.npz"
    np.savez_compressed(
        path,
        kinds=np.array(found.kinds),
        weights=np.round(weights.T / scale).astype(np.int8),
        scale=np.float32(scale),
        senses=senses.astype(np.float32),
        bias=found.bias.astype(np.float32),
    )
    print(f"{language}: {len(examples)} examples of {of}, {path.stat().st_size // 1024} kB")


def _names(told: csr_matrix, kinds: Sequence[str]) -> Fitted:
    one = LogisticRegression(C=STRENGTH, solver="liblinear")
    every = OneVsRestClassifier(one).fit(told, kinds)
    weights = np.vstack([m.coef_ for m in every.estimators_]).T
    bias = np.array([float(m.intercept_[0]) for m in every.estimators_])
    return Fitted(tuple(str(k) for k in every.classes_), weights, bias)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
