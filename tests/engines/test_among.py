"""Steps of a procedure among steps that stay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from antidistill.engines.base import Brief
from antidistill.engines.local.among import placed, spread
from antidistill.engines.local.shelves import Entry
from antidistill.engines.local.stock import Stock
from antidistill.manual.load import heads
from antidistill.manual.topic import Both
from tests.engines.test_local import FOLDERS, passage, slot
from tests.things.tables import Case, cases, marked

HERE = Path(__file__).parent
STEPS = (
    "Sweep the shelves of the chamber.",
    "Warm the kiln slowly in the morning.",
    "Read the cone through the spyhole.",
    "Write the curve into the book.",
)
ENTRIES = [Entry(Both(s, s), f"manual/kiln/procedures/0/{i}") for i, s in enumerate(STEPS)]


@pytest.mark.parametrize("case", marked(cases(HERE / "among.toml", "case")))
def test_gaps_get_what_the_procedure_has_there(case: Case) -> None:
    last = len(case["list"]) - 1
    beside = tuple((i / last, text) for i, text in enumerate(case["list"]) if text)
    gaps = [
        replace(passage(at=i, where=slot("step", position=i / last)), beside=beside)
        for i, text in enumerate(case["list"])
        if not text
    ]
    found = placed(gaps, ENTRIES, "en", frozenset())
    assert [found[p.id].say.en if p.id in found else "" for p in gaps] == case["wanted"]


@pytest.mark.parametrize(
    ("wanted", "places"), [(1, [0]), (2, [0, 3]), (3, [0, 2, 3]), (9, [0, 1, 2, 3])]
)
def test_a_short_list_has_the_first_and_the_last_step(wanted: int, places: list[int]) -> None:
    assert spread(ENTRIES, wanted) == [ENTRIES[i] for i in places]


@pytest.mark.parametrize(
    ("entry", "text", "said"),
    [
        ("Warm the kiln slowly in the morning.", "Each morning the kiln is warmed slowly.", True),
        ("早上先给窑炉慢慢升温。", "每天早上要先给窑炉慢慢升温，再开门。", True),
        ("Warm the kiln slowly in the morning.", "The kiln stands in the yard.", False),
        ("早上先给窑炉慢慢升温。", "窑炉在院子里。", False),
    ],
)
def test_what_the_document_says_is_not_said_again(entry: str, text: str, said: bool) -> None:
    language = "en" if entry.isascii() else "zh"
    stock = Stock(Brief(language, "", text, 3), frozenset())
    assert stock.said(entry) is said


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("The letterpress stands in the hall. Lock the forme.", True),
        ("The letterpress stands in the hall. Lock the door.", False),
        ("", False),
    ],
)
def test_a_tip_uses_no_term_of_the_trade_that_the_document_lacks(text: str, speaks: bool) -> None:
    head = next(h for h in heads(*FOLDERS) if h.id == "letterpress")
    said = "A forme that is locked too hard bows in the middle."
    entry = Entry(Both(said, said), "manual/letterpress/traps/2")
    assert Stock(Brief("en", "", text, 3), frozenset()).at_hand(entry, head) is speaks
