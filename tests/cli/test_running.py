"""Who does the documents, and what need not be done again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.fakes import Pipeline, call, tools, tree

ANNA = "Anna (the chemist) keeps the key.\n"


@pytest.fixture
def docs(work: Path) -> Path:
    """Three documents; one of them says who Anna is."""
    folder = work / "docs"
    folder.mkdir()
    (folder / "a.md").write_text("Ask Anna.\n", encoding="utf-8")
    (folder / "b.md").write_text(ANNA, encoding="utf-8")
    (folder / "c.md").write_text("Nothing here.\n", encoding="utf-8")
    return folder


def _copies(work: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(work).items() if "handover" in name}


@pytest.mark.usefixtures("docs")
def test_several_processes_write_what_one_does(work: Path) -> None:
    assert call("docs").exit_code == 0
    alone = _copies(work)
    assert call("--jobs", "2", "--force", "--no-cache", "docs").exit_code == 0
    assert _copies(work) == alone
    # the role that one document gives is that of all of them
    assert b"the chemist" in alone["handover/docs/a.md"]


def test_a_fault_in_a_process_is_that_documents_own(docs: Path, work: Path) -> None:
    (docs / "b.md").write_text("CRASH\n", encoding="utf-8")
    (docs / "c.md").write_text("REFUSE\n", encoding="utf-8")
    run = call("--jobs", "2", "docs")
    assert run.exit_code == 5
    assert "a.md" in "".join(_copies(work)) and "refused" in run.stderr
    assert "unexpected fault (RuntimeError)" in run.stderr


@pytest.mark.usefixtures("docs")
def test_an_unchanged_folder_is_not_done_again(work: Path) -> None:
    first, second = Pipeline(), Pipeline()
    assert call("docs", using=tools(first)).exit_code == 0
    copies = _copies(work)
    run = call("docs", using=tools(second))
    assert run.exit_code == 0 and "as the last run left them" in run.stderr
    assert len(first.orders) == 3 and not second.orders
    assert _copies(work) == copies


CHANGES = {
    "a document": lambda docs: (docs / "c.md").write_text("Anna again.\n", encoding="utf-8"),
    "a new document": lambda docs: (docs / "d.md").write_text("New.\n", encoding="utf-8"),
    "a copy": lambda docs: (docs.parent / "handover/docs/a.md").write_text("x", encoding="utf-8"),
    "a copy that is gone": lambda docs: (docs.parent / "handover/docs/a.md").unlink(),
    "a setting": lambda docs: (docs.parent / "antidistill.toml").write_text(
        'names = ["Falcon"]\n', encoding="utf-8"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changed_is_done_again(docs: Path, change: str) -> None:
    assert call("docs").exit_code == 0
    CHANGES[change](docs)
    again = Pipeline()
    assert call("--force", "docs", using=tools(again)).exit_code == 0
    assert again.orders


@pytest.mark.parametrize("flags", [("--mode", "heavy"), ("--seed", "9"), ("--keep", "Anna"),
                                   ("--no-cache",), ("--json",)])  # fmt: skip
def test_another_order_is_another_run(docs: Path, flags: tuple[str, ...]) -> None:
    assert call("docs").exit_code == 0
    again = Pipeline()
    assert call("--force", *flags, str(docs.name), using=tools(again)).exit_code == 0
    assert len(again.orders) == 3


@pytest.mark.usefixtures("docs")
def test_a_look_is_remembered_with_its_answer() -> None:
    assert call("--check", "docs").exit_code == 1
    again = Pipeline()
    run = call("--check", "docs", using=tools(again))
    assert run.exit_code == 1 and "as at the last look" in run.stderr and not again.orders


def test_a_run_with_a_fault_is_not_remembered(docs: Path) -> None:
    (docs / "c.md").write_text("REFUSE\n", encoding="utf-8")
    assert call("docs").exit_code == 5
    again = Pipeline()
    assert call("--force", "docs", using=tools(again)).exit_code == 5
    assert again.orders


@pytest.mark.usefixtures("docs")
def test_cache_show_and_clear() -> None:
    call("docs")
    assert "1 run, " in call("cache", "show").stdout
    assert "1 run forgotten" in call("cache", "clear").stderr
    assert "0 runs" in call("cache", "show").stdout
    again = Pipeline()
    call("--force", "docs", using=tools(again))
    assert again.orders


REFUSED = {
    ("--jobs", "0", "docs"): "jobs",
    ("--jobs", "2", "--scheduler", "local", "docs"): "choose one",
    ("--jobs", "2", "--keep-record", "docs"): "leave out --jobs",
    ("--jobs", "2", "--engine", "claude", "docs"): "--jobs goes with the local engine alone",
}


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
@pytest.mark.usefixtures("docs")
def test_what_does_not_go_together_is_refused(words: tuple[str, ...]) -> None:
    run = call(*words)
    assert run.exit_code == 2 and REFUSED[words] in run.stderr
