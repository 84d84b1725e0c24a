"""Habits and sayings: what they become, that it is stable, and what only talks about them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antidistill import toml
from antidistill.edit import Edit, apply_edits
from antidistill.finders import find, phrases
from antidistill.finders.quirks import FINDER, quirks
from antidistill.finders.quirks.neutral import plainer
from antidistill.finders.quirks.wording import Wording, applied
from antidistill.finders.sections import is_about_person
from antidistill.finders.traits import FINDER as TRAITS
from antidistill.finders.vaguer import vaguer
from antidistill.finding import Finding, Kind
from antidistill.formats.markdown import Markdown
from antidistill.nlp import read
from antidistill.reading import OwnHabit, OwnWords, Reading

HERE = Path(__file__).parent
SURE = 0.5


def data(name: str) -> dict[str, Any]:
    return toml.parsed((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def reading(text: str, own: OwnWords | None = None) -> Reading:
    return read(Markdown().read(text.encode(), "case.md"), own or OwnWords())


def seen(text: str, own: OwnWords | None = None) -> list[Finding]:
    return [f for f in FINDER.find(reading(text, own)) if f.confidence >= SURE]


def left(text: str, found: list[Finding]) -> str:
    """`text` once the findings have been acted on; '<out>' where a sentence goes as a whole."""
    edits = {}
    for finding in found:
        new = finding.neutral if finding.neutral is not None else "" if finding.cut else "<out>"
        span = finding.cut or finding.span
        edits[span] = Edit(span, new, "test")
    return apply_edits(text, sorted(edits.values(), key=lambda e: e.span))


@pytest.mark.parametrize("case", data("sayings")["put"], ids=lambda c: c["said"])
def test_a_saying_has_a_neutral_form(case: dict[str, str]) -> None:
    plain = plainer(case["said"], stage=True)
    assert (plain.wording.text, plain.neutral) == (case["neutral"], True)
    assert not plainer(case["neutral"], stage=True).changed


@pytest.mark.parametrize("said", data("sayings")["plain"]["said"])
def test_what_is_neutral_stays(said: str) -> None:
    plain = plainer(said, stage=True)
    assert plain.neutral and not plain.changed


@pytest.mark.parametrize("said", data("sayings")["toned"]["said"])
def test_mere_tone_has_no_neutral_form(said: str) -> None:
    assert not plainer(said).neutral


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_neutral_form_is_a_saying_or_a_habit(language: str) -> None:
    from spacy import blank

    rows = phrases.table("sayings")[language]
    both = [*rows["sayings"].values(), *rows["words"].values()]
    assert len(both) >= 150
    zh = language == "zh"
    assert [v for v in both if plainer(v, zh=zh).changed or not plainer(v, zh=zh).neutral] == []
    make = blank("en")
    always = [v for v in both if v and [q for q in quirks(make(v)) if not q.habit]]
    assert always == []


@pytest.mark.parametrize("case", data("families")["fires"], ids=lambda c: c["text"][:24])
def test_a_habit_goes(case: dict[str, str]) -> None:
    found = seen(case["text"] + "\n")
    assert {f.rule.split("/")[1] for f in found} >= {case["family"]}
    assert left(case["text"] + "\n", found) == case["left"] + "\n"
    assert seen(case["left"] + "\n") == []


@pytest.mark.parametrize("text", [t for side in data("families")["quiet"].values() for t in side])
def test_no_habit(text: str) -> None:
    assert seen(text + "\n") == []


def test_a_habit_is_told_with_its_rate_and_the_usual_one() -> None:
    found = seen(data("families")["fires"][0]["text"])
    assert all(re.search(r"[\d.]+ per 1,000 characters, usual [\d.]+", f.note) for f in found)


@pytest.mark.parametrize("text", data("mentions")["quiet"])
def test_a_mention_is_no_use(text: str) -> None:
    assert seen(text + "\n") == []


@pytest.mark.parametrize("text", data("mentions")["fires"])
def test_a_use_is_one(text: str) -> None:
    assert seen(text + "\n")


@pytest.mark.parametrize("name", ["persona_zh", "persona_en"])
def test_the_description_of_a_person(name: str) -> None:
    text = (HERE / f"{name}.md").read_text(encoding="utf-8")
    expected = (HERE / f"{name}.left.md").read_text(encoding="utf-8")
    assert left(text, seen(text)) == expected
    again = re.sub(r"> [^\n]*\n> <out>\n\n|<out>", "", expected)
    assert seen(again) == []


@pytest.mark.parametrize("name", ["persona_zh", "persona_en"])
def test_what_is_left_of_traits_is_left_alone(name: str) -> None:
    text = (
        (HERE / f"{name}.left.md")
        .read_text(encoding="utf-8")
        .replace("> <out>\n", "")
        .replace("<out>", "")
    )
    found = [f for f in TRAITS.find(reading(text)) if f.confidence >= SURE]
    milder = left(text, [f for f in found if f.cut or f.neutral is not None])
    again = [f for f in TRAITS.find(reading(milder)) if f.confidence >= SURE]
    assert [f for f in again if f.cut or f.neutral is not None] == []


@pytest.mark.parametrize("case", data("vaguer")["case"], ids=lambda c: c["text"][:24])
def test_a_trait_gets_vaguer(case: dict[str, str]) -> None:
    sentence = reading(case["text"] + "\n").sentences[0]
    assert applied(sentence.text, vaguer(sentence)) == case["left"]
    again = reading(case["left"] + "\n").sentences[0]
    assert vaguer(again) == ()


@pytest.mark.parametrize("text", data("vaguer")["same"]["text"])
def test_what_is_vague_stays(text: str) -> None:
    assert vaguer(reading(text + "\n").sentences[0]) == ()


def test_a_ranking_keeps_its_ends() -> None:
    text = "Priorities: uptime > security > speed > feelings\n"
    found = [f for f in TRAITS.find(reading(text)) if f.rule == "trait/ranking"]
    assert all(f.kind is Kind.TRAIT for f in found)
    assert left(text, found) == "Priorities: uptime first, feelings last\n"


def test_the_users_own_words_are_found() -> None:
    own = OwnWords(
        habits=(OwnHabit("presumably", 4.0, 0.01), OwnHabit("mark exclamation", 9.0, 0.6))
    )
    text = "Presumably, it runs. It works!\n"
    assert seen(text) == []
    assert left(text, seen(text, own)) == "It runs. It works.\n"


WORDS = st.lists(
    st.sampled_from(["在推了", "，", "别催", "impact", " ", "ship it", "快了", "。", "ok", "x"])
)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_changes_are_what_happened(words: list[str]) -> None:
    said = "".join(words)
    plain = plainer(said)
    assert applied(said, plain.wording.changes()) == plain.wording.text


@settings(max_examples=60, deadline=None)
@given(st.text("abc，", max_size=12), st.data())
def test_a_wording_remembers_where_it_came_from(text: str, draw: st.DataObject) -> None:
    wording = Wording(text)
    for _ in range(3):
        end = draw.draw(st.integers(0, len(wording.text)))
        start = draw.draw(st.integers(0, end))
        wording.replace(start, end, draw.draw(st.text("abx", max_size=3)))
    assert applied(text, wording.changes()) == wording.text


PERSONA = """# Nadia Brunt: persona

