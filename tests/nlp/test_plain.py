"""Plain text knows where it comes from: each character has its place in the source."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from antidistill import nlp
from antidistill.document import PROSE
from antidistill.formats import markdown
from antidistill.nlp.plain import plain
from tests.things.markdown_texts import DOCUMENTS, PATIENT


@PATIENT
@given(DOCUMENTS)
def test_every_plain_character_is_the_source_character_at_its_place(source: str) -> None:
    document = markdown.read(source.encode(), "notes.md")
    for block in document.blocks:
        if block.form not in PROSE or not block.pieces:
            continue
        shown = plain(document, block)
        assert len(shown.where) == len(shown.text) + 1
        for char, at in zip(shown.text, shown.where, strict=False):
            assert char == document.text[at] or (char == "\n" and document.text[at] in "\r\n")


@PATIENT
@given(DOCUMENTS)
def test_places_run_forward_and_stay_in_their_block(source: str) -> None:
    document = markdown.read(source.encode(), "notes.md")
    for block in document.blocks:
        if block.form in PROSE and block.pieces:
            where = plain(document, block).where
            assert all(a < b for a, b in pairwise(where[:-1]))
            assert block.span.start <= where[0] and where[-1] <= block.span.end


@PATIENT
@given(DOCUMENTS)
def test_sentences_find_their_words_in_the_source(source: str) -> None:
    document = markdown.read(source.encode(), "notes.md")
    reading = nlp.read(document, analyse=False)
    for at, sentence in enumerate(reading.sentences):
        assert sentence.index == at
        assert len(sentence.where) == len(sentence.text) + 1
        whole = sentence.source(0, len(sentence.text))
        assert whole in sentence.span
        assert whole.of(document.text)[0] == sentence.text[0]
        assert sentence.span in reading.block(sentence).extent


@PATIENT
@given(DOCUMENTS)
def test_sentences_of_a_block_do_not_overlap(source: str) -> None:
    reading = nlp.read(markdown.read(source.encode(), "notes.md"), analyse=False)
    for a, b in pairwise(reading.sentences):
        assert a.span.end <= b.span.start or a.block != b.block


SHOWN = {
    "A **bold** word": "A bold word",
    "A *slanted* and a ~~struck~~ word": "A slanted and a struck word",
    "Press `F5` now": "Press F5 now",
    "See [the plan](plan.md 'title')": "See the plan",
    "See ![the lamp](lamp.png)": "See the lamp",
    "See <https://press.example>": "See https://press.example",
    "Press <kbd>F5</kbd> now": "Press F5 now",
    "A note[^1] here\n\n[^1]: Old.": "A note here",
    "**Bold with `code` inside**": "Bold with code inside",
    "[a **bold** link](x.md)": "a bold link",
    "Line one\nline two": "Line one line two",
}


@pytest.mark.parametrize(("source", "text"), SHOWN.items(), ids=SHOWN.keys())
def test_markup_is_taken_off(source: str, text: str) -> None:
    document = markdown.read(source.encode(), "notes.md")
    block = next(b for b in document.blocks if b.pieces)
    assert plain(document, block).text.replace("\n", " ") == text


def test_code_is_told_apart_from_words() -> None:
    document = markdown.read(b"Press `F5 now` twice", "notes.md")
    shown = plain(document, document.blocks[0])
    assert [span.of(shown.text) for span in shown.code] == ["F5 now"]
