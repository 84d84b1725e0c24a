"""What the local engine writes into sections that lost what they are for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from antidistill.passage import Passage
from tests.engines.test_local import answers, passage, shelf, slot
from tests.things.tables import Case, cases, marked

CASES = cases(Path(__file__).parent / "sections.toml", "case")


def section(case: Case) -> list[Passage]:
    """The passages of a case, as one section."""
    beside = tuple((1.0, text) for text in case.get("beside", ()))
    found = []
    for at, (place, text) in enumerate(zip(case["places"], case["texts"], strict=True)):
        where = slot(case.get("speech", "rule"), place, len(text))
        one = passage(text, at, heading=case["heading"], group="section 1", where=where, near=False)
        found.append(replace(one, beside=beside))
    return found


@pytest.mark.parametrize("case", marked(CASES))
def test_what_is_written(case: Case) -> None:
    language = case.get("language", "en")
    about = "letterpress 活版印刷"
    also = f"{about}\nink roller 墨辊\ntype case 字盘"
    said = answers(section(case), language, also=also, title=case.get("title", "Notes"))
    if "says" in case:
        assert [a.text or "" for a in said] == case["says"]
    else:
        assert [shelf(a) for a in said] == case["shelves"]


def test_nothing_is_used_twice() -> None:
    first = section(CASES[0])
    second = [replace(p, id=f"{p.id}-2", group="section 2") for p in first]
    said = answers([*first, *second], also="letterpress\nink roller\ntype case")
    assert [a.text is None for a in said] == [False, True]


def test_a_sentence_among_others_leaves_them_alone() -> None:
    case = {**CASES[0], "places": ["sentence"]}
    (said,) = answers(section(case), also="letterpress\nink roller\ntype case")
    assert said.alone
