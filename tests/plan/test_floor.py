"""What comes back to a section of which only a condition would be left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from antidistill.finding import Kind
from tests.plan.marks import from_findings, unmarked

TEXT = (
    "# Press\n\nThe press stands on the left.\n\n## Paper\n\n"
    "«judgement|The paper is fetched by whoever opens the hall.» "
    "«pitfall|Turn the small screw before it is cut.» "
    "{last}\n"
)
CONDITION = "If the paper is damp, hang it over the line."
FACT = "Damp paper hangs over the line until noon."


def made(last: str, confidence: float) -> str:
    """What heavy makes of the text, that confidence in its judgement."""
    text, findings = unmarked(TEXT.format(last=last))
    told = [replace(f, confidence=confidence) if f.kind is Kind.JUDGEMENT else f for f in findings]
    return from_findings(text, told, "heavy").text


def test_the_least_telling_sentence_comes_back_to_a_condition() -> None:
    assert f"whoever opens the hall. {CONDITION}" in made(CONDITION, 0.6)


@pytest.mark.parametrize(("last", "confidence"), [(CONDITION, 0.9), (FACT, 0.6)])
def test_sure_craft_and_what_stands_beside_a_fact_does_not(last: str, confidence: float) -> None:
    assert f"## Paper\n\n{last}\n" in made(last, confidence)
