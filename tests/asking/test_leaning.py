"""A model is told which lines hang on what `null` leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill.asking.leaning import with_leaning
from antidistill.sheet import Line, May, Part
from tests.things.tables import Case, cases, marked


@pytest.mark.parametrize("case", marked(cases(Path(__file__).parent / "leaning.toml", "section")))
def test_what_leans_and_what_is_thin(case: Case) -> None:
    lines = tuple(
        Line(text, "paragraph", id=str(n), may=May(may), otherwise=rest, continues=on)
        for n, (text, may, rest, on) in enumerate(case["lines"])
    )
    part = with_leaning(Part("Review", 2, lines), case.get("language", "en"))
    assert [line.leans for line in part.lines] == case["leans"]
    assert part.thin == case["thin"]
