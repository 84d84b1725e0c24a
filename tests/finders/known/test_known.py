"""What any manual has, and what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill import nlp
from antidistill.finders import find
from antidistill.finders.known import FINDER
from antidistill.finding import Kind
from antidistill.formats import format_for
from antidistill.manual.load import TOPICS
from antidistill.reading import NO_OWN_WORDS, OwnWords, Reading
from tests.things.tables import Case, cases, marked

HERE = Path(__file__).parent
OWN_TOPICS = HERE.parents[1] / "manual" / "data" / "own"


def reading(text: str, own: OwnWords = NO_OWN_WORDS) -> Reading:
    return nlp.read(format_for("n.md").read(f"{text}\n".encode(), "n.md"), own)


@pytest.mark.parametrize("case", marked(cases(HERE / "cases.toml", "public")))
def test_what_everybody_has(case: Case) -> None:
    assert [f.rule for f in FINDER.find(reading(case["text"]))] == [case["rule"]]


@pytest.mark.parametrize("case", marked(cases(HERE / "cases.toml", "own")))
def test_what_may_be_somebodys(case: Case) -> None:
    assert list(FINDER.find(reading(case["text"]))) == []


def test_the_users_own_manual_counts_too() -> None:
    own = (OWN_TOPICS / "beehive.toml").read_text(encoding="utf-8")
    said = next(line.split('"')[1] for line in own.splitlines() if line.startswith("say.en"))
    with_own = OwnWords(manual=(TOPICS, OWN_TOPICS))
    assert [f.rule for f in FINDER.find(reading(said, with_own))] == ["known/manual"]
    assert [f.rule for f in FINDER.find(reading(said))] == []


def test_the_trained_model_does_not_take_it_back() -> None:
    made = reading("1. Note the current value with `CONFIG GET maxmemory`.")
    assert [f.rule for f in find(made) if f.kind is Kind.PUBLIC and f.rule.startswith("known/")]
    assert not [f for f in find(made) if f.rule.startswith("learned/")]
