"""What the lines of a section say of one another, and what may be kept of one of them."""

from __future__ import annotations

import pytest

from antidistill.asking.among import says_again
from antidistill.asking.cuts import said_anyway, without_reason
from antidistill.asking.own_lines import without_comments
from antidistill.sheet import Goes, May
from tests.asking.documents import run, sheet_of

AGAIN = {
    ("if (diff > 100000) {", "10万条"): True,
    ("We set the timeout to 5 minutes.", "5 minutes"): True,
    ("The list has 5 rows.", "5 minutes"): False,
    ("Open page 5.", "5"): False,
    ("if (diff > 1000) {", "10万条"): False,
}


@pytest.mark.parametrize(("text", "figure"), AGAIN)
def test_a_hidden_figure_that_stands_elsewhere(text: str, figure: str) -> None:
    assert says_again(text, [figure]) == AGAIN[text, figure]


TRAY = "推荐使用静态打印服务器寻址方式"
PRESS = "Lists are printed on the large press because the small one jams."
REASONS = {
    (f"{TRAY}，好处是部署简单，且可以热升级。", f"{TRAY}。"): True,
    (f"{TRAY}，好处是部署简单。", f"{TRAY}。"): True,
    (f"{TRAY}，好处是部署简单。", "推荐使用静态打印服务器，部署简单。"): False,
    (f"{TRAY}，在地下室。", f"{TRAY}。"): False,
    (PRESS, "Lists are printed on the large press."): True,
    (PRESS, "The small one jams."): False,
    ("Wait 5 hours with it because the small one jams.", "Wait 5 hours with it."): False,
    ("Last year we had two presses, because one jams.", "Last year we had two presses."): False,
}


@pytest.mark.parametrize(("shown", "text"), REASONS)
def test_a_line_without_its_reason_may_stand_as_it_is(shown: str, text: str) -> None:
    assert without_reason(shown, text) == REASONS[shown, text]


def test_words_that_stand_in_the_copy_anyway_are_no_wording_of_a_line() -> None:
    text = "推荐使用静态打印服务器寻址方式"
    assert list(said_anyway(text, "静态打印服务器寻址方式（默认）", "zh"))
    assert not list(said_anyway(text, "打印服务器在地下室", "zh"))
    assert list(said_anyway("Open the queue page of the shop.", "The queue page of the shop", "en"))
    assert not list(said_anyway("Open the queue page of the shop.", "The queue is long", "en"))


BLOCK = "# ids only grow\nrun first  # a row may be lost\n# next\nrun second"
COMMENTS = {
    ("# ids only grow",): "run first  # a row may be lost\n# next\nrun second",
    ("a row may be lost",): "# ids only grow\nrun first\n# next\nrun second",
    ("ids only grow", "a row may be lost"): "run first\n# next\nrun second",
    ("run second",): None,
    ("never said",): None,
}


@pytest.mark.parametrize("quotes", COMMENTS)
def test_a_block_without_the_comments_that_were_named(quotes: tuple[str, ...]) -> None:
    assert without_comments(BLOCK, quotes) == COMMENTS[quotes]


PICTURE = """# Duty

The shop has a duty roster for the presses.

## Rota

* The first level is the person on duty.

* Start with the jobs of the bindery, it is nearly always the culprit. It happened once in March.

![The levels](img/levels.png)

* Rotate every week.
"""


def test_a_remark_on_a_line_that_reads_anew_is_marked_and_no_other() -> None:
    lines = {ln.text: ln for ln in sheet_of(PICTURE).lines()}
    remark = lines["It happened once in March."]
    assert (remark.may, remark.goes, remark.continues) == (May.VAGUER, Goes.ANEW, True)
    assert lines["Rotate every week."].goes is None


@pytest.mark.parametrize("answered", [True, False])
def test_a_picture_that_goes_with_its_item_stays_with_an_answer(answered: bool) -> None:
    texts = {"Start with": "Look at the queue page, sorted by age.", "It happened": ""}
    if answered:
        texts["![The"] = "![The levels](⟦link 1⟧)"
    result, _ = run(
        PICTURE, lambda ln: next((t for k, t in texts.items() if ln.text.startswith(k)), False)
    )
    assert ("![The levels](img/levels.png)" in result.text) == answered
