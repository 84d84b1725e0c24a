"""Tables of a PDF: read by the lines around their cells, and nothing else taken for one."""

from __future__ import annotations

import pytest

from .papers import Set, column, paper, ruled
from .test_pdf import LONG, text_of

ROWS = (("Level", "Answer", "Who"), ("P1", "now", "all"), ("P2", "soon | later", ""))
TABLE = """\
| Level | Answer | Who |
| --- | --- | --- |
| P1 | now | all |
| P2 | soon \\| later |  |
"""


@pytest.mark.parametrize("thin", [False, True])
def test_lines_around_cells_make_a_table(*, thin: bool) -> None:
    page = [*column(LONG, top=760), *ruled(*ROWS, thin=thin), *column("Then.", top=600)]
    assert text_of(paper(page)) == f"{LONG}\n\n{TABLE}\nThen.\n"


def test_a_cell_may_have_several_lines() -> None:
    page = ruled(("Step", "Check"), ("Open the/valve", "It does/not leak"), height=30)
    assert "| Open the valve | It does not leak |" in text_of(paper(page))


def test_cells_without_a_line_between_them_are_one() -> None:
    rows = (("Level", "Answer", "Who"), ("P1", "now", "all"), ("", "later", "some"))
    page = ruled(*rows, without=[(1, 0, "below"), (0, 1, "right")])
    assert text_of(paper(page)) == (
        "| Level | Answer Who |  |\n| --- | --- | --- |\n| P1 | now | all |\n|  | later | some |\n"
    )


def test_a_table_that_goes_on_is_one() -> None:
    first, second = ruled(*ROWS, top=100), ruled(ROWS[0], ("P3", "never", "none"), top=780)
    assert text_of(paper(first, second)) == f"{TABLE}| P3 | never | none |\n"


def test_a_row_that_goes_on_is_one() -> None:
    first = ruled(("Level", "Answer"), ("P1", "now and"), top=100)
    second = ruled(("", "then"), ("P2", "soon"), top=780)
    assert "| P1 | now and then |\n| P2 | soon |" in text_of(paper(first, second))


def test_a_form_to_fill_in_is_one() -> None:
    page = ruled(("Date", "Change"), ("", ""), ("", ""))
    assert text_of(paper(page)) == "| Date | Change |\n| --- | --- |\n|  |  |\n|  |  |\n"


_FRAME = "60 500 300 220 re S"
_PROSE = "/".join([LONG[:60]] * 12)


@pytest.mark.parametrize(
    "page",
    [
        [_FRAME, *column("A box", "around text.")],
        [*ruled(("a", "row", "alone"))],
        [*column("Under", "lined", step=20), "72 698 m 120 698 l S", "72 678 m 120 678 l S"],
        [*column("Not", "painted"), "60 600 200 140 re 60 650 200 0.5 re 100 600 0.5 140 re n"],
        [*column("A", "chart"), *(f"{72 + 30 * n} 500 20 {40 * n + 40} re f" for n in range(5))],
        [*ruled((_PROSE, _PROSE), ("x", "y"), height=200, width=250)],
        [*column("No", "lines"), Set("between", 700, x=200), Set("columns", 686, x=200)],
        ["0 0 m 1 1 l", *column("A line", "that leans."), "60 600 m 300 720 l S"],
    ],
)
def test_nothing_else_is_a_table(page: list[Set | str]) -> None:
    assert "|" not in text_of(paper(page))
