"""Plain text."""

from __future__ import annotations

import pytest

from antidistill.formats.soundness import uncovered
from antidistill.formats.text import Text
from antidistill.formats.text_document import parse_text

from .outline import atoms, outline
from .tables import Table, cases
from .test_markdown import assert_sound_tree


@pytest.mark.parametrize("case", cases("text_trees.toml"), ids=lambda c: c["name"])
def test_tree(case: Table) -> None:
    document = parse_text(case["text"])
    assert outline(document) == case["tree"].strip("\n")
    assert uncovered(document) == []
    assert_sound_tree(document)


def test_numbers_are_markers() -> None:
    document = parse_text("1. a\n（2）b\n③ c\n")
    markers = [b.marker.of(document.text) for b in document.blocks if b.marker]
    assert markers == ["1", "2", "③"]


def test_addresses_are_atoms() -> None:
    assert atoms(parse_text("see http://a.example/x, now")) == [
        "autolink: http://a.example/x -> http://a.example/x"
    ]


def test_an_emptied_item_is_a_problem() -> None:
    form = Text()
    document = form.read(b"SOME TITLE\n\ntext\n", "x.txt")
    assert form.problems(document, "SOME TITLE\n\nother\n") == []
    assert form.problems(document, "text\n\nSOME TITLE\n\nMORE TITLE\n") != []
