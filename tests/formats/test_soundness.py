"""What is reported of a new text."""

from __future__ import annotations

import pytest

from antidistill.document import Block, Document, Form
from antidistill.formats.markdown import Markdown
from antidistill.formats.markdown_document import parse_text
from antidistill.formats.soundness import problems
from antidistill.span import Span

from .tables import Table, cases


@pytest.mark.parametrize("case", cases("soundness.toml"), ids=lambda c: c["name"])
def test_problems(case: Table) -> None:
    assert Markdown().problems(parse_text(case["old"]), case["new"]) == case["problems"]


def test_letters_that_no_block_holds_are_reported_by_line() -> None:
    def careless(text: str) -> Document:
        block = Block(Form.PARAGRAPH, (Span(0, 3),), Span(0, 4))
        return Document(text, (block,), "en")

    text = "one\n12 --\nsecret one two\n"
    assert problems(careless(text), text, careless) == ["line 3: text that belongs to no block"]
