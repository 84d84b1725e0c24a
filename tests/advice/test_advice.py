"""What requests look like, and what is said about them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antidistill import nlp
from antidistill.advice import LETTERS, Advice, Verdict, advise, letter
from antidistill.advice.request import _phrases
from antidistill.advice.words import table
from antidistill.exposure import Exposure
from antidistill.finding import Finding, Kind
from antidistill.formats.text import Text
from antidistill.span import Span
from tests.things.tables import Case, cases, marked

HERE = Path(__file__).parent
LANGUAGES = ("en", "zh")
HAN = re.compile(r"[\u4e00-\u9fff]")


def advised(text: str) -> Advice:
    """The advice on a request."""
    document = Text().read(text.encode(), "request.txt")
    sentences = [s.text for s in nlp.read(document, analyse=False).sentences]
    return advise(sentences, document.language)


@pytest.mark.parametrize("case", marked(cases(HERE / "requests.toml", "request")))
def test_a_request_is_read(case: Case) -> None:
    found = advised(case["text"])
    assert found.verdict.value == case["verdict"], [(s.sign, s.weight) for s in found.seen]
    assert all(s.quote in case["text"] for s in found.seen)
    assert found.options
    assert found.limits


@pytest.mark.parametrize("case", marked(cases(HERE / "requests.toml", "quiet")))
def test_ordinary_words_are_no_sign(case: Case) -> None:
    for text in case["texts"]:
        assert advised(text).of(Verdict.DISTILLATION) == (), text


def test_every_sign_is_tried_in_both_languages() -> None:
    seen = {
        (s.sign, found.language)
        for case in cases(HERE / "requests.toml", "request")
        for found in [advised(case["text"])]
        for s in found.seen
    }
    wanted = {(row["id"], language) for row in table("signs")["sign"] for language in LANGUAGES}
    assert wanted == seen


def test_every_phrase_can_be_read() -> None:
    for row in table("signs")["sign"]:
        assert len(_phrases(row["id"])) == len(row["en"]) + len(row["zh"])
        assert row["side"] in ("need", "distillation")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_said_has_both_languages(language: str) -> None:
    told = table("words")
    texts = [row["note"][language] for row in table("signs")["sign"]]
    texts += [
        entry[language]
        for group in ("verdicts", "titles", "document", "kinds")
        for entry in told[group].values()
    ]
    texts += [o[key][language] for o in told["option"] for key in ("title", "text")]
    texts += [limit[language] for limit in told["limit"]]
    assert all(texts)
    assert all(bool(HAN.search(t)) == (language == "zh") for t in texts)


def test_every_kind_that_weighs_has_a_name() -> None:
    from antidistill.exposure import WEIGHTS

    assert {k.value for k in WEIGHTS} == set(table("words")["kinds"])


def test_every_verdict_has_options() -> None:
    named = {v for o in table("words")["option"] for v in o["for"]}
    assert named == {v.value for v in Verdict}


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_in_its_language_and_has_blanks(name: str, language: str) -> None:
    text = letter(name, language)
    assert bool(HAN.search(text)) == (language == "zh")
    assert text.count("[") == text.count("]") >= 3
    assert "antidistill" not in text


@pytest.mark.parametrize("name", LETTERS)
def test_both_languages_of_a_letter_ask_the_same(name: str) -> None:
    points = [
        len(re.findall(r"^(?:-|\d\.) ", letter(name, lang), re.MULTILINE)) for lang in LANGUAGES
    ]
    assert points[0] == points[1] >= 3


def exposed(score: int) -> Exposure:
    """An exposure of that score."""
    return Exposure(score, (), (), ())


@pytest.mark.parametrize(
    ("score", "says"), [(5, "little of your own"), (30, "--mode light"), (70, "--mode medium")]
)
def test_the_document_is_weighed(score: int, says: str) -> None:
    finding = Finding(Kind.PITFALL, Span(0, 1), "pitfall/test", 0.9)
    found = advise(["Please document it."], "en", (exposed(score), [finding]))
    assert found.document is not None
    assert found.document.score == score
    assert says in found.document.lines[0]
    if score > 15:
        assert "traps and rules learned by experience" in found.document.lines[0]


def test_a_description_of_a_person_is_named() -> None:
    traits = [Finding(Kind.TRAIT, Span(n, n + 1), "trait/test", 0.9) for n in range(2)]
    found = advise(["请整理文档。"], "zh", (exposed(80), traits))
    assert found.document is not None
    assert "性格" in found.document.lines[-1]


@settings(max_examples=50)
@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    found = advise(text.splitlines(), "en")
    assert found.verdict in Verdict
