"""The trained models on sentences of their own, and what must hold of them whatever the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill import nlp, toml
from antidistill.finders import find
from antidistill.finders.entities import FINDER
from antidistill.finders.features import covers
from antidistill.finders.meanings import SIZE, meanings
from antidistill.finding import Finding
from antidistill.formats import markdown
from antidistill.reading import Reading

CASES = toml.parsed((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
Case = dict[str, Any]


def read(text: str) -> Reading:
    return nlp.read(markdown.read(f"# Notes\n\n## Work\n\n{text}\n".encode(), "notes.md"))


def kinds(text: str, behind: str = "") -> set[str]:
    reading = read(f"{text} {behind}".strip())
    sentence = next(s for s in reading.sentences if s.text == text)
    return {f.kind.value for f in find(reading) if covers(f, sentence)}


def names(reading: Reading) -> dict[str, str]:
    found: list[Finding] = list(FINDER.find(reading))
    return {f.span.of(reading.document.text): f.kind.value for f in found}


@pytest.mark.parametrize("case", CASES["kind"], ids=lambda c: c["text"][:30])
def test_a_sentence_is_of_its_kind(case: Case) -> None:
    assert case["is"] in kinds(case["text"])


@pytest.mark.parametrize("case", CASES["not_kind"], ids=lambda c: c["text"][:30])
def test_a_sentence_is_not_of_another_kind(case: Case) -> None:
    assert case["is"] not in kinds(case["text"], case.get("behind", ""))


def in_table(case: Case) -> set[str]:
    """The kinds of the last cell."""
    rows = (case["head"], ["---"] * len(case["head"]), case["row"])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    reading = read(table)
    cell = next(s for s in reading.sentences if s.text == case["row"][-1])
    return {f.kind.value for f in find(reading) if covers(f, cell)}


@pytest.mark.parametrize("case", CASES["cell"], ids=lambda c: c["row"][-1][:30])
def test_a_cell_that_says_something_is_of_its_kind(case: Case) -> None:
    assert case["is"] in in_table(case)


@pytest.mark.parametrize("case", CASES["not_cell"], ids=lambda c: c["row"][-1][:30])
def test_a_cell_that_names_something_is_of_no_kind(case: Case) -> None:
    assert case["is"] not in in_table(case)


@pytest.mark.parametrize("case", CASES["entry"], ids=lambda c: c["text"][:40])
def test_an_entry_under_a_time_has_happened(case: Case) -> None:
    reading = nlp.read(markdown.read(case["text"].encode(), "report.md"))
    sentence = next(s for s in reading.sentences if s.text == case["of"])
    seen = {f.kind.value for f in find(reading) if covers(f, sentence)}
    assert ("incident" in seen) is case["incident"]


@pytest.mark.parametrize("case", CASES["position"], ids=lambda c: c["of"])
def test_the_position_decides_what_a_sentence_is(case: Case) -> None:
    reading = nlp.read(markdown.read(case["text"].encode(), "notes.md"))
    sentence = next(s for s in reading.sentences if s.text == case["of"])
    whole = {f.kind.value for f in find(reading) if covers(f, sentence) and f.cut is None}
    assert whole & {"judgement", "procedure", "critical", "context", "norm"} == {case["is"]}


@pytest.mark.parametrize("case", CASES["spoken"], ids=lambda c: c["of"])
def test_only_what_somebody_says_is_a_way_of_speaking(case: Case) -> None:
    reading = nlp.read(markdown.read(case["text"].encode(), "notes.md"))
    sentence = next(s for s in reading.sentences if s.text == case["of"])
    seen = {f.kind.value for f in find(reading) if covers(f, sentence)}
    assert ("quirk" in seen) is case["quirk"]


def test_the_title_of_a_box_is_no_sentence_of_the_writer() -> None:
    reading = read('!!! question "Not sure that it is urgent?"\n    Ask anyway.')
    title = next(s for s in reading.sentences if s.text.startswith("Not sure"))
    assert not [f for f in find(reading) if f.rule == "learned/sentence" and covers(f, title)]


@pytest.mark.parametrize("case", CASES["name"], ids=lambda c: c["text"][:30])
def test_a_name_that_no_list_holds(case: Case) -> None:
    assert names(read(case["text"])).get(case["words"]) == case["kind"]


@pytest.mark.parametrize("case", CASES["no_name"], ids=lambda c: c["text"][:30])
def test_what_everybody_knows_is_no_name(case: Case) -> None:
    assert names(read(case["text"])) == {}


@given(st.text(max_size=40), st.sampled_from(["en", "zh"]))
def test_a_meaning_is_a_direction(text: str, language: str) -> None:
    vector = meanings(language).of(text)
    assert vector.shape == (SIZE,)
    length = float((vector**2).sum() ** 0.5)
    assert length == 0 or 0.99 < length < 1.01


def test_words_that_mean_the_like_are_near_each_other() -> None:
    danger, near, far = (meanings("en").of(w) for w in ("danger", "dangerous", "invoice"))
    assert danger @ near > 0.5 > danger @ far


def test_no_word_has_no_meaning() -> None:
    assert not meanings("zh").of("… 12 !").any()
