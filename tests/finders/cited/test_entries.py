"""Entries of a list of references are told from sentences about people."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill import nlp, toml
from antidistill.finders import find
from antidistill.finders.citations import cited
from antidistill.finding import Kind
from antidistill.formats import markdown

ROWS = toml.parsed((Path(__file__).parent / "entries.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ROWS["cited"])
def test_an_entry_keeps_its_authors(text: str) -> None:
    reading = nlp.read(markdown.read(text.encode(), "sample.md"))
    assert len(list(cited(reading))) == 1
    assert Kind.PERSON not in {f.kind for f in find(reading)}


@pytest.mark.parametrize("text", ROWS["sentences"])
def test_a_sentence_about_people_does_not(text: str) -> None:
    reading = nlp.read(markdown.read(text.encode(), "sample.md"))
    assert list(cited(reading)) == []
    assert Kind.PERSON in {f.kind for f in find(reading)}
