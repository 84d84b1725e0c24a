"""`review` where there is nobody to ask, and decisions in ordinary runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill.decisions import Choice, Decision
from antidistill.decisions.store import shelf
from antidistill.finding import Kind
from tests.cli.conftest import home, work
from tests.cli.fakes import Pipeline, call, tools, tree

__all__ = ["home", "work"]


@pytest.fixture
def notes(work: Path) -> Path:
    file = work / "notes.md"
    file.write_text("# List\n\nThe page lists all services.\n")
    return file


def _kept(data: Path, file: Path | None = None) -> Decision:
    here = shelf(data, file)
    book = here.begun()
    assert book.marker is not None
    here.save(book.having([book.marker.mark(Kind.PITFALL, "x")], Decision(Choice.KEEP)))
    return Decision(Choice.KEEP)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("review", "."), "goes through one file"),
        (("review", "-"), "goes through one file"),
        (("review", "notes.md", "notes.md"), "goes through one file"),
        (("review", "--no-decisions", "notes.md"), "--again offers earlier ones"),
        (("review", "missing.md"), "no such file"),
        (("--decisions", "missing.jsonl", "notes.md"), "missing.jsonl: there is no such file"),
    ],
)
def test_what_cannot_be(notes: Path, work: Path, args: tuple[str, ...], told: str) -> None:
    found = call(*args)
    assert found.exit_code == 2
    assert told in found.stderr
    assert set(tree(work)) == {notes.name}


def test_a_document_without_changes(notes: Path, work: Path) -> None:
    found = call("review", "notes.md")
    assert found.exit_code == 0, found.stderr
    assert found.stdout == "notes.md: nothing to generalise in mode medium\n"
    assert set(tree(work)) == {notes.name}


def test_the_end_of_the_input_is_a_pause(work: Path) -> None:
    (work / "x.md").write_text("# Rules\n\nNever deploy on a Friday, because the bank is closed.\n")
    found = call("review", "x.md")
    assert found.exit_code == 0, found.stderr
    assert "1 open: antidistill review goes on there" in found.stdout
    assert set(tree(work)) == {"x.md"}


def test_ordinary_runs_take_the_users_decisions(notes: Path, home: Path) -> None:
    used = Pipeline()
    call("notes.md", "-o", "plain", using=tools(used))
    kept = _kept(home / "data")
    call("notes.md", using=tools(used))
    call("notes.md", "-o", "none", "--no-decisions", using=tools(used))
    assert [list(o.decisions.by_mark.values()) for o in used.orders] == [[], [kept], []]
    assert notes.exists()


def test_a_named_file_goes_before_the_users_own(notes: Path, home: Path, work: Path) -> None:
    kept = _kept(home / "data", work / "shared.jsonl")
    used = Pipeline()
    found = call("--decisions", "shared.jsonl", "notes.md", using=tools(used))
    assert found.exit_code == 0, found.stderr
    assert list(used.orders[0].decisions.by_mark.values()) == [kept]
    assert notes.exists()


def test_a_damaged_file_is_told_with_the_way_out(notes: Path, home: Path) -> None:
    _kept(home / "data")
    (home / "data" / "decisions" / "decisions.jsonl").write_text("nothing")
    found = call("notes.md")
    assert found.exit_code == 2
    assert "--no-decisions" in found.stderr
    assert call("notes.md", "--no-decisions").exit_code == 0
    assert notes.exists()
