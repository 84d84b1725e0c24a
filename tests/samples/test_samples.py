"""The results in `samples/` are what the program makes of the sources."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from tests.samples import results, sources


@pytest.mark.parametrize("source", sources(), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_the_results_are_up_to_date(source: Path) -> None:
    for place, data in results(source):
        assert place.read_bytes() == data, "run `make samples` and read what changed"


@pytest.mark.parametrize("source", sources(), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_heavier_mode_never_tells_more(source: Path) -> None:
    lines = _lines(source)
    told = [_lines(source.parent / mode / source.name) for mode in ("light", "medium", "heavy")]
    for lighter, heavier in itertools.pairwise(told):
        assert lines & heavier <= lighter


def _lines(file: Path) -> set[str]:
    """The lines of a document without their list marks, whose numbers may change."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return {re.sub(r"^\s*(?:\d+\.|[-*+])\s*", "", line) for line in lines}
