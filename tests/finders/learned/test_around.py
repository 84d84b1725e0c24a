"""What stands around a sentence, on likelihoods so simple that one can see what must come out."""

from __future__ import annotations

import numpy as np
import pytest

from antidistill.finders.likelihood import NEAR, Place, around

ALONE = np.eye(4, dtype=np.float32)
"""Four sentences, each surely of a kind of its own."""
BEFORE, AFTER, SECTION, ROW, DOCUMENT = (slice(4 * n, 4 * n + 4) for n in range(5))


def places(parts: str, lists: str = "----", documents: str = "dddd") -> list[Place]:
    return [
        Place(part, None if row == "-" else row, document)
        for part, row, document in zip(parts, lists, documents, strict=True)
    ]


def test_the_sentences_beside_count_within_their_section() -> None:
    near = around(ALONE, places("aabb")) / NEAR
    assert near[:, BEFORE].tolist() == [[0] * 4, [1, 0, 0, 0], [0] * 4, [0, 0, 1, 0]]
    assert near[:, AFTER].tolist() == [[0, 1, 0, 0], [0] * 4, [0, 0, 0, 1], [0] * 4]


def test_a_section_is_the_mean_of_its_other_sentences() -> None:
    near = around(ALONE, places("aaab")) / NEAR
    assert near[0, SECTION].tolist() == [0, 0.5, 0.5, 0]
    assert not near[3, SECTION].any()


def test_a_document_is_the_mean_of_its_other_sections() -> None:
    near = around(ALONE, places("aabc", documents="ddde")) / NEAR
    assert near[0, DOCUMENT].tolist() == [0, 0, 1, 0]
    assert near[2, DOCUMENT].tolist() == [0.5, 0.5, 0, 0]
    assert not near[3, DOCUMENT].any()


@pytest.mark.parametrize(
    ("lists", "first"), [("ll--", [0, 1, 0, 0]), ("l-l-", [0, 0, 1, 0]), ("----", [0] * 4)]
)
def test_items_of_a_list_count_for_each_other(lists: str, first: list[int]) -> None:
    near = around(ALONE, places("aaaa", lists)) / NEAR
    assert near[0, ROW].tolist() == first
    assert not near[3, ROW].any()
