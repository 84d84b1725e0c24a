"""What comments in code say is found line by line; the code itself is nobody's sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from antidistill import nlp, toml
from antidistill.edit import apply_edits
from antidistill.finders import find
from antidistill.finding import COMMENTS, Finding
from antidistill.formats import markdown
from antidistill.mode import load
from antidistill.order import Order
from antidistill.pipeline import generalise
from antidistill.reading import Reading

CASES = toml.parsed((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
Case = dict[str, Any]


def source(case: Case) -> str:
    return f"# Nightly load\n\n## Steps\n\n```{case.get('language', 'bash')}\n{case['code']}```\n"


def read(case: Case) -> Reading:
    return nlp.read(markdown.read(source(case).encode(), "notes.md"))


def found(reading: Reading) -> list[Finding]:
    return [f for f in find(reading) if f.rule.startswith(COMMENTS)]


@pytest.mark.parametrize("case", CASES["goes"], ids=lambda c: c["lines"][0][:30])
def test_craft_in_comments_is_found(case: Case) -> None:
    reading = read(case)
    places = [f.span.of(reading.document.text) for f in found(reading)]
    assert len(places) == len(case["lines"])
    for place, line in zip(places, case["lines"], strict=True):
        assert place.strip("#/- ") in line


@pytest.mark.parametrize("case", CASES["stays"], ids=lambda c: c["code"].strip()[:30])
def test_other_comments_are_not(case: Case) -> None:
    assert found(read(case)) == []


def test_a_comment_goes_without_its_command() -> None:
    text = source(CASES["goes"][0])
    document = markdown.read(text.encode(), "notes.md")
    result = generalise(document, markdown.Markdown(), Order(load("heavy")))
    assert result.text == apply_edits(text, result.edits)
    assert "Mondays" not in result.text
    assert "./load.sh --day <day>" in result.text and "# stop the loader" in result.text
