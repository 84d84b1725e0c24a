"""Edits of a draft in which single units went."""

from __future__ import annotations

import pytest

from antidistill import nlp
from antidistill.document import Document, Form
from antidistill.edit import apply_edits
from antidistill.formats import format_for, markdown
from antidistill.mode import load
from antidistill.plan import begin
from antidistill.plan.edits import edits
from tests.formats.docx.packages import table, word


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        (
            "1. Lid.\n2. Head.\n   - Drum.\n   - Tray.\n3. Door.\n",
            ["Head."],
            "1. Lid.\n2. - Drum.\n   - Tray.\n3. Door.\n",
        ),
        (
            "1. Lid.\n2. Head.\n\n   More.\n\n   - Drum.\n3. Door.\n",
            ["Head.", "More."],
            "1. Lid.\n2. - Drum.\n3. Door.\n",
        ),
        (
            "1. Lid.\n2. Head.\n\n   More.\n\n   Drum.\n3. Door.\n",
            ["More."],
            "1. Lid.\n2. Head.\n\n   Drum.\n3. Door.\n",
        ),
        ("1. Lid.\n2. Head.\n   - Drum.\n3. Door.\n", ["Head.", "Drum."], "1. Lid.\n2. Door.\n"),
    ],
    ids=["its list begins it", "what is behind both begins it", "its head stays", "all of it goes"],
)
def test_what_stands_behind_a_head_that_went(text: str, gone: list[str], left: str) -> None:
    document = markdown.read(text.encode(), "notes.md")
    draft = begin(nlp.read(document, analyse=False), [], load("light"))
    draft.gone.update(u.index for u in draft.units if u.text in gone)
    draft.held.update(u.index for u in draft.units if u.index not in draft.gone)
    assert apply_edits(text, edits(draft)) == left


MARKDOWN = b"lid | hall | oil\n--|--|--\nkey | door | ink\nbolt | lamp | wax\n"
TABLES = {
    "open.md": MARKDOWN,
    "quoted.md": b"> " + MARKDOWN.strip().replace(b"\n", b"\n> ") + b"\n",
    "closed.md": b"|lid|hall|oil|\n|--|--|--|\n|key|door|<p>ink</p>|\n|bolt|lamp|wax|\n",
    "list.csv": b'lid,hall,oil\n"key",door,"ink"\nbolt,lamp,wax\n',
    "page.html": b"<table><tr><td>lid</td><td>hall</td><td>oil</td></tr>"
    b"<tr><td><p>key</p></td><td>door</td><td><b>ink</b></td></tr>"
    b"<tr><td>bolt</td><td>lamp</td><td>wax</td></tr></table>",
    "notes.docx": word(
        table(("lid", "hall", "oil"), ("key", "door", "ink"), ("bolt", "lamp", "wax"))
    ),
}


def rows(document: Document) -> list[list[str]]:
    """What the cells of its table say, but for the row of dashes."""
    blocks = document.blocks
    return [
        [document.content(blocks[c]) for c in document.children(i)]
        for i, b in enumerate(blocks)
        if b.form is Form.ROW and b.info != "delimiter"
    ]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ("ink", ["key", "door", ""]),
        ("key", ["", "door", "ink"]),
        ("door", ["key", "", "ink"]),
        ("", ["key", "door", "ink"]),
    ],
    ids=["the last", "the first", "one between", "none"],
)
def test_a_cell_that_goes_alone_leaves_its_place(name: str, gone: str, left: list[str]) -> None:
    form = format_for(name)
    document = form.read(TABLES[name], name)
    draft = begin(nlp.read(document, analyse=False), [], load("light"))
    draft.gone.update(u.index for u in draft.units if gone and gone in u.text)
    made = edits(draft)
    text = apply_edits(document.text, made)
    assert form.problems(document, text) == []
    written = rows(form.read(form.write(document, text, made), name))
    told = [[c.removeprefix("<p>").removesuffix("</p>") for c in row] for row in written]
    assert told == [["lid", "hall", "oil"], left, ["bolt", "lamp", "wax"]]
