"""The difference as data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill import toml
from antidistill.diff import Op, Piece, changes, line_starts, pieces, words
from antidistill.reports import Look
from antidistill.reports.columns import painted, signed
from antidistill.reports.layout import lines, rows

from .documents import RUNBOOK, result

CASES = toml.parsed((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
TEXT = st.text(alphabet="ab 说。\n\r", max_size=12)
MARKED = st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=4)


@pytest.mark.parametrize("case", CASES["shown"], ids=lambda c: c["why"])
def test_words_are_shown_as_in_the_table(case: dict[str, str]) -> None:
    assert painted(signed(words(case["old"], case["new"])), Look()) == case["as"]


@pytest.mark.parametrize("case", CASES["same"], ids=lambda c: c["why"])
def test_what_is_the_same_has_no_change(case: dict[str, str]) -> None:
    assert words(case["text"], case["text"]) == (Piece(Op.SAME, case["text"]),)


@given(TEXT, TEXT)
def test_both_wordings_can_be_read_off_the_pieces(old: str, new: str) -> None:
    found = words(old, new)
    assert "".join(p.text for p in found if p.op is not Op.NEW) == old
    assert "".join(p.text for p in found if p.op is not Op.GONE) == new
    assert all(p.text for p in found)


def marked(parts: list[tuple[str, str, str]]) -> str:
    return "".join(f"{same}[[{old}|{new}]]" for same, old, new in parts) + "tail"


@given(MARKED)
def test_both_texts_can_be_read_off_the_stream(parts: list[tuple[str, str, str]]) -> None:
    found = result(marked(parts))
    stream = pieces(found.document.text, changes(found))
    assert "".join(p.text for p in stream if p.op is not Op.NEW) == found.document.text
    assert "".join(p.text for p in stream if p.op is not Op.GONE) == found.text


def cut(text: str) -> list[str]:
    found = re.split(r"\r\n|\r|\n", text)
    return found[:-1] if not found[-1] else found


@given(MARKED)
def test_columns_hold_the_lines_of_both_texts(parts: list[tuple[str, str, str]]) -> None:
    # A carriage return and a line feed of different pieces would be one end in the joined text.
    parts = [(a.replace("\r", ""), b.replace("\r", ""), c.replace("\r", "")) for a, b, c in parts]
    found = result(marked(parts))
    table = list(rows(pieces(found.document.text, changes(found))))
    left = ["".join(p.text for p in r.left) for r in table if r.left is not None]
    right = ["".join(p.text for p in r.right) for r in table if r.right is not None]
    assert left == cut(found.document.text)
    assert right == cut(found.text)
    assert [r.old for r in table if r.left is not None] == list(range(1, len(left) + 1))
    assert [r.new for r in table if r.right is not None] == list(range(1, len(right) + 1))


def test_columns_meet_after_a_line_that_goes() -> None:
    found = result("a\n[[b\n]]c\n")
    table = list(rows(pieces(found.document.text, changes(found))))
    assert [(r.old, r.new) for r in table] == [(1, 1), (2, 0), (3, 2)]
    assert [r.same for r in table] == [True, False, True]


def test_changes_know_their_place() -> None:
    made = changes(result(RUNBOOK))
    assert [(c.line, c.path) for c in made] == [
        (5, ("Billing runbook", "Lag")),
        (6, ("Billing runbook", "Lag")),
        (9, ("Billing runbook", "Lag")),
    ]


def test_an_edit_that_changes_nothing_is_no_change() -> None:
    assert changes(result("a [[b|b]] c")) == ()


def test_lines_count_in_the_original() -> None:
    found = result("a\n[[b\nc|d]]\ne\n")
    stream = list(lines(pieces(found.document.text, changes(found))))
    assert [line.old for line in stream] == [1, 2, 3, 4]
    assert [line.same for line in stream] == [True, False, False, True]


@pytest.mark.parametrize(
    ("text", "starts"),
    [("", [0]), ("a", [0]), ("a\n", [0]), ("a\r\nb", [0, 3]), ("\n\n", [0, 1]), ("a\u2028b", [0])],
)
def test_line_starts(text: str, starts: list[int]) -> None:
    assert line_starts(text) == starts
