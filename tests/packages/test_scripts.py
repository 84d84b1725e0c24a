"""Scripts: masked, as a skeleton, or a stub."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.document import Document
from antidistill.finders.spread import occurrences
from antidistill.finding import Finding, Kind
from antidistill.mode import load
from antidistill.packages import scripts

ROWS: list[dict[str, Any]] = toml.parsed(
    Path(__file__).with_name("scripts.toml").read_text(encoding="utf-8")
)["script"]
DEPTHS = {"light": "masked", "medium": "skeleton", "heavy": "stub"}


def _made(row: Mapping[str, Any], mode: str, *, only_mask: bool = False) -> str:
    def look(document: Document) -> list[Finding]:
        return [
            Finding(Kind.ARGUMENT, span, "test/host", 0.9, "a host", neutral="<host>")
            for secret in row["secrets"]
            for span in occurrences(document.text, secret)
        ]

    document = scripts.read(row["name"], row["source"].lstrip("\n").encode(), "en")
    made = scripts.generalised(document, load(mode), look, list, only_mask=only_mask)
    return made.text


@pytest.mark.parametrize("mode", DEPTHS)
@pytest.mark.parametrize("row", ROWS, ids=[r["name"] for r in ROWS])
def test_what_a_mode_leaves_of_a_script(row: dict[str, Any], mode: str) -> None:
    assert _made(row, mode) == row[DEPTHS[mode]].lstrip("\n")


@pytest.mark.parametrize("row", ROWS, ids=[r["name"] for r in ROWS])
def test_settings_are_masked_in_every_mode(row: dict[str, Any]) -> None:
    for mode in DEPTHS:
        assert _made(row, mode, only_mask=True) == row["masked"].lstrip("\n")


@pytest.mark.parametrize("row", [r for r in ROWS if r["name"].endswith(".py")])
def test_what_is_left_of_python_is_python(row: dict[str, Any]) -> None:
    for mode in DEPTHS:
        compile(_made(row, mode), row["name"], "exec")
