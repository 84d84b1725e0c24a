"""What the page is given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from antidistill import web
from antidistill.decisions import Choice
from antidistill.diff import LINE_END
from antidistill.review import Review, begun
from antidistill.web.pages import LANGUAGES, texts
from antidistill.web.view import shown
from tests.decisions.conftest import EMPTY, source
from tests.web.conftest import bench, sample

HERE = Path(web.__file__).parent
CASES = [("heavy", sample()), ("medium", source("en")), ("medium", source("zh"))]


def _sides(review: Review) -> tuple[list[str], list[str]]:
    """The lines of the original and of the copy, as the page would show them."""
    original, copy = [], []
    for _, _, left, right in shown(review, None)["rows"]:
        if left is not None:
            original.append("".join(text for _, text, _ in left))
        if right is not None:
            copy.append("".join(text for _, text, _ in right or left))
    return original, copy


@pytest.mark.parametrize(("mode", "text"), CASES, ids=["sample", "en", "zh"])
def test_both_sides_are_whole_whatever_is_decided(mode: str, text: str) -> None:
    review = begun(bench(text, mode), EMPTY)
    while review.item is not None:
        original, copy = _sides(review)
        assert original == LINE_END.split(text.removesuffix("\n"))
        assert copy == LINE_END.split(review.sight.result.text.removesuffix("\n"))
        order = (Choice.KEEP, Choice.MILDER, Choice.STRICTER, Choice.ACCEPT)
        wanted = order[len(review.past) % 4 :]
        review = review.take(next(c for c in (*wanted, Choice.ACCEPT) if c in review.item.choices))


def test_each_item_is_marked_where_it_stands_also_when_it_is_kept() -> None:
    review = begun(bench(source("en"), "medium"), EMPTY)
    while review.item is not None:
        review = review.take(Choice.KEEP)
    found = shown(review, None)
    marked = {index for _, _, left, _ in found["rows"] for _, _, index in left or ()}
    assert marked == {-1, *range(len(found["items"]))}
    assert {sign for _, _, left, _ in found["rows"] for sign, _, _ in left or ()} == {"="}


def test_the_column_of_a_table_is_marked_alone() -> None:
    text = (
        "# Desks\n\n| Desk | Opens | Takes | Phone |\n|---|---|---|---|\n"
        "| North | Monday | parcels | +49 221 555 0147 |\n"
        "| South | Tuesday | letters | +49 221 555 0148 |\n"
    )
    review = begun(bench(text, "heavy"), EMPTY)
    rows = shown(review, None)["rows"]
    north = next(left for _, _, left, _ in rows if "North" in "".join(t for _, t, _ in left or ()))
    marked = "".join(text for _, text, index in north if index >= 0)
    assert "555 0147" in marked
    assert "parcels" not in marked


def test_characters_that_turn_the_text_are_shown_as_what_they_are() -> None:
    text = "# List\n\nAsk \u202eDana Reyes (the release lead) for the key.\n"
    review = begun(bench(text, "medium"), EMPTY)
    assert "\u202e" not in str(shown(review, None)["rows"])


def _used() -> set[str]:
    """The keys that the page uses, as far as they stand there whole."""
    html = (HERE / "page.html").read_text(encoding="utf-8")
    script = (HERE / "page.js").read_text(encoding="utf-8")
    keys = set(re.findall(r'data-(?:text|say)="([\w.]+)"', html))
    keys |= {f"do.{name}" for name in re.findall(r'data-do="(\w+)"', html)}
    return keys | set(re.findall(r'"((?:page|card|do|ask|told|sure)\.\w+)"', script))


def test_every_word_of_the_page_has_both_languages() -> None:
    for key, entry in texts().items():
        assert set(entry) == set(LANGUAGES), key
        assert all(entry.values()), key
        names = {language: set(re.findall(r"\{\w+\}", text)) for language, text in entry.items()}
        assert names["en"] == names["zh"], key


def test_the_page_uses_no_word_that_is_missing() -> None:
    wanted = _used() | {f"told.{choice.value}" for choice in Choice}
    wanted |= {f"sure.{sure}" for sure in ("follows", "sure", "likely", "perhaps")}
    wanted |= {f"ask.{what}" for what in ("kind", "section")}
    assert wanted <= set(texts())


def test_no_word_is_there_for_nothing() -> None:
    groups = ("told.", "sure.", "ask.kind", "ask.section")
    assert {key for key in texts() if not key.startswith(groups)} <= _used()


def test_the_page_names_no_other_place() -> None:
    for name in ("page.html", "page.js", "page.css"):
        text = (HERE / name).read_text(encoding="utf-8")
        places = set(re.findall(r"https?://[^\s\"']+", text))
        assert places <= {"http://www.w3.org/2000/svg"}, name
        assert not re.search(r"@import|url\(|innerHTML|eval\(", text), name
