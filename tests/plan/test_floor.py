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
FACTS = f"{FACT} The line is in the hall. It takes the paper of a day."


def made(last: str, confidence: float) -> str:
    """What heavy makes of the text, that confidence in its judgement."""
    text, findings = unmarked(TEXT.format(last=last))
    told = [replace(f, confidence=confidence) if f.kind is Kind.JUDGEMENT else f for f in findings]
    return from_findings(text, told, "heavy").text


def test_the_least_telling_sentence_comes_back_to_a_condition() -> None:
    assert f"whoever opens the hall. {CONDITION}" in made(CONDITION, 0.6)


def test_so_it_does_to_a_section_that_says_hardly_anything() -> None:
    assert f"whoever opens the hall. {FACT}" in made(FACT, 0.6)


@pytest.mark.parametrize(("last", "confidence"), [(CONDITION, 0.9), (FACT, 0.9), (FACTS, 0.6)])
def test_sure_craft_and_what_stands_beside_facts_does_not(last: str, confidence: float) -> None:
    assert f"## Paper\n\n{last}\n" in made(last, confidence)


@pytest.mark.parametrize(
    ("marks", "back"),
    [
        ("«judgement|The lamp is best left to cool.»", True),
        ("«judgement|The lamp cools for 20 minutes.»", False),
        ("«incident|The lamp burst on a Monday.»", False),
        ("«judgement|No lamp cools in 5 minutes.» «judgement|It is best left alone.»", False),
    ],
)
def test_what_comes_back_tells_no_figure_and_leans_on_nothing(marks: str, back: bool) -> None:
    text, told = unmarked(f"# Press\n\n## Lamp\n\nThe lamp hangs over it.\n\n{marks}\n")
    findings = [replace(f, confidence=0.6) for f in told]
    words = unmarked(marks)[0].split(". ")[-1]
    assert (words in from_findings(text, findings, "heavy").text) is back


def test_bold_lines_among_others_keep_a_sentence() -> None:
    text = "# Press\n\n" + "\n\n".join(
        f"**{name}**\n\n«judgement|{name} are best looked at in the morning.»"
        for name in ("Lamps", "Rolls", "Keys")
    )
    plain, told = unmarked(f"{text}\n\n## Hall\n\nThe hall is open all day.\n")
    findings = [replace(f, confidence=0.6) for f in told]
    assert from_findings(plain, findings, "heavy").text == plain