## Layer 2: Expression

Catch phrases: "park that", "what's the ask?".
Jargon: paper cut, rabbit hole.
She ends with "toodles" and never writes "regards".
Colleagues describe her as "the wall".

## Layer 3: Examples

Someone: is it done?
You: whose turn is it?

## Layer 4: Conduct

MBTI ENTJ.
"""


def test_each_saying_of_a_person_is_told() -> None:
    found = [f for f in find(reading(PERSONA)) if f.kind is Kind.QUIRK]
    told = {f.span.of(PERSONA).strip('"') for f in found}
    assert {"park that", "what's the ask?", "paper cut", "rabbit hole", "toodles"} <= told


def test_what_a_person_never_says_and_what_others_say_is_no_saying() -> None:
    found = [f for f in find(reading(PERSONA)) if f.kind is Kind.QUIRK]
    told = {f.span.of(PERSONA).strip('"') for f in found}
    assert not told & {"regards", "the wall"}


def test_a_sample_reply_is_a_quirk_before_it_is_a_trait() -> None:
    at = PERSONA.index("You: whose")
    found = [f for f in find(reading(PERSONA)) if f.span.start == at]
    assert max(found, key=lambda f: f.confidence).kind is Kind.QUIRK


def test_a_sentence_that_is_only_a_saying_goes_as_a_whole() -> None:
    text = "The order is late. Fingers crossed!"
    found = [f for f in find(reading(text)) if f.rule.startswith("quirk/slang")]
    assert [f.span.of(text) for f in found] == ["Fingers crossed!"]
    assert all(f.cut is None and f.neutral is None for f in found)


@pytest.mark.parametrize("case", data("personas")["persona"], ids=lambda c: c["text"][3:20])
def test_a_persona_is_told_by_its_layout(case: dict[str, str]) -> None:
    assert is_about_person(reading(case["text"]))


@pytest.mark.parametrize("case", data("personas")["nobody"], ids=lambda c: c["text"][3:20])
def test_a_document_about_nobody_is_no_persona(case: dict[str, str]) -> None:
    assert not is_about_person(reading(case["text"]))


@pytest.mark.parametrize(
    "case", [c for cases in data("personas").values() for c in cases if "said" in c]
)
def test_what_a_persona_quotes_is_theirs(case: dict[str, Any]) -> None:
    quoted = ("quirk/quoted", "quirk/dialogue", "quirk/quotation")
    found = [f for f in FINDER.find(reading(case["text"])) if f.rule in quoted]
    assert [f.span.of(case["text"]) for f in found] == case["said"]
