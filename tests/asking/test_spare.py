"""The words of a withheld line that an answer may keep."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.sheet import Line
from tests.asking.documents import run

LINES = toml.parsed((Path(__file__).parent / "spare.toml").read_text(encoding="utf-8"))["line"]
lines = pytest.mark.parametrize("told", LINES, ids=lambda d: d["name"])


def refusals(told: dict[str, Any], text: str) -> tuple[list[str], str]:
    """The checks that turn an answer down, and the copy."""

    def answer(line: Line) -> str | bool:
        return text if line.text.startswith(told["begins"]) else False

    result, model = run(told["text"], answer, "heavy")
    return [r.check for r in model.refused if r.answer == text], result.text


@lines
def test_what_may_be_kept(told: dict[str, Any]) -> None:
    for text in told["stands"]:
        checks, copy = refusals(told, text)
        assert checks == [] and text in copy, text


@lines
def test_what_may_not(told: dict[str, Any]) -> None:
    for check, text in told["refused"]:
        checks, copy = refusals(told, text)
        assert check in checks and text not in copy, text
