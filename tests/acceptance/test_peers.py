"""What other tools of this kind get wrong, on documents of the shape that they were made for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from antidistill.batch import Tools
from antidistill.cli import desk, main
from antidistill.document import Document, Form
from antidistill.errors import Exit, UsageFault
from antidistill.formats import format_for
from antidistill.formats.markdown import Markdown
from antidistill.mode import load
from antidistill.pipeline import Order, generalise, scan
from antidistill.reading import OwnWords
from antidistill.result import Result
from tests.homes import settle
from tests.things.tables import Case, cases, marked

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"
MARKDOWN = Markdown()
MODES = ("light", "medium", "heavy")
NOTHING = OwnWords()
BACKUPS = (
    *("*_private_backup*", "*_backup*.md", "*.original.md", "*_cleaned.md", "*_raw.md"),
    *("*before*.md", "*after*.md", "*_cleaned", "*backup*", "*original*", "anti-distill-output"),
    *("*private*", "*distill*", "*20[0-9][0-9]*"),
)


@cache
def made(name: str, mode: str, own: OwnWords = NOTHING) -> Result:
    """The generalised copy of a document beside this file."""
    path = DOCUMENTS / name
    document = MARKDOWN.read(path.read_bytes(), path.name)
    return generalise(document, MARKDOWN, Order(load(mode), own=own))


def written(path: Path, mode: str) -> str:
    """The text of the generalised copy of a file."""
    document = MARKDOWN.read(path.read_bytes(), path.name)
    return generalise(document, MARKDOWN, Order(load(mode))).text


def headings(document: Document) -> list[tuple[int, str]]:
    """Level and text of each heading."""
    return [(b.level, document.content(b)) for b in document.blocks if b.form is Form.HEADING]


def blocks(document: Document, form: Form) -> list[str]:
    """The source of all blocks of a form."""
    return [b.extent.of(document.text) for b in document.blocks if b.form is form]


def again(result: Result) -> Document:
    """The output, read."""
    return MARKDOWN.read(result.text.encode(), result.document.name)


# ---- (a) Headings ---------------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_a_work_file_keeps_its_fifteen_headings(mode: str) -> None:
    result = made("work.md", mode)
    assert len(headings(result.document)) == 15
    assert [level for level, _ in headings(again(result))] == [
        level for level, _ in headings(result.document)
    ]


@pytest.mark.parametrize("mode", MODES)
def test_a_work_file_loses_what_is_hard_won(mode: str) -> None:
    text = made("work.md", mode).text
    for secret in ("整条线停了两个小时", "丢过一整批订单", "字体库会死锁"):
        assert secret not in text


# ---- (b) Critical lines ---------------------------------------------------------------------

HAZARDS = cases(HERE / "hazards.toml", "case")


@pytest.mark.parametrize("case", marked(HAZARDS))
def test_warnings_duties_and_licences_survive(case: Case) -> None:
    line = case["text"]
    zh = not line.isascii() and any("\u4e00" <= c <= "\u9fff" for c in line)
    before, after = (
        ("机器在大厅左侧。", "钥匙在前台。") if zh else ("It is on the left.", "Go home.")
    )
    source = f"# Press\n\n{before}\n\n{line}\n\n{after}\n"
    for mode in MODES:
        document = MARKDOWN.read(source.encode(), "notes.md")
        assert f"\n{line}\n" in generalise(document, MARKDOWN, Order(load(mode))).text


# ---- (c) What is not the person's own stays byte for byte ------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_front_matter_is_untouched(mode: str) -> None:
    result = made("runbook.md", mode)
    end = result.document.text.index("# Proof")
    assert result.text[:end] == result.document.text[:end]


@pytest.mark.parametrize("mode", ["light", "medium"])
@pytest.mark.parametrize("form", [Form.TABLE, Form.CODE], ids=["table", "code"])
def test_tables_of_norms_and_public_commands_are_untouched(form: Form, mode: str) -> None:
    result = made("runbook.md", mode)
    assert blocks(again(result), form) == blocks(result.document, form)


def test_a_table_is_whole_even_in_heavy() -> None:
    result = made("runbook.md", "heavy")
    assert MARKDOWN.problems(result.document, result.text) == []
    assert len(blocks(again(result), Form.TABLE)) == len(blocks(again(result), Form.CODE)) == 1


# ---- (d) Language ---------------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_no_english_is_put_into_a_chinese_document(mode: str) -> None:
    result = made("work.md", mode)
    had = set(re.findall(r"[A-Za-z]{2,}", result.document.text))
    for edit in result.edits:
        new = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"`[^`]*`|<[^>]*>", " ", edit.new)))
        sentences = re.findall(r"(?:\b[A-Za-z][a-z']*\b[ ,]+){4,}", edit.new)
        assert sentences == [], edit.new
        assert len(new - had) <= 3, edit.new


# ---- (e) Ordinary words ---------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("word", ["state-of-the-art", "on-call", "six-colour", "stand-in"])
def test_words_with_hyphens_are_no_names(word: str, mode: str) -> None:
    assert word in made("runbook.md", mode).text


# ---- (f) Stock phrases ----------------------------------------------------------------------

WASHED = [
    line
    for line in (HERE / "washed.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["work.md", "runbook.md"])
def test_no_stock_phrase_is_written(name: str, mode: str) -> None:
    result = made(name, mode)
    for edit in result.edits:
        low = edit.new.lower()
        assert [w for w in WASHED if w.lower() in low] == []


# ---- (g) Files that are not read are named as such -------------------------------------------


@pytest.mark.parametrize("name", ["meta.json", "notes.odt", "chat.xlsx"])
def test_what_cannot_be_generalised_is_refused_by_name(name: str) -> None:
    with pytest.raises(UsageFault) as caught:
        format_for(name)
    assert name in str(caught.value)


# ---- (h), (i), (l) Files --------------------------------------------------------------------


@dataclass(frozen=True)
class Fussy(Markdown):
    """Markdown that finds a fault in every text but the one that it has read."""

    def problems(self, document: Document, text: str) -> list[str]:
        """One problem for a changed text."""
        return [] if text == document.text else ["line 3: not to my liking"]


TOOLS = Tools(
    desk.read, desk.write, format_for, generalise, lambda d, own: scan(d, own), desk.roles
)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the runbook, and a home of its own with the notice seen."""
    settle(monkeypatch, tmp_path / "home")
    folder = tmp_path / "hall"
    folder.mkdir()
    (folder / "runbook.md").write_bytes((DOCUMENTS / "runbook.md").read_bytes())
    monkeypatch.chdir(folder)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("mode", MODES)
