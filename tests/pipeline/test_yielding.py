"""What gives way to a check of the guard, so that the rest of the document can be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill import guard, nlp, proof
from antidistill.formats import markdown
from antidistill.guard import Problem, Withheld
from antidistill.mode import load
from antidistill.plan import begin
from antidistill.span import Span
from tests.plan.marks import unmarked
from tests.things.tables import Case, cases, marked

NOWHERE = Span(0, 0)


@pytest.mark.parametrize("case", marked(cases(Path(__file__).parent / "yielding.toml", "case")))
def test_every_sentence_that_says_the_name_goes(case: Case) -> None:
    text, findings = unmarked(case["text"])
    reading = nlp.read(markdown.read(text.encode()), analyse=False)
    draft = begin(reading, findings, load("medium"))
    barred: set[int] = set()
    problem = Problem("leak", "a withheld name or value is still there", NOWHERE, case["needle"])
    assert proof.yield_to([problem], draft, {}, [], barred) == bool(case["go"])
    assert [draft.units[u].text for u in sorted(barred)] == case["go"]


def test_a_sentence_that_stands_many_times_is_told_once_for_each_of_its_places() -> None:
    places = [Span(20 * n, 20 * n + 18) for n in range(9)]
    gone = Withheld(
        terms=(),
        wordings=(("Never lift the lid!", Span(200, 219)), ("never lift the lid", Span(300, 318))),
        critical="",
        stays="",
        units=tuple(("Never lift the lid", place) for place in places),
    )
    found = guard.leak_problems(gone, "Never lift the lid", "")
    assert [problem.span for problem in found] == places


@pytest.mark.parametrize("case", marked(cases(Path(__file__).parent / "yielding.toml", "broken")))
def test_what_is_no_sound_block_any_more_goes(case: Case) -> None:
    text, _ = unmarked(case["text"])
    draft = begin(nlp.read(markdown.read(text.encode()), analyse=False), (), load("medium"))
    barred: set[int] = set()
    start = text.index(case["line"])
    place = Span(start, start + len(case["line"]))
    proof.yield_to([Problem("structure", "it is broken", place)], draft, {}, [], barred)
    assert [draft.units[u].text for u in sorted(barred)] == case["go"]
