"""What the model alone takes for a habit: believed of a description, and of quoted words."""

from __future__ import annotations

import pytest

from antidistill import nlp
from antidistill.finding import LEARNED, Finding, Kind
from antidistill.formats import markdown
from antidistill.plan.covering import believed
from antidistill.plan.units import units


@pytest.mark.parametrize(
    ("text", "part", "confidence", "counts"),
    [
        ("What is the roll for?", "", 0.86, False),
        ("What is the roll for?", "persona", 0.86, True),
        ('"Shut the lid, will you?"', "", 0.9, True),
        ('"Shut the lid, will you?"', "", 0.6, False),
    ],
)
def test_a_guess_counts(text: str, part: str, confidence: float, counts: bool) -> None:
    document = markdown.read(f"{text}\n".encode(), "notes.md")
    unit = units(nlp.read(document))[0]
    guess = Finding(Kind.QUIRK, unit.span, LEARNED, confidence, "reads like one")
    rule = Finding(Kind.QUIRK, unit.span, "quirk/slang", confidence, "slang")
    assert believed(document, unit, [guess], part, announces=False) == [guess] * counts
    assert believed(document, unit, [rule], part, announces=False) == [rule]
