"""Answers that a careful model gave to plans of our own documents: the prompt's results stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.engines import Refusal
from antidistill.formats import format_for
from antidistill.mode import load
from antidistill.passage import Rewrite
from antidistill.pipeline import Order, generalise
from antidistill.result import Result
from antidistill.sheet import May, Sheet

SAMPLES = Path(__file__).parents[2] / "samples"
RECORDS = sorted((Path(__file__).parent / "answers").glob("*.toml"))
_MOST = 0.75
"""Share of the lines that a record must still answer: plans move on, records are made anew."""


@dataclass
class Recorded:
    """Answers by the first words of the line."""

    told: dict[str, Any]
    name: str = "recorded"
    asked: int = 0
    known: int = 0
    refused: list[Refusal] = field(default_factory=list)

    def ask(self, sheet: Sheet) -> list[Rewrite]:
        """The answers that the record has for the lines of the sheet."""
        out = []
        for line in sheet.open():
            if line.may is May.MEND:
                continue
            self.asked += 1
            key = next((k for k in self.told["answers"] if line.text.startswith(k)), None)
            if key is not None:
                self.known += 1
                text = self.told["answers"][key]
                sources = tuple(self.told["sources"].get(key, ()))
                out.append(Rewrite(line.id, None if text == "null" else text, sources, alone=True))
        return out

    def ask_again(self, sheet: Sheet, refusals: Sequence[Refusal]) -> list[Rewrite]:
        """Remembers what was turned down."""
        del sheet
        self.refused = [r for r in refusals if r.check != "missing"]
        return []


@pytest.fixture(scope="module", params=RECORDS, ids=lambda p: p.stem)
def run(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Recorded, Result]:
    """A record, its engine and what became of the document."""
    told = toml.parsed(request.param.read_text(encoding="utf-8"))
    engine = Recorded(told)
    path = SAMPLES / told["document"]
    form = format_for(path.name)
    document = form.read(path.read_bytes(), path.name)
    return told, engine, generalise(document, form, Order(load(told["mode"]), engine=engine))


Run = tuple[dict[str, Any], Recorded, Result]


def test_a_good_answer_is_not_refused(run: Run) -> None:
    _, engine, _ = run
    assert [(r.answer, r.check, r.reason) for r in engine.refused] == []


def test_the_record_is_still_about_this_plan(run: Run) -> None:
    _, engine, _ = run
    assert engine.known >= _MOST * engine.asked


def test_the_copy_says_what_was_answered_and_keeps_what_stays(run: Run) -> None:
    told, _, result = run
    assert [s for s in told["expect"]["stands"] if s not in result.text] == []


def test_the_copy_says_nothing_that_is_withheld(run: Run) -> None:
    told, _, result = run
    assert [s for s in told["expect"]["gone"] if s in result.text] == []


def test_the_copy_is_a_document_of_the_same_shape(run: Run) -> None:
    _, _, result = run
    old, new = (
        [ln.split(" ")[0] for ln in text.splitlines() if ln.startswith("#")]
        for text in (result.document.text, result.text)
    )
    assert new == old
