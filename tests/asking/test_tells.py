"""Steps that tell something are asked about, and read without it when the answer is null."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.sheet import May
from tests.asking.documents import run, sheet_of

FILE = Path(__file__).parent / "tells.toml"
DOCUMENTS = toml.parsed(FILE.read_text(encoding="utf-8"))["document"]
documents = pytest.mark.parametrize("told", DOCUMENTS, ids=lambda d: d["name"])


@documents
def test_what_is_asked_and_told(told: dict[str, Any]) -> None:
    lines = list(sheet_of(told["text"], "heavy").lines())
    for want in told["lines"]:
        line = next(ln for ln in lines if ln.text.startswith(want["begins"]))
        if "may" in want:
            assert (line.may.value if line.may else "") == want["may"], want["begins"]
        if "otherwise" in want:
            assert (line.otherwise or "") == want["otherwise"]
        if "tells" in want:
            assert bool(line.tells) == bool(want["tells"]), line.text
        if "own" in want:
            assert line.own == want["own"]


@documents
def test_what_stands_when_every_answer_is_null(told: dict[str, Any]) -> None:
    copy = run(told["text"], lambda line: False if line.may is May.MEND else None, "heavy")[0].text
    assert [words for words in told["copy"] if words not in copy] == []
    assert [words for words in told["gone"] if words in copy] == []


@documents
def test_nothing_is_marked_in_medium(told: dict[str, Any]) -> None:
    assert [ln.text for ln in sheet_of(told["text"]).lines() if ln.tells] == []


@documents
def test_null_and_no_answer_say_the_same_of_steps_that_tell(told: dict[str, Any]) -> None:
    lines = [ln for ln in sheet_of(told["text"], "heavy").open() if ln.may is May.REPLACE]
    copy = run(told["text"], lambda _: False, "heavy")[0].text
    steps = [ln for ln in lines if ln.kind == "procedure" and ln.otherwise and "⟦" not in ln.text]
    assert [ln.otherwise for ln in steps if ln.otherwise and ln.otherwise not in copy] == []
