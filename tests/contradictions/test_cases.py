"""What is told of a document's own slips, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antidistill import nlp
from antidistill.contradictions import LOOKERS, contradictions
from antidistill.formats import format_for
from antidistill.reading import Reading
from tests.things.tables import Case, cases, marked

HERE = Path(__file__).parent


def reading(text: str, *, analyse: bool = True) -> Reading:
    return nlp.read(format_for("notes.md").read(text.encode(), "notes.md"), analyse=analyse)


@pytest.mark.parametrize("case", marked(cases(HERE / "cases.toml", "told")))
def test_what_is_told(case: Case) -> None:
    found = contradictions(reading(case["text"]))
    assert [f"{c.sort}: {c.message}" for c in found] == case["told"]


@pytest.mark.parametrize("case", marked(cases(HERE / "cases.toml", "not_told")))
def test_what_is_no_slip(case: Case) -> None:
    assert [c.message for c in contradictions(reading(case["text"]))] == []


def test_every_sort_has_a_case() -> None:
    told = {t.split(":")[0] for c in cases(HERE / "cases.toml", "told") for t in c["told"]}
    assert told == set(LOOKERS)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["step 3", "SEV1", "Sev-1", "two rules:", "- a", "1. b", "第三步", "# 三大原则"]
        )
    )
)
def test_any_text_is_looked_through_and_places_are_in_it(lines: list[str]) -> None:
    text = "\n\n".join(lines) + "\n"
    for one in contradictions(reading(text, analyse=False)):
        assert one.places
        assert all(0 <= s.start < s.end <= len(text) for s in one.places)
