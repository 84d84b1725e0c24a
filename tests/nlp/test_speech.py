"""What a sentence does, in both languages, with the models."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from antidistill import nlp
from antidistill.formats import markdown
from antidistill.reading import Sentence, Speech
from tests.things.tables import Case, marked, toml

TABLE = toml(Path(__file__).parent / "speech.toml")
ROWS: list[Case] = [
    {
        "name": text,
        "language": language,
        "speech": does,
        **({"xfail": TABLE["xfail"][text]} if text in TABLE["xfail"] else {}),
    }
    for language in ("en", "zh")
    for does, texts in TABLE[language].items()
    for text in texts
]


@cache
def sentences(language: str) -> dict[str, list[Sentence]]:
    """The sentences of a document that holds all texts of a language, by their source."""
    texts = [row["name"] for row in ROWS if row["language"] == language]
    document = markdown.read("\n\n".join(texts).encode(), "notes.md")
    reading = nlp.read(document)
    return {text: list(reading.sentences_of(at)) for at, text in enumerate(texts)}


@pytest.mark.parametrize("row", marked(ROWS))
def test_a_sentence_does_what_it_does(row: Case) -> None:
    (sentence,) = sentences(row["language"])[row["name"]]
    assert sentence.speech.value == row["speech"]


def test_the_table_has_every_speech_in_both_languages() -> None:
    assert set(TABLE["en"]) == set(TABLE["zh"]) == {s.value for s in Speech}


def test_the_table_has_about_sixty_of_each_language() -> None:
    assert all(sum(r["language"] == x for r in ROWS) >= 60 for x in ("en", "zh"))


PLACES = {
    "# Restart the press\n": Speech.LABEL,
    "| what |\n|---|\n| Restart the press. |\n": Speech.STEP,
    "- Restart the press\n": Speech.STEP,
    "> Restart the press.\n": Speech.STEP,
    "# 重启服务\n": Speech.LABEL,
    "- 重启服务并查看日志\n": Speech.STEP,
}


@pytest.mark.parametrize(("source", "speech"), PLACES.items(), ids=[repr(p) for p in PLACES])
def test_headings_are_labels_and_other_places_are_read(source: str, speech: Speech) -> None:
    reading = nlp.read(markdown.read(source.encode(), "notes.md"))
    assert reading.sentences[-1].speech is speech


def test_without_a_model_the_words_alone_decide() -> None:
    reading = nlp.read(markdown.read(b"Restart it now.\n\nYou must wait.\n", "n.md"), analyse=False)
    assert [s.speech for s in reading.sentences] == [Speech.STEP, Speech.RULE]
    assert all(s.doc is None for s in reading.sentences)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_analysis_keeps_the_places_of_the_text(language: str) -> None:
    for (sentence,) in sentences(language).values():
        assert sentence.doc is not None
        assert len(sentence.doc.text.rstrip()) <= len(sentence.text)
        for token in sentence.doc:
            end = token.idx + len(token.text)
            assert sentence.source(token.idx, end) in sentence.span
