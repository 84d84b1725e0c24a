"""The results in `samples/` are what the program makes of the sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import results, sources


@pytest.mark.parametrize("source", sources(), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_the_results_are_up_to_date(source: Path) -> None:
    for place, data in results(source):
        assert place.read_bytes() == data, "run `make samples` and read what changed"
