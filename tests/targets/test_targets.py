"""Which findings feed which item of a distiller's list."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill import nlp
from antidistill.finding import Finding, Kind
from antidistill.formats import format_for
from antidistill.span import Span
from antidistill.targets import feeds, targets
from tests.things.tables import Case, cases, marked

HERE = Path(__file__).parent
CASES = cases(HERE / "cases.toml", "feeds")


def fed(case: Case) -> dict[str, int]:
    """Ids with the number of findings, for one finding of the case's kind at each of its words."""
    text = case["text"]
    reading = nlp.read(format_for("n.md").read(text.encode(), "n.md"), analyse=False)
    found = []
    for words in case["words"]:
        span = Span(text.index(words), text.index(words) + len(words))
        found.append(Finding(Kind(case["kind"]), span, case["rule"], 0.8))
    return {f.target.id: len(f.findings) for f in feeds(reading, found)}


def test_all_items_are_there_in_order_in_both_languages() -> None:
    wanted = [f"W{n}" for n in range(1, 20)] + [f"P{n}" for n in range(1, 15)]
    assert [t.id for t in targets()] == wanted
    assert all(t.names["en"] and t.names["zh"] for t in targets())


@pytest.mark.parametrize("case", marked(CASES))
def test_what_is_fed(case: Case) -> None:
    assert fed(case) == dict.fromkeys(case["feeds"], 1)


def test_every_item_has_a_case() -> None:
    assert {i for c in CASES for i in c["feeds"]} == {t.id for t in targets()}


@pytest.mark.parametrize("case", marked(cases(HERE / "cases.toml", "feeds_nothing")))
def test_what_is_not(case: Case) -> None:
    assert fed(case) == {}


def test_one_place_counts_once() -> None:
    text = "Never stop it.\n"
    reading = nlp.read(format_for("n.md").read(text.encode(), "n.md"), analyse=False)
    span = Span(0, 14)
    found = [Finding(Kind.PITFALL, span, r, 0.8) for r in ("pitfall/never", "pitfall/ban")]
    assert [len(f.findings) for f in feeds(reading, found)] == [1]
