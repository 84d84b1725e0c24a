"""Word files through the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill.document import Document
from antidistill.formats.docx import Docx

from ..formats.docx.oracle import says
from ..formats.docx.packages import p, r, word
from .fakes import call, tree

BODY = p("Ask Anna first.", "Heading1") + (
    f'<w:p><w:del w:id="1" w:author="Boss"><w:r><w:delText>Ring Anna.</w:delText></w:r></w:del>'
    f'<w:ins w:id="2" w:author="Boss">{r("Mail Anna.")}</w:ins></w:p>'
)


@pytest.fixture(autouse=True)
def notes(work: Path) -> Path:
    file = work / "notes.docx"
    file.write_bytes(word(BODY))
    return file


def read(file: Path, *, accept: bool = True) -> Document:
    return Docx(accept=accept).read(file.read_bytes(), file.name)


def test_a_copy_is_written_and_what_it_leaves_is_told(work: Path) -> None:
    found = call("notes.docx")
    assert found.exit_code == 0
    assert "note: not in the copy: 2 tracked changes accepted" in found.stderr
    copy = work / "handover" / "notes.docx"
    assert read(copy).text == "Ask the owner first.\nMail the owner.\n"
    assert not any(says(copy.read_bytes(), name) for name in ("Anna", "Boss"))


def test_tracked_changes_are_rejected_on_request(work: Path) -> None:
    assert call("--revisions", "reject", "notes.docx").exit_code == 0
    copy = work / "handover" / "notes.docx"
    assert read(copy).text == "Ask the owner first.\nRing the owner.\n"
    assert not says(copy.read_bytes(), "Mail")


def test_preview_as_tracked_changes(work: Path) -> None:
    found = call("preview", "--word", "look.docx", "notes.docx")
    assert found.exit_code == 0
    assert found.stdout == ""
    assert found.stderr == "look.docx: holds the original text; keep it as carefully\n"
    assert sorted(tree(work)) == ["look.docx", "notes.docx"]
    page = work / "look.docx"
    assert page.stat().st_mode & 0o077 == 0
    assert read(page).text == "Ask the owner first.\nMail the owner.\n"
    assert read(page, accept=False).text == "Ask Anna first.\nMail Anna.\n"
    assert says(page.read_bytes(), "preview") and not says(page.read_bytes(), "Boss")


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("--word", "handover/look.docx", "notes.docx"), "must not lie in the folder"),
        (("--word", "look.md", "notes.docx"), "end its name in .docx"),
        (("--word", "look.docx", "--html", "look.html", "notes.docx"), "stands alone"),
        (("--word", "look.docx", "--json", "notes.docx"), "stands alone"),
        (("--word", "notes.docx", "notes.docx"), "exists already"),
        (("--word", "look.docx", "notes.docx", "more.md"), "name one"),
        (("--word", "look.docx", "more.md"), "is no Word file"),
    ],
)
def test_a_preview_that_cannot_be_is_refused(
    args: tuple[str, ...], reason: str, work: Path
) -> None:
    (work / "more.md").write_text("Ask Anna.\n")
    before = tree(work)
    found = call("preview", *args)
    assert found.exit_code == 2
    assert reason in found.stderr
    assert tree(work) == before


@pytest.mark.parametrize("data", [b"", b"text", word(BODY)[:300]])
def test_a_file_that_is_none_is_refused_in_one_line(data: bytes, notes: Path) -> None:
    notes.write_bytes(data)
    found = call("notes.docx")
    assert found.exit_code == 2
    assert found.stderr.startswith("antidistill: notes.docx: ") and found.stderr.count("\n") == 1
