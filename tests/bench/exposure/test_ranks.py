"""Rank correlation against values worked out by hand."""

from __future__ import annotations

import pytest

from tests.bench.exposure.ranks import spearman


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ([1, 2, 3, 4], [10, 20, 30, 40], 1.0),
        ([1, 2, 3, 4], [4, 3, 2, 1], -1.0),
        ([1, 2, 3, 4, 5], [2, 1, 4, 3, 5], 0.8),
        ([1, 1, 2, 2], [1, 1, 2, 2], 1.0),
        ([1, 1, 1], [1, 2, 3], 0.0),
    ],
)
def test_known_values(first: list[float], second: list[float], wanted: float) -> None:
    assert spearman(first, second) == pytest.approx(wanted)
