"""The first step of a numbered list: it comes back unless it is surely craft."""

from __future__ import annotations

from dataclasses import replace

import pytest

from antidistill.finding import Kind
from tests.plan.marks import from_findings, unmarked

REST = (
    "2. Shut the valve on the left.\n3. Press the blue button.\n"
    "4. Write the weight on the list.\n5. Sign the list by the door.\n"
)
TEXT = "# Roll\n\n1. «judgement|Open the lid of the press.»\n" + REST


@pytest.mark.parametrize(("confidence", "first"), [(0.6, True), (0.95, False)])
def test_the_first_step(confidence: float, first: bool) -> None:
    text, findings = unmarked(TEXT)
    told = [replace(f, confidence=confidence) for f in findings if f.kind is Kind.JUDGEMENT]
    made = from_findings(text, told, "medium", analysed=True).text
    assert ("1. Open the lid of the press.\n2. Shut" in made) is first
    assert ("1. Shut the valve" in made) is not first
