"""Edits of a Word document's text, in its runs, paragraphs, rows, columns and contents."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from antidistill.document import Block, Document, Form
from antidistill.edit import Edit, apply_edits
from antidistill.formats.docx import Docx
from antidistill.formats.docx.names import w
from antidistill.formats.docx.reading import tracked_copy
from antidistill.span import Span

from ..outline import outline
from .packages import field, p, r, table, word
from .tables import cases
from .test_stowaways import everything
from .test_trees import filled, read

FORM = Docx()
LOOKS = {"*": "<w:b/>", "_": "<w:i/>"}


def written(document: Document, edits: Iterable[Edit]) -> bytes:
    made = list(edits)
    return FORM.write(document, apply_edits(document.text, made), made)


def after(document: Document, edits: Iterable[Edit]) -> Document:
    return FORM.read(written(document, edits), "x.docx")


def body_of(copy: bytes, part: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        return etree.fromstring(archive.read(part))


# -- runs


def _marked(text: str) -> str:
    """A paragraph from text with marks."""
    out = ""
    for found in re.finditer(r"\*([^*]+)\*|_([^_]+)_|\[([^\]]+)\]|([^*_\[]+)", text):
        bold, italic, link, plain = found.groups()
        if link:
            out += f'<w:hyperlink w:anchor="m">{r(link)}</w:hyperlink>'
        else:
            look = "<w:b/>" if bold else "<w:i/>" if italic else ""
            words = bold or italic or plain
            out += f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
    return f'<w:p><w:bookmarkStart w:id="1" w:name="m"/>{out}<w:bookmarkEnd w:id="1"/></w:p>'


def _marks(paragraph: Any) -> str:
    """A paragraph as text with marks; neighbours of one look as one."""
    out: list[tuple[str, str]] = []
    for run in paragraph.iter(w("r")):
        text = "".join(t.text or "" for t in run.iter(w("t")))
        look = "*" if run.find(f".//{w('b')}") is not None else ""
        look = "_" if run.find(f".//{w('i')}") is not None else look
        look = "[]" if run.getparent().tag == w("hyperlink") else look
        if out and out[-1][0] == look:
            out[-1] = (look, out[-1][1] + text)
        else:
            out.append((look, text))
    return "".join(f"{k[:1]}{text}{k[-1:]}" for k, text in out if text)


@pytest.mark.parametrize("case", cases("runs.toml"), ids=lambda c: c["what"])
def test_new_words_take_the_look_of_old_ones(case: dict[str, str]) -> None:
    document = FORM.read(word(_marked(case["before"])), "x.docx")
    start = document.text.index(case["old"])
    edit = Edit(Span(start, start + len(case["old"])), case["new"], "")
    copy = written(document, [edit])
    assert _marks(body_of(copy).find(f".//{w('p')}")) == case["reads"]


def test_east_asian_fonts_and_languages_stay_with_new_words() -> None:
    look = '<w:rFonts w:hint="eastAsia" w:eastAsia="宋体"/><w:lang w:eastAsia="zh-CN"/>'
    body = f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>联系张三</w:t></w:r></w:p>"
    document = read(body)
    copy = written(document, [Edit(Span(2, 4), "负责人", "")])
    [run] = body_of(copy).iter(w("r"))
    assert run.find(f".//{w('rFonts')}").get(w("eastAsia")) == "宋体"
    assert run.find(w("t")).text == "联系负责人"


def test_a_line_break_in_new_text_is_one_in_the_paragraph() -> None:
    document = read(p("One two"))
    assert outline(after(document, [Edit(Span(3, 4), "\n", "")])) == "paragraph: One / two"


# -- blocks


BODY = (
    "{p:Book|Title}{p:Scope|Heading1}{p:First.}{p:One||1}{p:Two||1}{p:Three||1}{p:get a|Listing}"
    "{p:get b|Listing}{p:Last.}"
    + table(("Level", "Answer", "Who"), ("P1", "now", "all"), ("P2", "soon", "some"))
    + "{p:End.}<w:p><w:r><w:t>Noted</w:t><w:footnoteReference w:id='1'/></w:r></w:p>"
    "<w:sectPr><w:headerReference w:type='default' r:id='rId_header1'/></w:sectPr>"
)
PARTS = {
    "footnotes": f'<w:footnote w:id="1">{p("A note.")}</w:footnote>',
    "header1": p("On every page"),
}


def book() -> Document:
    return read(BODY, parts=PARTS)


def _leaves(document: Document, without: Span | None = None) -> list[str]:
    return [
        s.of(document.text)
        for b in document.blocks
        for s in b.pieces
        if without is None or s not in without
    ]


@pytest.mark.parametrize("index", range(len(book().blocks)))
def test_leaving_one_block_out_leaves_the_others(index: int) -> None:
    document = book()
    block = document.blocks[index]
    new = after(document, [Edit(block.extent, "", "")])
    left = _leaves(document, block.extent)
    if block.form is Form.FOOTNOTE:
        left = [text.replace("[^1]", "") for text in left]
    if block.form is Form.PARAGRAPH and "[^1]" in block.span.of(document.text):
        left.remove("A note.")  # nothing refers to it any more
    if block.parent >= 0 and document.blocks[block.parent].form is Form.FOOTNOTE:
        left = [text.replace("[^1]", "") for text in left]
    assert _leaves(new) == left


def _find(document: Document, text: str) -> Block:
    return next(b for b in document.blocks if b.pieces and b.span.of(document.text) == text)


def test_numbers_follow_in_a_list() -> None:
    document = book()
    item = document.blocks[_find(document, "Two").parent]
    new = after(document, [Edit(item.extent, "", "")])
    assert "1. One\n2. Three\n" in new.text


def test_a_column_goes_and_the_others_share_its_width() -> None:
    document = book()
    cells = [b for b in document.blocks if b.form is Form.CELL]
    copy = written(document, [Edit(c.extent, "", "") for c in cells[2::3]])
    assert "Level | Answer\nP1 | now\nP2 | soon\n" in FORM.read(copy, "x").text
    widths = [int(c.get(w("w"))) for c in body_of(copy).iter(w("gridCol"))]
    assert widths == [3000, 3000]


def test_an_emptied_cell_stays() -> None:
    document = book()
    new = after(document, [Edit(_find(document, "now").span, "", "")])
    assert "P1 |  | all\n" in new.text


def test_a_merged_cell_narrows_with_its_column() -> None:
    merged = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/><w:gridCol w:w='900'/><w:gridCol "
        "w:w='900'/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p:Wide}"
        "</w:tc><w:tc>{p:C}</w:tc></w:tr><w:tr><w:tc>{p:a}</w:tc><w:tc>{p:b}</w:tc><w:tc>{p:c}"
        "</w:tc></w:tr></w:tbl>"
    )
    document = read(merged)
    cells = [b for b in document.blocks if b.form is Form.CELL]
    copy = written(document, [Edit(cells[i].extent, "", "") for i in (1, 4)])
    assert FORM.read(copy, "x").text == "Wide | C\na | c\n"
    assert body_of(copy).find(f".//{w('gridSpan')}").get(w("val")) == "1"


def test_cells_merged_downwards_begin_again_below_a_removed_row() -> None:
    down = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr>"
        "<w:vMerge w:val='restart'/></w:tcPr>{p:All}</w:tc><w:tc>{p:a}</w:tc></w:tr><w:tr><w:tc>"
        "<w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{p:b}</w:tc></w:tr></w:tbl>"
    )
    document = read(down)
    row = next(b for b in document.blocks if b.form is Form.ROW)
    copy = written(document, [Edit(row.extent, "", "")])
    assert body_of(copy).find(f".//{w('vMerge')}").get(w("val")) == "restart"


def test_new_code_may_have_more_lines_or_fewer() -> None:
    document = book()
    block = next(b for b in document.blocks if b.form is Form.CODE)
    for new in ("get c\nget d\nget e", "get c\nget d", "get c"):
        found = after(document, [Edit(block.span, new, "")])
        [code] = [b for b in found.blocks if b.form is Form.CODE]
        assert found.content(code) == new


def test_blank_items_go_with_the_line_that_asks_for_them() -> None:
    blank = p("", number="1").replace(r(""), "")
    document = read(p("One") + p("Our risks") + blank + blank + p("Our hopes") + blank)
    for gone, left in (("Our risks", 1), ("Our hopes", 2), ("One", 3)):
        copy = written(document, [Edit(_find(document, gone).extent, "", "")])
        assert len(list(body_of(copy).iter(w("numPr")))) == left


def test_two_tables_do_not_run_together() -> None:
    document = read(table(("a", "b")) + p("Between") + table(("c", "d")))
    new = after(document, [Edit(_find(document, "Between").extent, "", "")])
    assert sum(b.form is Form.TABLE for b in new.blocks) == 2


def test_a_section_ends_where_it_did() -> None:
    end = "<w:p><w:pPr><w:sectPr><w:pgSz w:orient='landscape'/></w:sectPr></w:pPr>{r}</w:p>"
    document = read("{p:One}" + end.replace("{r}", r("Two")) + "{p:Three}")
    copy = written(document, [Edit(_find(document, "Two").extent, "", "")])
    [first_section] = body_of(copy).iterfind(f".//{w('pPr')}/{w('sectPr')}")
    assert "One" in "".join(first_section.getparent().getparent().itertext())


# -- contents and cross references


def _to(code: str, result: str) -> str:
    return field(f"{code} \\h", result)


def _contents(*names: str) -> str:
    entries = [
        f'<w:hyperlink w:anchor="_Toc{n}">{r(f"{n}")}<w:r><w:tab/></w:r>{r(name)}<w:r><w:tab/>'
        f"</w:r>{_to(f'PAGEREF _Toc{n}', str(n))}</w:hyperlink>"
        for n, name in enumerate(names, 1)
    ]
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3" \\h'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    paragraphs = [f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{e}</w:p>' for e in entries]
    paragraphs[0] = paragraphs[0].replace("</w:pPr>", f"</w:pPr>{begin}", 1)
    paragraphs[-1] = paragraphs[-1].replace("</w:p>", "", 1)
    paragraphs[-1] += '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    return "".join(paragraphs)


def _with_contents(*names: str, entries: tuple[str, ...] = ()) -> Document:
    heads = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="{n}" '
        f'w:name="_Toc{n}"/>{r(name)}<w:bookmarkEnd w:id="{n}"/></w:p>{p("Text.")}'
        for n, name in enumerate(names, 1)
    )
    reference = f"<w:p>{r('See ')}{_to('REF _Toc2', names[1])}{r('.')}</w:p>"
    return read(_contents(*(entries or names)) + heads + reference)


def _entries(copy: bytes) -> list[str]:
    paragraphs = body_of(copy).iter(w("p"))
    return ["".join(t.text or "" for t in x.iter(w("t"))) for x in paragraphs
            if x.find(f".//{w('pStyle')}") is not None
            and x.find(f".//{w('pStyle')}").get(w("val")) == "Toc1"]  # fmt: skip


def test_contents_say_what_the_headings_say() -> None:
    document = _with_contents("Scope", "Ask Dana", "End")
    assert _entries(FORM.write(document, document.text)) == ["1Scope1", "2Ask Dana2", "3End3"]
    head = next(b for b in document.blocks if b.form is Form.HEADING
                and "Dana" in b.span.of(document.text))  # fmt: skip
    copy = written(document, [Edit(head.span, "Ask the lead", "")])
    assert _entries(copy) == ["1Scope1", "2Ask the lead2", "3End3"]
    assert "Dana" not in etree.tostring(body_of(copy), encoding="unicode").split("See ")[0]


def test_an_old_entry_is_made_anew_even_without_edits() -> None:
    document = _with_contents("Scope", "Steps", entries=("Scope", "What Dana knows"))
    assert _entries(FORM.write(document, document.text)) == ["1Scope1", "2Steps2"]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_an_entry_goes_with_its_heading_and_the_field_stays_whole(gone: int) -> None:
    document = _with_contents("Scope", "Steps", "End")
    heads = [b for b in document.blocks if b.form is Form.HEADING]
    copy = written(document, [Edit(heads[gone].extent, "", "")])
    left = [n for at, n in enumerate(("1Scope1", "2Steps2", "3End3")) if at != gone]
    assert _entries(copy) == left
    marks = [e.get(w("fldCharType")) for e in body_of(copy).iter(w("fldChar"))]
    assert marks.count("begin") == marks.count("end") == marks.count("separate")
    assert "TOC" in "".join(e.text for e in body_of(copy).iter(w("instrText")))


def test_contents_without_an_entry_go() -> None:
    document = _with_contents("Scope", "Steps")
    heads = [b for b in document.blocks if b.form is Form.HEADING]
    copy = written(document, [Edit(h.extent, "", "") for h in heads])
    assert not list(body_of(copy).iter(w("fldChar")))


def test_a_cross_reference_to_what_went_becomes_text() -> None:
    document = _with_contents("Scope", "Steps")
    heads = [b for b in document.blocks if b.form is Form.HEADING]
    copy = written(document, [Edit(heads[1].extent, "", "")])
    assert "REF" not in "".join(e.text for e in body_of(copy).iter(w("instrText")) if
                                "TOC" not in e.text and "PAGEREF" not in e.text)  # fmt: skip
    assert "See Steps." in FORM.read(copy, "x").text


# -- any edits


def random_edits(document: Document, rng: Random) -> list[Edit]:
    """Some blocks left out, some pieces of text replaced."""
    out: list[Edit] = []
    done = 0
    for block in document.blocks:
        if block.extent.start < done or rng.random() < 0.6:
            continue
        if block.pieces and rng.random() < 0.6:
            piece = block.pieces[0]
            start = rng.randint(piece.start, piece.end)
            end = rng.randint(start, piece.end)
            new = "".join(rng.choice("abc ") for _ in range(rng.randint(0, 9)))
            out.append(Edit(Span(start, end), new, ""))
            done = end + 1
        elif block.form is not Form.FOOTNOTE:
            out.append(Edit(block.extent, "", ""))
            done = block.extent.end
    return out


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]|\[\^e?\d+\]", "", text)


SOURCES = (word(filled(BODY), parts=PARTS), everything())


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(SOURCES), st.randoms(use_true_random=False))
def test_a_copy_reads_as_edited_and_its_preview_both_ways(source: bytes, rng: Random) -> None:
    document = FORM.read(source, "x.docx")
    edits = random_edits(document, rng)
    copy = written(document, edits)
    assert copy == written(document, edits)
    again = FORM.read(copy, "x.docx")
    assert FORM.write(again, again.text) == copy
    preview = tracked_copy(document, edits)
    refused = Docx(accept=False).read(preview, "x.docx")
    assert _leaves(refused) == _leaves(document)
    accepted = _letters("".join(_leaves(FORM.read(preview, "x.docx"))))
    assert set(_letters("".join(_leaves(again)))) <= set(accepted)


def test_without_edits_they_are_guessed_from_the_text() -> None:
    document = book()
    text = document.text.replace("First.", "Start here.").replace("P2 | soon | some\n", "")
    new = FORM.read(FORM.write(document, text), "x.docx")
    assert new.text == text


@pytest.mark.parametrize("source", SOURCES, ids=["book", "everything"])
def test_another_reader_of_word_files_opens_copies_and_previews(source: bytes) -> None:
    import docx

    document = FORM.read(source, "x.docx")
    edits = random_edits(document, Random(7))
    for data in (written(document, []), written(document, edits), tracked_copy(document, edits)):
        opened = docx.Document(io.BytesIO(data))
        assert opened.paragraphs and opened.styles["Normal"]
        assert opened.core_properties.author in ("", "python-docx")
