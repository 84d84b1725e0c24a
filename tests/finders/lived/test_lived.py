"""What the rules take for a trap under a heading about experience."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill import nlp
from antidistill.finders.pitfalls import FINDER
from antidistill.formats import markdown
from tests.things.tables import toml

ROWS = toml(Path(__file__).parent / "cases.toml")


def _traps(text: str) -> list[str]:
    found = FINDER.find(nlp.read(markdown.read(text.encode(), "tips.md")))
    return [f.span.of(text) for f in found]


@pytest.mark.parametrize("text", ROWS["plain"])
def test_what_announces_or_names_is_no_trap(text: str) -> None:
    assert _traps(text) == []


@pytest.mark.parametrize("text", ROWS["trap"])
def test_what_tells_of_one_is(text: str) -> None:
    assert _traps(text)
