"""Marks, and the book that is found with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill import toml
from antidistill.decisions import NO_DECISIONS, Choice, Decision
from antidistill.decisions.book import normalised
from antidistill.finding import Kind

from .conftest import EMPTY, MARKER

PAIRS = toml.parsed(Path(__file__).with_name("normalised.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("one", "other"), PAIRS["same"].values(), ids=PAIRS["same"])
def test_one_mark(one: str, other: str) -> None:
    assert MARKER.mark(Kind.PITFALL, one) == MARKER.mark(Kind.PITFALL, other)


@pytest.mark.parametrize(
    ("one", "other"), PAIRS["must_not_be_same"].values(), ids=PAIRS["must_not_be_same"]
)
def test_two_marks(one: str, other: str) -> None:
    assert MARKER.mark(Kind.PITFALL, one) != MARKER.mark(Kind.PITFALL, other)


def test_kind_part_key_and_salt_make_other_marks() -> None:
    marks = [
        MARKER.mark(Kind.PITFALL, "text"),
        MARKER.mark(Kind.QUIRK, "text"),
        MARKER.mark(Kind.PITFALL, "text", "part"),
        MARKER.mark(Kind.PITFALL, "text\0part"),
        replace(MARKER, key=b"l" * 32, _known={}).mark(Kind.PITFALL, "text"),
        replace(MARKER, salt=b"t" * 16, _known={}).mark(Kind.PITFALL, "text"),
        replace(MARKER, rounds=2, _known={}).mark(Kind.PITFALL, "text"),
    ]
    assert len(set(marks)) >= len(marks) - 1


@given(text=st.text(), part=st.text())
def test_a_mark_says_nothing_and_is_always_the_same(text: str, part: str) -> None:
    mark = MARKER.mark(Kind.PITFALL, text, part)
    fresh = replace(MARKER, _known={})
    assert fresh.mark(Kind.PITFALL, text, part) == mark
    assert len(mark) == 32
    assert set(mark) <= set("0123456789abcdef")


@given(text=st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once


def test_a_decision_is_found_and_taken_back() -> None:
    mark = MARKER.mark(Kind.PITFALL, "text")
    book = EMPTY.having([mark], Decision(Choice.KEEP))
    assert book.about(Kind.PITFALL, " TEXT") == Decision(Choice.KEEP)
    assert book.about(Kind.QUIRK, "text") is None
    assert book.having([mark], None).about(Kind.PITFALL, "text") is None
    assert not EMPTY
    assert NO_DECISIONS.about(Kind.PITFALL, "text") is None
