"""From findings to the new text, over small documents with findings made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from antidistill.finding import Kind
from antidistill.mode import Action, Mode, load
from tests.plan.marks import planned, unmarked
from tests.things.tables import Case, cases, marked

FOLDER = Path(__file__).parent / "cases"
CASES = [
    {**case, "name": f"{file.stem}: {case['name']}"}
    for file in sorted(FOLDER.glob("*.toml"))
    for case in cases(file, "case")
]


def mode_of(case: Case) -> Mode:
    """The mode that a case names; 'drop' leaves out all that medium would replace."""
    name = case.get("mode", "medium")
    if name != "drop":
        return load(name)
    left_out = dict.fromkeys((Kind.PITFALL, Kind.INCIDENT, Kind.CONTEXT), Action.LEAVE_OUT)
    medium = load("medium")
    return replace(medium, policy={**medium.policy, **left_out})


@pytest.mark.parametrize("case", marked(CASES))
def test_the_plan_makes_of_it_what_the_case_says(case: Case) -> None:
    made = planned(
        case["input"],
        mode_of(case),
        case.get("answers"),
        analysed=case.get("analysed", False),
    )
    assert made.text == case["expected"]


@pytest.mark.parametrize("case", marked([c for c in CASES if "xfail" not in c]))
def test_what_it_made_changes_no_more_without_findings(case: Case) -> None:
    analysed = case.get("analysed", False)
    made = planned(case["expected"], mode_of(case), analysed=analysed)
    assert made.text == case["expected"]


def test_marks_are_taken_off_and_become_findings() -> None:
    text, found = unmarked("a «pitfall cut=x|b «person|c» d» e")
    assert text == "a b c d e"
    assert [(f.kind, f.span.of(text)) for f in found] == [
        (Kind.PITFALL, "b c d"),
        (Kind.PERSON, "c"),
    ]
    assert found[0].cut == found[0].span and found[0].neutral == "x"
