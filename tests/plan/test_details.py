"""Examples in brackets stay where they belong to a rule of the firm or to critical text."""

from __future__ import annotations

import pytest

from tests.plan.marks import planned


@pytest.mark.parametrize(
    ("kind", "stays"), [("norm norm", True), ("critical", True), ("procedure low", False)]
)
def test_whose_examples_go_in_heavy(kind: str, stays: bool) -> None:
    example = " (e.g. the red ones from the rack)"
    text = f"«{kind}|Rolls of another colour{example} belong to the fitter of the whole hall.»\n"
    made = planned(text, "heavy").text
    assert (example in made) is stays
    assert "belong to the fitter" in made


@pytest.mark.parametrize("attributes", ["", '{:target="_blank"}'])
def test_whose_page_a_link_leads_to_is_no_detail(attributes: str) -> None:
    line = f"[Answering to leaks](https://docs.python.org/3/x.html){attributes} (the Python docs)"
    text = f"# Reading\n\n- «procedure|{line}»\n- «procedure|{line}»\n"
    assert line in planned(text, "heavy").text


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (
            "Print the rows: ink (the black one) / oil (the thin one) / paper from the store.",
            "Print the rows: ink / oil / paper from the store.",
        ),
        (
            "Add the mark to the roll for example, as the hall asks for it every day.",
            "Add the mark to the roll for example, as the hall asks for it every day.",
        ),
    ],
)
def test_what_is_left_of_a_step_without_its_details(line: str, left: str) -> None:
    text = f"# Roll\n\n- «procedure|{line}»\n- «procedure|{line}»\n"
    assert f"- {left}\n" in planned(text, "heavy").text
