"""What the program has finished while it asked its own engine is taken as it is: the same as made
anew from the same answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from antidistill import mode
from antidistill.formats import format_for
from antidistill.pipeline import Order, opened, settled

SAMPLES = Path(__file__).parents[2] / "samples"
MARKDOWN = format_for("notes.md")
ORDER = Order(mode.load("heavy"), seed=1)
TAKEN = "# Press\n\n- Close the lid.\n- Never open it before it is cold, we burnt two rollers.\n"


@pytest.mark.parametrize("name", ["lab-procedure", "oncall-runbook"])
def test_it_is_the_same_as_made_anew(name: str) -> None:
    document = MARKDOWN.read((SAMPLES / name / "notes.md").read_bytes(), "notes.md")
    first = opened(document, ORDER)
    anew = replace(first, asked=replace(first.asked, written=None))
    taken, made = (settled(one, MARKDOWN, ORDER)[0] for one in (first, anew))
    assert (taken.text, taken.edits, taken.exposed) == (made.text, made.edits, made.exposed)


def test_nothing_is_planned_twice() -> None:
    first = opened(MARKDOWN.read(TAKEN.encode(), "notes.md"), ORDER)
    assert first.asked.written is not None
    _, draft = settled(first, MARKDOWN, ORDER)
    assert draft is first.asked.written[0]
