"""Figures of comments: what goes with each."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill import nlp, toml
from antidistill.finders.quantities import FINDER
from antidistill.formats import markdown

CASES = toml.parsed(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))


def _left(line: str) -> str:
    """What stays of a line of code when the cuts of its figures go."""
    source = f"Run it:\n\n```bash\n{line}\n```\n"
    document = markdown.read(source.encode(), "a.md")
    text = document.text
    for finding in sorted(FINDER.find(nlp.read(document)), key=lambda f: -f.span.start):
        if finding.cut:
            text = text[: finding.cut.start] + text[finding.cut.end :]
    return text.split("\n")[3]


@pytest.mark.parametrize(("line", "left"), CASES["changes"].items())
def test_what_goes_with_a_figure(line: str, left: str) -> None:
    assert _left(line) == left


@pytest.mark.parametrize("line", CASES["must_not_change"]["lines"])
def test_lines_that_keep_their_figure(line: str) -> None:
    assert _left(line) == line
