"""What holds for any document: no byte changes unasked, no letter is overlooked, an edit of one
block leaves the others alone."""

from __future__ import annotations

import codecs
from collections import Counter

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from antidistill.document import PROSE, Document, Form
from antidistill.edit import Edit, apply_edits
from antidistill.errors import UnreadableInput
from antidistill.formats import FORMATS
from antidistill.formats.base import Format
from antidistill.formats.markdown import Markdown
from antidistill.formats.markdown_document import parse_text
from antidistill.formats.soundness import uncovered
from antidistill.formats.text_document import parse_text as parse_plain
from antidistill.span import Span

from .documents import TABLED, TIDY, UNTIDY
from .test_markdown import assert_sound_tree

CODECS = [
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("gb18030", b""),
]
TEXTUAL = tuple(form for form in FORMATS if form.name not in ("web page", "pdf"))
"""A page may lose what nobody sees; a copy of a PDF is none: both have tests of their own."""
ENDS = ["\n", "\r\n", "\r"]
MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(st.one_of(TIDY, UNTIDY), st.sampled_from(CODECS), st.sampled_from(ENDS),
       st.sampled_from(TEXTUAL))  # fmt: skip
def test_no_edit_is_no_change(text: str, code: tuple[str, bytes], end: str, form: Format) -> None:
    codec, bom = code
    data = bom + text.replace("\n", end).encode(codec)
    document = _read(form, data, None if bom or codec == "utf-8" else codec)
    assert form.write(document, document.text) == data
    assert uncovered(document) == []
    assert form.problems(document, document.text) == []
    assert_sound_tree(document)


def _read(form: Format, data: bytes, encoding: str | None) -> Document:
    try:
        return form.read(data, "x", encoding)
    except UnreadableInput:
        assume(False)
        raise


@MANY
@given(TIDY, st.data(), st.sampled_from(ENDS))
def test_editing_one_block_leaves_the_others(text: str, data: st.DataObject, end: str) -> None:
    document = parse_text(text.replace("\n", end))
    leaves = [
        i
        for i, b in enumerate(document.blocks)
        if b.form in PROSE - {Form.HTML} and b.pieces and b.info != "delimiter"
    ]
    assume(leaves != [])
    index = data.draw(st.sampled_from(leaves))
    edits = [Edit(piece, "changed words", "") for piece in document.blocks[index].pieces]
    new = parse_text(apply_edits(document.text, edits))
    assert skeleton(new) == skeleton(document)
    for number, (old_block, new_block) in enumerate(zip(document.blocks, new.blocks, strict=True)):
        if number != index:
            assert document.content(old_block) == new.content(new_block)
    assert set(new.content(new.blocks[index]).split("\n")) == {"changed words"}
    assert Markdown().problems(document, new.text) == []


def skeleton(document: Document) -> list[tuple[Form, int, str, int, int]]:
    """The tree without its texts."""
    return [(b.form, b.level, b.info, b.parent, len(b.pieces)) for b in document.blocks]


@MANY
@given(TIDY, st.data(), st.sampled_from(ENDS))
def test_leaving_one_block_out_leaves_the_others(text: str, data: st.DataObject, end: str) -> None:
    document = parse_text(text.replace("\n", end))
    index = data.draw(st.sampled_from(range(len(document.blocks))))
    block = document.blocks[index]
    assume(not (block.form in (Form.ROW, Form.CELL) and block.info))
    assert_left_out(document, block.extent)


def assert_left_out(document: Document, extent: Span) -> None:
    """The text without `extent` has the leaves that do not lie in it, and no others."""
    new = parse_text(apply_edits(document.text, [Edit(extent, "", "")]))
    expected = [
        piece.of(document.text)
        for block in document.blocks
        for piece in block.pieces
        if piece not in extent
    ]
    found = [piece.of(new.text) for block in new.blocks for piece in block.pieces]
    assert Counter(found) == Counter(expected)


@MANY
@given(TABLED, st.data())
def test_a_column_can_be_left_out(text: str, data: st.DataObject) -> None:
    document = parse_text(text)
    tables = [i for i, b in enumerate(document.blocks) if b.form is Form.TABLE]
    assume(bool(tables))
    rows = list(document.children(data.draw(st.sampled_from(tables))))
    column = data.draw(st.integers(0, 2))
    cells = [document.blocks[list(document.children(row))[column]] for row in rows]
    new = parse_text(apply_edits(document.text, [Edit(c.extent, "", "") for c in cells]))
    assert sum(b.form is Form.CELL for b in new.blocks) == sum(
        b.form is Form.CELL for b in document.blocks
    ) - len(rows)
    assert Markdown().problems(document, new.text) == []


@MANY
@given(UNTIDY)
def test_plain_text_overlooks_nothing(text: str) -> None:
    document = parse_plain(text)
    assert uncovered(document) == []
    assert_sound_tree(document)
