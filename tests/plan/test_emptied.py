"""Sections that lost what they are for, and what may be written there."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill import nlp
from antidistill.formats import markdown
from antidistill.mode import load
from antidistill.passage import Passage
from antidistill.plan import begin, finish, open_passages
from antidistill.plan.emptied import emptied
from tests.plan.marks import unmarked
from tests.things.tables import Case, cases, marked

CASES = cases(Path(__file__).parent / "emptied.toml", "case")


def passages(text: str) -> list[Passage]:
    """What is open in the emptied sections of a marked text when nobody has answered."""
    plain, findings = unmarked(text)
    reading = nlp.read(markdown.read(plain.encode(), "soup.md"))
    mode = load("heavy")
    draft = begin(reading, findings, mode)
    finish(draft, findings, mode, open_passages(draft), {})
    return emptied(draft)


@pytest.mark.parametrize("case", marked(CASES))
def test_what_is_open(case: Case) -> None:
    found = [f"{p.slot.place}: {p.text}" for p in passages(case["text"])]
    assert found == case["asked"]


def test_a_section_is_one_group_that_knows_what_stays() -> None:
    went = ("«pitfall|Never cook bones on a large flame.»", "«pitfall|Never salt soup early.»")
    text = "\n\n".join(("# Soup", "Hot.", *went))
    found = passages(text)
    assert len({p.group for p in found}) == 1
    assert {tuple(words for _, words in p.beside) for p in found} == {("Hot.",)}
    assert found[0].slot.position < found[1].slot.position
