"""The one function that makes new text, against a reference that replaces from the back."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill.edit import Edit, apply_edits, composed
from antidistill.span import Span

TEXTS = st.text(alphabet="ab 中文\n\r`|", max_size=40)
WORDS = st.text(alphabet="xy新\n", max_size=5)


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text, and edits of it that do not overlap."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return text, [Edit(Span(a, b), draw(WORDS), "why") for a, b in pairs]


def from_the_back(text: str, edits: list[Edit]) -> str:
    """The naive way: places further ahead stay right when the last edit is made first."""
    for edit in sorted(edits, key=lambda e: e.span.start, reverse=True):
        text = text[: edit.span.start] + edit.new + text[edit.span.end :]
    return text


@given(texts_with_edits(), st.integers())
def test_edits_in_any_order_give_what_the_naive_way_gives(
    made: tuple[str, list[Edit]], seed: int
) -> None:
    text, edits = made
    shuffled = random.Random(seed).sample(edits, len(edits))
    assert apply_edits(text, shuffled) == from_the_back(text, edits)


@given(TEXTS)
def test_no_edits_change_nothing(text: str) -> None:
    assert apply_edits(text, []) == text


@given(texts_with_edits())
def test_what_no_edit_names_stays(made: tuple[str, list[Edit]]) -> None:
    text, edits = made
    size = len(text) - sum(len(e.span) for e in edits) + sum(len(e.new) for e in edits)
    assert len(apply_edits(text, edits)) == size


OVERLAPS = {
    "the same place twice": [Span(2, 4), Span(2, 4)],
    "one inside the other": [Span(0, 6), Span(2, 3)],
    "by one character": [Span(0, 3), Span(2, 5)],
}


@pytest.mark.parametrize("spans", OVERLAPS.values(), ids=OVERLAPS.keys())
def test_overlaps_are_refused(spans: list[Span]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply_edits("abcdefgh", [Edit(s, "x", "why") for s in spans])


def test_an_edit_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        apply_edits("abc", [Edit(Span(2, 9), "", "why")])


def test_neighbouring_edits_are_no_overlap() -> None:
    edits = [Edit(Span(0, 2), "x", "why"), Edit(Span(2, 4), "y", "why")]
    assert apply_edits("abcd", edits) == "xy"


def test_an_insertion_stands_before_an_edit_of_the_same_place() -> None:
    edits = [Edit(Span(1, 2), "B", "why"), Edit(Span(1, 1), "+", "why")]
    assert apply_edits("abc", edits) == "a+Bc"


@given(texts_with_edits(), st.data())
def test_two_steps_are_one(made: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, first = made
    between = apply_edits(text, first)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(between)), max_size=8, unique=True)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    then = [Edit(Span(a, b), data.draw(WORDS), "later") for a, b in pairs]
    assert apply_edits(text, composed(text, first, then)) == apply_edits(between, then)


def test_steps_that_do_not_meet_stay_apart_and_keep_their_reasons() -> None:
    first, then = [Edit(Span(0, 2), "", "early")], [Edit(Span(2, 4), "Z", "late")]
    assert composed("abcdefgh", first, then) == [
        Edit(Span(0, 2), "", "early"),
        Edit(Span(4, 6), "Z", "late"),
    ]
