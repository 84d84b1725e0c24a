"""PDF in, Markdown out: what stood on the pages, in its order, and nothing that did not."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest

from antidistill.errors import UnreadableInput
from antidistill.formats import copy_name
from antidistill.formats.pdf import Pdf

from ..docx.packages import p, table, word
from .hostile import bomb
from .papers import Set, column, paper

FORM = Pdf()


def text_of(data: bytes) -> str:
    return FORM.read(data, "a.pdf").text


LONG = "Look at the curve of the last hour and write down when it left its usual band,"


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not() -> None:
    page = column(LONG, "then compare it with the same hour of the week be-", "fore.")
    page += column("Tell support what customers will see.", top=630)
    assert text_of(paper(page)) == (
        f"{LONG} then compare it with the same hour of the week before.\n\n"
        "Tell support what customers will see.\n"
    )


def test_larger_and_bold_lines_are_headings() -> None:
    page = [Set("Pumps", 760, size=22), Set("Starting", 720, size=16), *column(LONG, top=690)]
    page += [Set("When it leaks", 660, font="F2"), *column("Close the valve.", top=640)]
    assert text_of(paper(page)) == (
        f"# Pumps\n\n## Starting\n\n{LONG}\n\n### When it leaks\n\nClose the valve.\n"
    )


def test_marks_make_lists_and_letters_of_one_width_make_code() -> None:
    page = column("• Open the valve.", "• Close it.", "1. Look.", "2. Write.")
    page += column("ls -l *.log", "rm a.log", top=600, font="F3") + column(LONG, top=500)
    assert text_of(paper(page)) == (
        "- Open the valve.\n- Close it.\n\n1. Look.\n2. Write.\n\n"
        f"```\nls -l *.log\nrm a.log\n```\n\n{LONG}\n"
    )


def test_chinese_lines_are_joined_without_a_blank() -> None:
    first = "值班时先看最近一小时的曲线并记下它离开正常范围的时间然后与上周同一时间比较再"
    page = column(first, "告诉客服。", step=18, font="F4")
    document = FORM.read(paper(page), "a.pdf")
    assert document.text == f"{first}告诉客服。\n"
    assert document.language == "zh"


def test_words_set_one_by_one_have_blanks_between_them() -> None:
    page = [Set("Ask", 700), Set("Dana", 700, x=95), Set("now.", 700, x=130)]
    assert text_of(paper(page)) == "Ask Dana now.\n"


def test_running_heads_and_page_numbers_go_and_are_told() -> None:
    pages = [
        [Set("Acme runbook", 800), *column(f"{word} {LONG}"), Set(f"Page {n} of 3", 30)]
        for n, word in enumerate(("First", "Second", "Third"), 1)
    ]
    document = FORM.read(paper(*pages), "a.pdf")
    assert "Acme" not in document.text and "Page" not in document.text
    assert document.text.count(LONG) == 3
    assert "not in the copy: 6 page numbers and running heads" in document.notes


def test_what_only_looks_like_markdown_is_text() -> None:
    page = column("# no heading", "2 * 3 and `x` <b>", step=40)
    text = text_of(paper(page))
    assert text == "\\# no heading\n\n2 \\* 3 and \\`x\\` \\<b>\n"


def test_remarks_and_attachments_stay_behind_and_are_told() -> None:
    remark = "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Gone remark) >>"
    link = "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (x:gone) >> >>"
    data = paper(column("Text."), notes=f"{remark} {link}")
    document = FORM.read(data, "a.pdf")
    assert document.text == "Text.\n"
    assert "not in the copy: 1 comment or form field" in document.notes
    assert document.notes[0].endswith("without fonts, columns and tables that have no lines")


def test_a_copy_is_markdown_and_can_be_read_again() -> None:
    document = FORM.read(paper([Set("Pumps", 760, size=22), *column(LONG)]), "a.pdf")
    copy = FORM.write(document, document.text)
    assert copy.decode() == document.text
    assert FORM.read(copy, "a.pdf").text == document.text
    assert copy_name("b/Notes.PDF") == "b/Notes.md"
    assert copy_name("b/notes.pdf.docx") == "b/notes.pdf.docx"


def _encrypted() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer, out = PdfWriter(PdfReader(io.BytesIO(paper(column("Text."))))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_encrypted(), "encrypted"),
        (b"%PDF-1.5\nand no more", "broken"),
        (paper(column("Text."))[:300], "broken|pictures"),
        (paper([]), "pictures without text"),
        (b"\x00\x01\x02 no PDF", "binary|NUL"),
        (bomb(), "bomb|broken"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason) as caught:
        FORM.read(data, "a.pdf")
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_what_an_office_program_prints_is_read(tmp_path: Path) -> None:
    edges = "".join(
        f'<w:{e} w:val="single" w:sz="4"/>' for e in ("top", "bottom", "insideH", "insideV")
    )
    ruled = table(("Level", "Answer"), ("P1", "十分钟")).replace(
        "<w:tblPr/>", f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>"
    )
    body = p("Pumps", "Heading1") + p(LONG + " then ask support.") + ruled
    body += p("看曲线，再告诉客服。")
    (tmp_path / "a.docx").write_bytes(word(body))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True)
    text = text_of((tmp_path / "a.pdf").read_bytes())
    assert text == (
        f"# Pumps\n\n{LONG} then ask support.\n\n"
        "| Level | Answer |\n| --- | --- |\n| P1 | 十分钟 |\n\n看曲线，再告诉客服。\n"
    )
