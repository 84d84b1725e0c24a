"""Analyses are kept with their sentences, and a copy that is read again makes only new ones."""

from __future__ import annotations

import pytest

from antidistill import nlp
from antidistill.formats import format_for
from antidistill.nlp.kept import with_its_doc
from antidistill.reading import Reading

BEFORE = """# Nightly export

Restart the worker before midnight. Priya once lost a day to this.

先检查队列，再重启服务。值班同学负责确认结果。
"""
AFTER = """# Nightly export

Restart the worker before midnight.

先检查队列，再重启服务。请把结果告诉值班同学。
"""


def read(text: str, known: nlp.Analyses | None = None) -> Reading:
    document = format_for("a.md").read(text.encode(), "a.md")
    return nlp.read(document, known=known)


def told(reading: Reading) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """What the models make of each sentence."""
    return [
        (s.text, s.speech.value, [(t.text, t.tag_, t.dep_) for t in s.doc or ()])
        for s in reading.sentences
    ]


def test_a_reading_with_known_analyses_is_the_same_reading() -> None:
    known: nlp.Analyses = {}
    read(BEFORE, known)
    assert told(read(AFTER, known)) == told(read(AFTER))


def test_only_new_sentences_are_analysed() -> None:
    known: nlp.Analyses = {}
    before = {s.text: s.doc for s in read(BEFORE, known).sentences}
    after = {s.text: s.doc for s in read(AFTER, known).sentences}
    same = before.keys() & after.keys()
    assert len(same) == 3
    assert all(before[text] is after[text] for text in same)


def test_known_holds_the_last_reading_alone() -> None:
    known: nlp.Analyses = {}
    read(BEFORE, known)
    read(AFTER, known)
    assert {masked for _, masked in known} == {s.text for s in read(AFTER).sentences}


def test_work_is_done_once_for_a_doc_and_what_else_it_is_given() -> None:
    asked: list[tuple[str, int]] = []

    @with_its_doc
    def longer(doc: object, least: int) -> tuple[str, ...]:
        asked.append((str(doc), least))
        return tuple(word for word in str(doc).split() if len(word) > least)

    one, other = (s.doc for s in read("One sentence here.\n\nAnother one there.\n").sentences)
    assert one is not None
    assert other is not None
    assert [longer(one, 3), longer(one, 3), longer(one, 8), longer(other, 3)] == [
        ("sentence", "here."),
        ("sentence", "here."),
        (),
        ("Another", "there."),
    ]
    assert len(asked) == 3


@pytest.mark.parametrize("text", ["", "# \n", "```\ncode\n```\n"])
def test_nothing_to_analyse(text: str) -> None:
    known: nlp.Analyses = {}
    assert told(read(text, known)) == told(read(text))