def test_a_copy_has_the_name_of_its_source_and_no_name_that_tells(mode: str, work: Path) -> None:
    found = CliRunner().invoke(main, ["--mode", mode, "runbook.md"], obj=TOOLS)
    assert found.exit_code == Exit.DONE, found.output
    files = tree(work)
    assert set(files) == {"runbook.md", "handover/runbook.md"}
    parts = {part for name in files for part in Path(name).parts}
    assert [(p, g) for p in parts for g in BACKUPS if fnmatch(p.lower(), g)] == []
    assert files["handover/runbook.md"].decode() == made("runbook.md", mode).text


def test_nothing_in_a_copy_names_the_tool(work: Path) -> None:
    CliRunner().invoke(main, ["--mode", "heavy", "runbook.md"], obj=TOOLS)
    copy = (work / "handover" / "runbook.md").read_text(encoding="utf-8").lower()
    assert "distil" not in copy and "generalis" not in copy


def test_a_refused_run_leaves_original_and_target_as_they_were(work: Path) -> None:
    (work / "handover").mkdir()
    (work / "handover" / "runbook.md").write_text("the last copy\n", encoding="utf-8")
    before = tree(work)
    fussy = replace(TOOLS, form=lambda _: Fussy())
    found = CliRunner().invoke(main, ["--mode", "heavy", "--force", "runbook.md"], obj=fussy)
    assert found.exit_code == Exit.REFUSED, found.output
    assert tree(work) == before


def test_an_unreadable_file_is_left_alone(work: Path) -> None:
    (work / "scan.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    before = tree(work)
    found = CliRunner().invoke(main, ["--mode", "heavy", "scan.md"], obj=TOOLS)
    assert found.exit_code == Exit.USAGE, found.output
    assert tree(work) == before


# ---- (j) What the user sets has an effect ----------------------------------------------------


def test_own_words_change_the_result() -> None:
    plain = made("runbook.md", "light").text
    own = made("runbook.md", "light", OwnWords(withhold=frozenset({"proof-printer"}))).text
    assert "proof-printer" in plain and "proof-printer" not in own.split("---", 2)[2]
    kept = made("runbook.md", "light", OwnWords(keep=frozenset({"Marta Brandt"}))).text
    assert kept != plain


# ---- (k) Modes ------------------------------------------------------------------------------


@pytest.mark.parametrize(("milder", "stricter"), [("light", "medium"), ("medium", "heavy")])
def test_every_mode_acts_differently(milder: str, stricter: str) -> None:
    samples = sorted(HERE.parents[1].glob("samples/*/*.md"))
    assert any(written(p, milder) != written(p, stricter) for p in samples)


@pytest.mark.parametrize("mode", MODES)
def test_levels_keep_their_times(mode: str) -> None:
    assert "15 minutes" in made("runbook.md", mode).text


@pytest.mark.parametrize("mode", MODES)
def test_a_title_without_its_name_is_a_title(mode: str) -> None:
    assert made("work.md", mode).text.startswith("# Work Skill\n")


@pytest.mark.parametrize("name", ["hybrid", "strict", "full"])
def test_there_is_no_mode_that_does_not_exist(name: str, work: Path) -> None:
    before = tree(work)
    found = CliRunner().invoke(main, ["--mode", name, "runbook.md"], obj=TOOLS)
    assert found.exit_code == Exit.USAGE
    assert tree(work) == before
