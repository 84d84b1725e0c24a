"""Numbers as words, in both directions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill.counts import number_in, number_like


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("7", 7),
        ("seven", 7),
        ("Twelve", 12),
        ("七", 7),
        ("两", 2),
        ("十二", 12),
        ("二十", 20),
        ("many", 0),
    ],
)
def test_numbers(words: str, number: int) -> None:
    assert number_in(words) == number


@given(st.integers(1, 20), st.sampled_from(["7", "seven", "Seven", "七", "两", "十二"]))
def test_a_number_said_in_any_way_is_the_same_number(number: int, like: str) -> None:
    assert number_in(number_like(number, like)) == number


@pytest.mark.parametrize(
    ("number", "like", "said"),
    [
        (2, "三", "两"),
        (11, "十二", "十一"),
        (20, "三", "二十"),
        (3, "Four", "Three"),
        (3, "4", "3"),
    ],
)
def test_a_number_is_said_as_the_model_says_one(number: int, like: str, said: str) -> None:
    assert number_like(number, like) == said
