"""People in samples of wording are told from people of the house."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill import nlp, toml
from antidistill.finders import find
from antidistill.finding import Kind
from antidistill.formats import markdown

ROWS = toml.parsed((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))


def _people(text: str) -> list[str]:
    found = find(nlp.read(markdown.read(text.encode(), "sample.md")))
    return [f.span.of(text) for f in found if f.kind is Kind.PERSON]


@pytest.mark.parametrize("text", ROWS["nobody"])
def test_a_sample_names_nobody(text: str) -> None:
    assert _people(text) == []


@pytest.mark.parametrize("text", ROWS["somebody"])
def test_outside_of_samples_somebody_is_meant(text: str) -> None:
    assert _people(text)
