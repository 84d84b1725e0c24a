"""Which heuristics name a value, so that nothing milder of them stands."""

from __future__ import annotations

import pytest

from antidistill import nlp
from antidistill.finding import Finding, Kind
from antidistill.formats import markdown
from antidistill.mode import load
from antidistill.plan.units import units
from antidistill.plan.verdict import verdicts

EXACT = (
    "If the vat is above 85 degrees, stir it.",
    "When it is slow, flush `vat-2` first.",
    "Knock three times before the bell.",
    "某一列不对，先看第三个枪头。",
    "慢的时候等两分钟再看。",
)
MILD = (
    "If the vat is hot, stir it.",
    "When it is slow, ask the hall first.",
    "某一列不对，先看枪头。",
)


def milder(text: str) -> bool:
    """Whether something milder could stand in the place of an unsure heuristic."""
    reading = nlp.read(markdown.read(f"{text}\n".encode(), "notes.md"))
    parts = units(reading)
    guess = Finding(Kind.JUDGEMENT, parts[0].span, "learned/sentence", 0.6, "reads like one")
    (verdict,) = verdicts(reading.document, parts, [guess], load("heavy"))
    return verdict.trimmed is not None


@pytest.mark.parametrize("text", EXACT)
def test_a_heuristic_with_a_value_has_no_milder_form(text: str) -> None:
    assert not milder(text)


@pytest.mark.parametrize("text", MILD)
def test_one_without_may_come_back(text: str) -> None:
    assert milder(text)
