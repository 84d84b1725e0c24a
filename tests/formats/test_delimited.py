"""Tables as text: cells with their places, and new words that stay in their cells."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antidistill import toml
from antidistill.document import Document, Form
from antidistill.edit import Edit, apply_edits
from antidistill.formats.delimited import Delimited
from antidistill.span import Span

TABLE: dict[str, list[dict[str, Any]]] = toml.parsed(
    Path(__file__).with_name("delimited.toml").read_text(encoding="utf-8")
)
FORM = Delimited()


def _rows(document: Document) -> list[list[str]]:
    rows = [i for i, b in enumerate(document.blocks) if b.form is Form.ROW]
    return [[document.content(document.blocks[c]) for c in document.children(r)] for r in rows]


@pytest.mark.parametrize("row", TABLE["table"], ids=lambda r: r["name"])
def test_cells_row_by_row(row: dict[str, Any]) -> None:
    document = FORM.read(row["text"].encode(), row["name"])
    assert _rows(document) == row["rows"]
    assert FORM.write(document, document.text) == row["text"].encode()
    assert FORM.problems(document, document.text) == []


@pytest.mark.parametrize("row", TABLE["edit"], ids=lambda r: r["out"])
def test_new_words_stay_in_their_cell(row: dict[str, Any]) -> None:
    name = "a.tsv" if "\t" in row["text"] else "a.csv"
    document = FORM.read(row["text"].encode(), name)
    start = row["text"].index(row["old"])
    edits = [Edit(Span(start, start + len(row["old"])), row["new"], "a test")]
    text = apply_edits(document.text, edits)
    assert FORM.write(document, text, edits).decode() == row["out"]


def test_a_row_that_lost_a_cell_is_a_problem() -> None:
    document = FORM.read(b"a,b\n1,2\n", "a.csv")
    assert FORM.problems(document, "a,b\n1\n")
    ragged = FORM.read(b"a,b\n1\n", "a.csv")
    assert not FORM.problems(ragged, "a,b\n1\n")


def test_a_column_and_a_row_go_whole() -> None:
    document = FORM.read(b'a,b,c\n1,"2, 2",3\n', "a.csv")
    cells = [b for b in document.blocks if b.form is Form.CELL]
    for column, left in enumerate(('b,c\n"2, 2",3\n', "a,c\n1,3\n", 'a,b\n1,"2, 2"\n')):
        gone = [Edit(cells[n].extent, "", "a test") for n in (column, column + 3)]
        assert apply_edits(document.text, gone) == left
    rows = [b for b in document.blocks if b.form is Form.ROW]
    assert apply_edits(document.text, [Edit(rows[1].extent, "", "a test")]) == "a,b,c\n"


CELLS = st.text(st.sampled_from('ab,"\n x中'), max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_what_a_spreadsheet_writes_is_read_cell_by_cell(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    document = FORM.read(out.getvalue().encode(), "a.csv")
    found = _rows(document)
    assert all(len(row) == 3 for row in found)
    bare = [[" ".join(c.replace('"', '""').split()) for c in row] for row in rows]
    shown = [[" ".join(c.split()) for c in row] for row in found]
    assert shown == bare
    assert FORM.write(document, document.text) == out.getvalue().encode()
