"""Fitting on examples so small that one can see what must come out."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from tests.labelled.fitting import MOST, fitted


def told(*rows: tuple[float, ...]) -> csr_matrix:
    return csr_matrix(np.array(rows, dtype=np.float32))


def test_each_kind_is_told_by_the_column_that_it_has() -> None:
    model = fitted(told((1, 0, 0), (1, 0, 0), (0, 1, 0), (0, 1, 0)), ["a", "a", "b", "b"])
    likely = model.likelihoods(told((1, 0, 0), (0, 1, 0)))
    assert model.kinds == ("a", "b")
    assert likely[0, 0] > 0.9 > 0.1 > likely[0, 1]
    assert likely[1, 1] > 0.9 > 0.1 > likely[1, 0]


def test_a_column_that_no_example_has_weighs_nothing() -> None:
    model = fitted(told((1, 0, 0), (0, 1, 0)), ["a", "b"])
    assert not model.weights[2].any()


@pytest.mark.parametrize("common", [2, 7, 30])
def test_a_rare_kind_counts_as_much_as_a_common_one(common: int) -> None:
    """What both kinds have is no sign for the common one."""
    rows = [(1.0, 1.0, 0.0)] + [(1.0, 0.0, 1.0)] * common
    model = fitted(told(*rows), ["rare"] + ["common"] * common)
    likely = model.likelihoods(told((1, 0, 0)))[0]
    assert abs(float(likely[0]) - float(likely[1])) < 0.05


def test_a_source_with_many_of_a_kind_counts_for_a_share_of_it() -> None:
    """What 400 sentences of one file have says no more than what 40 of another have."""
    rows = [(1.0, 0.0, 0.0)] * 400 + [(0.0, 1.0, 0.0)] * MOST + [(0.0, 0.0, 1.0)] * MOST
    kinds = ["a"] * (400 + MOST) + ["b"] * MOST
    sources = ["report"] * 400 + ["notes"] * MOST + ["other"] * MOST
    likely = fitted(told(*rows), kinds, sources).likelihoods(told((1, 0, 0), (0, 1, 0)))
    assert abs(float(likely[0, 0]) - float(likely[1, 0])) < 0.02


def test_the_same_examples_give_the_same_weights() -> None:
    rows, kinds = told((1, 0.5), (0.2, 1), (0.9, 0.1)), ["a", "b", "a"]
    assert np.array_equal(fitted(rows, kinds).weights, fitted(rows, kinds).weights)
