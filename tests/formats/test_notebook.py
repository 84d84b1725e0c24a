"""Notebooks: cells in, cells out, and nothing that they printed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from antidistill.document import Document, Form
from antidistill.edit import Edit, apply_edits
from antidistill.errors import UnreadableInput
from antidistill.formats.notebook import Notebook
from antidistill.span import Span

FORM = Notebook()


def _notebook(*cells: dict[str, Any]) -> bytes:
    told = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"language_info": {"name": "python"}, "authors": [{"name": "CANARY"}]},
        "cells": list(cells),
    }
    return json.dumps(told).encode()


TEXT = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Lag\n", "\n", "Look."]}
CODE = {
    "cell_type": "code",
    "id": "b",
    "metadata": {"note": "CANARY"},
    "execution_count": 7,
    "outputs": [{"output_type": "stream", "name": "stdout", "text": ["CANARY"]}],
    "source": 'x = "```"\nprint(x)',
}


def _written(document: Document, *changes: tuple[str, str]) -> list[Any]:
    """The sources of the cells after words of the document were replaced."""
    edits = []
    for old, new in changes:
        start = document.text.index(old)
        edits.append(Edit(Span(start, start + len(old)), new, "a test"))
    data = FORM.write(document, apply_edits(document.text, edits), edits)
    return [cell["source"] for cell in json.loads(data)["cells"]]


def test_text_is_markdown_and_code_is_code() -> None:
    document = FORM.read(_notebook(TEXT, CODE), "a.ipynb")
    forms = [b.form for b in document.blocks]
    assert forms == [Form.HEADING, Form.PARAGRAPH, Form.CODE]
    assert document.content(document.blocks[2]) == CODE["source"]
    assert document.blocks[2].info == "python"


def test_nothing_that_was_printed_or_told_beside_comes_along() -> None:
    document = FORM.read(_notebook(TEXT, CODE), "a.ipynb")
    data = FORM.write(document, document.text)
    assert b"CANARY" not in data
    assert json.loads(data)["metadata"] == {"language_info": {"name": "python"}}
    assert document.notes
    assert FORM.write(FORM.read(data, "a.ipynb"), document.text) == data


def test_cells_keep_the_shape_of_their_source() -> None:
    document = FORM.read(_notebook(TEXT, CODE), "a.ipynb")
    assert _written(document) == [TEXT["source"], CODE["source"]]


@pytest.mark.parametrize(
    ("changes", "sources"),
    [
        ([("Look.", "See.")], [["# Lag\n", "\n", "See."], CODE["source"]]),
        ([("Look.", "")], [["# Lag"], CODE["source"]]),
        ([("print(x)", "pass")], [TEXT["source"], 'x = "```"\npass']),
        ([("# Lag\n\nLook.\n\n", "")], [CODE["source"]]),
        ([('````python\nx = "```"\nprint(x)\n````\n', "")], [TEXT["source"]]),
        ([('Look.\n\n````python\nx = "```"\n', "")], [["# Lag"], "print(x)"]),
    ],
)
def test_changes_land_in_their_cells(
    changes: list[tuple[str, str]], sources: list[list[str] | str]
) -> None:
    document = FORM.read(_notebook(TEXT, CODE), "a.ipynb")
    assert _written(document, *changes) == sources


def test_a_text_without_its_edits_is_written_all_the_same() -> None:
    document = FORM.read(_notebook(TEXT, CODE), "a.ipynb")
    data = FORM.write(document, document.text.replace("Look.", "See."))
    assert json.loads(data)["cells"][0]["source"] == ["# Lag\n", "\n", "See."]


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[]",
        b'{"nbformat": 3, "worksheets": []}',
        b'{"nbformat": 4}',
        b'{"nbformat": 4, "cells": [1]}',
        b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1]}]}',
    ],
)
def test_broken_notebooks_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match="save it again in Jupyter"):
        FORM.read(data, "a.ipynb")
