"""What decisions do to a document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.decisions import Choice, Decisions, enter
from antidistill.finding import Kind
from antidistill.formats import format_for
from antidistill.mode import load
from antidistill.passage import Rewrite
from antidistill.pipeline import Order, generalise
from antidistill.plan import begin
from antidistill.review import Bench, begun

from .conftest import EMPTY, OWN, bench, document, item_about, source

SAMPLES = Path(__file__).parents[2] / "samples"
CASES = toml.parsed(Path(__file__).with_name("choices.toml").read_text(encoding="utf-8"))["case"]


def _decided(table: Bench, about: str, choice: str, wording: str = "") -> Decisions:
    answer = Rewrite("", wording) if wording else None
    return table.decide(item_about(table, about), EMPTY, Choice(choice), answer)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['choice']}-{c['about']}")
def test_a_choice_does_what_it_says(case: dict[str, Any]) -> None:
    table = bench(source(case["language"]))
    decided = _decided(table, case["about"], case["choice"], case.get("wording", ""))
    text = table.look(decided).result.text
    assert case.get("stands", "") in text
    assert not case.get("gone") or case["gone"] not in text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("mode", ["light", "medium", "heavy"])
def test_keeping_everything_leaves_the_original(language: str, mode: str) -> None:
    review = begun(bench(source(language), mode), EMPTY)
    while review.item is not None:
        review = review.take(Choice.KEEP)
        assert not review.said
    assert review.sight.result.text == source(language)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("mode", ["light", "medium", "heavy"])
def test_accepting_everything_changes_nothing(language: str, mode: str) -> None:
    table = bench(source(language), mode)
    decisions = EMPTY
    for item in begun(table, EMPTY).sight.items:
        decisions = table.decide(item, decisions, Choice.ACCEPT)
    assert table.look(decisions).result.text == table.look(EMPTY).result.text


def test_a_run_with_decisions_is_the_review_byte_for_byte() -> None:
    table = bench(source("en"))
    decisions = _decided(table, "Never deploy", "milder")
    order = Order(load("medium"), own=OWN, decisions=decisions)
    runs = [generalise(document(source("en")), format_for("x.md"), order).text for _ in range(2)]
    assert runs == [table.look(decisions).result.text] * 2


def test_decisions_hold_after_an_edit_elsewhere() -> None:
    table = bench(source("en"))
    kept = _decided(table, "Never deploy", "keep")
    changed = (
        source("en")
        .replace("## Rolling out\n", "## Before the roll-out\n\nA new page says who is on duty.\n")
        .replace("deploy on a Friday after", "deploy on a Friday\nafter")
    )
    later = bench(changed).look(kept)
    assert "Never deploy on a Friday\nafter noon, because the partner bank" in later.result.text
    assert begun(bench(changed), kept).left == begun(table, kept).left


def test_an_edited_passage_is_asked_again() -> None:
    table = bench(source("en"))
    kept = _decided(table, "Never deploy", "keep")
    changed = source("en").replace("on a Friday after noon", "on a Monday after noon")
    assert "Never deploy" not in bench(changed).look(kept).result.text


def test_what_was_accepted_stays_when_the_engine_changes_its_mind() -> None:
    table = bench((SAMPLES / "oncall-runbook" / "notes.md").read_text(encoding="utf-8"), "heavy")
    item = next(i for i in begun(table, EMPTY).sight.items if i.sources)
    other = Rewrite("", "Compare the two lists", item.sources)
    accepted = table.decide(item, EMPTY, Choice.ACCEPT, other)
    assert "Compare the two lists" in table.look(accepted).result.text


NESTED = """# Pods

1. Look at them:

   ```bash
   kubectl -n shop-prod get pods
   kubectl -n shop-prod delete pod checkout-api-7d4f
   ```
"""


def test_a_code_block_keeps_its_indent_whatever_is_kept_in_it() -> None:
    table = bench(NESTED)
    pod = next(i for i in begun(table, EMPTY).sight.items if i.part == "checkout-api-7d4f")
    text = table.look(table.decide(pod, EMPTY, Choice.KEEP)).result.text
    assert text == NESTED.replace("shop-prod", "<namespace>")


def test_who_keeps_a_name_keeps_its_sentence() -> None:
    table = bench(source("en"))
    decisions = EMPTY
    for item in begun(table, EMPTY).sight.items:
        decisions = table.decide(item, decisions, Choice.KEEP if item.part else Choice.STRICTER)
    text = table.look(decisions).result.text
    assert all(i.old in text for i in begun(table, EMPTY).sight.items if i.part)


def test_critical_text_is_nothing_to_decide() -> None:
    for language, words in (("en", "electric shock"), ("zh", "触电危险")):
        table = bench(source(language), "heavy")
        items = begun(table, EMPTY).sight.items
        assert not any(words in i.old for i in items)


def test_a_decision_about_critical_text_does_nothing() -> None:
    table = bench(source("en"), "heavy")
    draft = begin(table._opened.reading, table._opened.findings, load("heavy"))
    critical = next(u for u in draft.units if "electric shock" in u.text)
    marks = [EMPTY.marker.mark(Kind.CRITICAL, critical.text)] if EMPTY.marker else []
    wanted = replace(_decided(table, "Never deploy", "stricter"))
    entered = enter(draft, wanted.having(marks, next(iter(wanted.by_mark.values()))))
    assert critical.index not in entered.units | draft.gone


def test_a_name_that_is_kept_does_not_let_others_through() -> None:
    table = bench(source("en"))
    text = table.look(_decided(table, "Never deploy", "keep")).result.text
    assert "Dana Reyes" not in text


def test_a_result_names_what_had_been_decided() -> None:
    table = bench(source("en"))
    result = table.look(_decided(table, "Send Bluebird", "keep")).result
    (found,) = result.decided
    assert (found.span.of(result.document.text), found.choice) == ("Bluebird", "keep")
    assert table.look(EMPTY).result.decided == ()
