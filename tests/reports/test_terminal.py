"""What a person reads in a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill.diff import Op, Piece
from antidistill.reports import REPORTS, Look
from antidistill.reports.columns import clean, cut, pad, width, wrap

from .documents import RUNBOOK, exposing, outcome

ESCAPE = "\x1b"
TERMINAL = ("words", "side-by-side", "unified")


PIPE = Look()


def shown(name: str, marked: str, look: Look = PIPE) -> str:
    return "".join(REPORTS[name].render([outcome(marked)], look))


def test_words_under_their_heading_with_reasons() -> None:
    assert shown("words", RUNBOOK) == (
        "notes.md · heavy · 3 changes · 61 % of sentences kept\n"
        "\n── Billing runbook › Lag\n"
        " 4   \n"
        " 5 │ 1. Look at [-`lag-7` in Grafana-]{+the consumer lag+}.\n"
        "     └ pitfall · from the manual: a trap\n"
        " 6 │ 2. 先找[-王磊-]{+负责人+}确认，再重启。\n"
        "     └ pitfall · from the manual: a trap\n"
        " 7   3. Wait.\n"
        " 8   \n"
        " 9 │ [-We learnt this in March.-]\n"
        "     └ pitfall · left out: a trap\n"
        "10 │ \n"
        "11   ## Rest\n\n"
    )


def test_columns_side_by_side() -> None:
    assert shown("side-by-side", "# A\n\nsame\n[[old one|new one]]\n[[gone\n]]end\n", Look(60)) == (
        "notes.md · heavy · 2 changes · 61 % of sentences kept\n"
        "── A " + "─" * 55 + "\n"
        "3 same                       │ 3 same\n"
        "4 old one                    ≠ 4 new one\n"
        "  └ pitfall · from the manual: a trap\n"
        "5 gone                       <\n"
        "  └ pitfall · left out: a trap\n"
        "6 end                        │ 5 end\n\n"
    )


def test_unified_is_what_patch_reads() -> None:
    assert shown("unified", "a\n[[b|c]]\nd[[x]]") == (
        "--- a/notes.md\n+++ b/notes.md\n@@ -1,3 +1,3 @@\n a\n"
        "-b\n-dx\n\\ No newline at end of file\n+c\n+d\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize("name", TERMINAL)
def test_colour_only_where_there_is_some(name: str) -> None:
    assert ESCAPE not in shown(name, RUNBOOK, Look(80, colour=False))
    assert f"{ESCAPE}[3" in shown(name, RUNBOOK, Look(80, colour=True))


def test_what_goes_is_red_and_struck_out_and_what_comes_is_green() -> None:
    text = shown("words", "a [[b|c]] d", Look(80, colour=True))
    assert f"{ESCAPE}[31;9mb{ESCAPE}[0m{ESCAPE}[32mc{ESCAPE}[0m" in text


@pytest.mark.parametrize("name", TERMINAL)
def test_a_document_cannot_steer_the_terminal(name: str) -> None:
    nasty = "a\x1b]0;owned\x07 \u202e [[b\x1b[2J|c\x9b31m]] d\n"
    text = shown(name, nasty, Look(80, colour=False))
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_unified_keeps_every_character_for_programs() -> None:
    assert "\x1b]0;owned" in shown("unified", "a\x1b]0;owned [[b|c]]\n")


@pytest.mark.parametrize("name", ["words", "side-by-side"])
def test_an_unchanged_document_is_said_to_be_so(name: str) -> None:
    assert shown(name, "# A\n\nAll known.\n") == "notes.md · heavy · nothing to generalise\n\n"


def test_unified_says_nothing_about_an_unchanged_document() -> None:
    assert shown("unified", "# A\n\nAll known.\n") == ""


@pytest.mark.parametrize("name", ["words", "side-by-side"])
def test_names_in_critical_text_are_named(name: str) -> None:
    outcomes = [exposing("Tell Ms Berg of a spill. [[x|y]]", "Berg")]
    text = "".join(REPORTS[name].render(outcomes, PIPE))
    assert "critical text stays as it is and still names Berg" in text


@given(st.text(alphabet="ab 说，\U0001f600", max_size=60), st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_only_spaces(text: str, columns: int) -> None:
    found = wrap([Piece(Op.SAME, text)], columns)
    assert all(sum(width(p.text) for p in line) <= columns for line in found)
    joined = "".join(p.text for line in found for p in line)
    assert joined.replace(" ", "") == text.replace(" ", "")


def test_without_a_limit_nothing_is_wrapped() -> None:
    assert len(wrap([Piece(Op.SAME, "word " * 99)], 0)) == 1


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("说明", 4), ("e\u0301", 1), ("a\u200bb", 2), ("ｈ", 2)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_pad_and_cut_count_columns() -> None:
    assert pad("说", 4) == "说  "
    assert cut("说明书", 5) == "说明…"
    assert cut("说明", 4) == "说明"


def test_clean_keeps_line_feeds_and_widens_tabs() -> None:
    assert clean("a\tb\nc") == "a    b\nc"


def test_a_paragraph_that_was_filled_anew_shows_its_words_only() -> None:
    old = "We wait. This is old. Any\nnode will do here, and\nothers too.\n"
    new = "We wait. Any node will\ndo here, and others too.\n"
    assert shown("words", f"[[{old}|{new}]]").splitlines()[2:] == [
        "1 │ We wait. [-This is old. -]Any",
        "    └ pitfall · from the manual: a trap",
        "2   node will do here, and",
        "",
    ]
