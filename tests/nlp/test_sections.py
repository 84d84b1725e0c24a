"""Sections: a heading and what stands under it."""

from __future__ import annotations

from hypothesis import given

from antidistill import nlp
from antidistill.document import Form
from antidistill.formats import markdown
from antidistill.reading import Reading
from tests.things.markdown_texts import DOCUMENTS, PATIENT


def read(source: str) -> Reading:
    """The document, read without a model."""
    return nlp.read(markdown.read(source.encode(), "notes.md"), analyse=False)


def test_the_path_names_the_headings_above() -> None:
    source = "# Press\n\n## Ink\n\n### Red *ink*\n\nText.\n\n## Paper\n\nText.\n\n# Bindery\n"
    assert [s.path for s in read(source).sections] == [
        ("Press",),
        ("Press", "Ink"),
        ("Press", "Ink", "Red ink"),
        ("Press", "Paper"),
        ("Bindery",),
    ]


def test_a_level_may_be_skipped() -> None:
    source = "# Press\n\n#### Ink\n\n## Paper\n"
    assert [s.path for s in read(source).sections] == [
        ("Press",),
        ("Press", "Ink"),
        ("Press", "Paper"),
    ]


def test_what_stands_before_the_first_heading_is_a_section_without_a_path() -> None:
    reading = read("Hello.\n\n# Press\n\nText.\n")
    assert [s.path for s in reading.sections] == [(), ("Press",)]
    assert reading.sections[0].heading == -1


def test_a_document_without_headings_is_one_section() -> None:
    reading = read("One.\n\nTwo.\n")
    assert [(s.first, s.end) for s in reading.sections] == [(0, 2)]


def test_headings_in_quotes_open_no_section() -> None:
    assert [s.path for s in read("# Press\n\n> # Said\n\nText.\n").sections] == [("Press",)]


@PATIENT
@given(DOCUMENTS)
def test_sections_cover_every_block_once(source: str) -> None:
    reading = read(source)
    inside = [b for s in reading.sections for b in range(s.first, s.end)]
    assert inside == list(range(len(reading.document.blocks)))


@PATIENT
@given(DOCUMENTS)
def test_every_block_knows_its_section(source: str) -> None:
    reading = read(source)
    for index, block in enumerate(reading.document.blocks):
        section = reading.section_of(index)
        assert section.first <= index < section.end
        if block.form is Form.HEADING and block.parent == -1:
            assert section.heading == index
