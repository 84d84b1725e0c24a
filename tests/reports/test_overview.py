"""What the page says beside the changes: exposure, habits, decisions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from antidistill.decisions import Choice
from antidistill.exposure import Exposure
from antidistill.finding import Finding, Kind
from antidistill.reports import Outcome
from antidistill.reports.exposed import gauge, heat, heat_of
from antidistill.reports.html import Html, Look
from antidistill.reports.overview import CHOICES
from antidistill.result import Decided
from antidistill.span import Span
from tests.reports.documents import outcome
from tests.reports.test_html import Page

BEFORE = Exposure(
    80, (), ((("Guide",), 0), (("Guide", "Lag <b>"), 90), (("Guide", "Lag <b>"), 20)), ()
)
AFTER = Exposure(12, (), ((("Guide",), 0), (("Guide", "Lag <b>"), 10)), ())
TEXT = "Well, well, it lags. [[Never ask Anna.]]\n"


def _page(found: Outcome) -> str:
    return "".join(Html().render([found], Look()))


def test_exposure_before_and_after() -> None:
    page = _page(replace(outcome(TEXT), exposures=(BEFORE, AFTER)))
    assert "Exposure: 80 of 100 before, 12 after" in Page(page).text
    assert "80 → 12" in Page(page).text
    assert [svg["role"] for svg in Page(page).all("svg")] == ["img", "img"]


def test_nothing_is_said_that_was_not_measured() -> None:
    page = _page(outcome(TEXT))
    assert "<svg" not in page
    assert "<table" not in page


def test_the_heat_map_has_a_line_for_each_section_that_tells_something() -> None:
    found = Page(heat(BEFORE, AFTER))
    assert found.open == []
    assert found.text == "– Lag <b>90 → 10– Lag <b>20 → 0"
    assert len(found.all("rect")) == 4


@pytest.mark.parametrize(("score", "filled"), [(0, 0), (1, 1), (100, 1)])
def test_a_gauge_from_nothing_to_all(score: int, filled: int) -> None:
    found = Page(gauge(BEFORE, replace(AFTER, score=score)))
    assert len(found.all("path")) == 1 + filled
    assert f"80 → {score}" in found.text


@pytest.mark.parametrize(
    ("score", "name"), [(0, "low"), (29, "low"), (30, "some"), (59, "some"), (60, "high")]
)
def test_colours(score: int, name: str) -> None:
    assert heat_of(score) == name


def test_habits_with_their_value_and_norm() -> None:
    base = outcome(TEXT)
    note = "a filler: 9 per 1,000 characters, usual 0.06"
    seen = [
        Finding(Kind.QUIRK, Span(0, 5), "word/filler", 0.9, note),
        Finding(Kind.QUIRK, Span(6, 11), "word/filler", 0.9, note),
        Finding(Kind.PITFALL, Span(12, 20), "pitfall/x", 0.9, "a trap"),
        Finding(Kind.QUIRK, Span(0, 20), "learned/sentence", 0.9, "reads like one"),
    ]
    page = Page(_page(replace(base, result=replace(base.result, findings=tuple(seen)))))
    assert "Habits of writing (1)" in page.text
    assert f"{note}2Well, · well," in page.text
    assert "reads like one" not in page.text


def test_decisions_with_their_place() -> None:
    base = outcome("One.\n" + TEXT)
    told = tuple(Decided(Span(5, 25), Kind.QUIRK, choice.value) for choice in Choice)
    page = Page(_page(replace(base, result=replace(base.result, decided=told))))
    assert f"Decided in reviews ({len(Choice)})" in page.text
    assert "2quirkyoursWell, well, it lags." in page.text


def test_every_choice_has_its_word() -> None:
    assert set(CHOICES) == {choice.value for choice in Choice}
