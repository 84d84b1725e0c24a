"""Ordinary files of one run: what one withholds stands in the copy of no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.batch import Plan, Task, run
from antidistill.cli.desk import real_tools
from antidistill.document import Document
from antidistill.errors import Refused
from antidistill.formats.base import Format
from antidistill.mode import load
from antidistill.pipeline import Order
from antidistill.result import Result
from tests.formats.docx.oracle import says

RUNS: list[dict[str, Any]] = toml.parsed(
    Path(__file__).with_name("across.toml").read_text(encoding="utf-8")
)["run"]


def _made(row: dict[str, Any], at: Path, *, in_place: bool = False) -> tuple[list[str], Path]:
    """The names of the files in the order in which they were told of, and where the copies are."""
    source = at / "source"
    source.mkdir()
    tasks = []
    for name, text in row["files"].items():
        (source / name).write_text(text)
        output = source / name if in_place else at / "out" / name
        tasks.append(Task(str(source / name), source / name, output))
    plan = Plan(tasks, Order(load(row["mode"])), force=in_place)
    told = []
    for done in run(plan, real_tools()):
        assert done.fault is None, done.fault
        told.append(Path(done.task.name).name)
    return told, source if in_place else at / "out"


@pytest.mark.parametrize("row", RUNS, ids=lambda row: row["what"])
def test_nothing_that_one_file_withholds_is_in_another(row: dict[str, Any], tmp_path: Path) -> None:
    told, out = _made(row, tmp_path)
    for path in sorted(out.iterdir()):
        assert [g for g in row["gone"] if says(path.read_bytes(), g)] == [], path.name
    assert told == [*row["files"], *row["again"]]
    for name in row["same"]:
        assert (out / name).read_text() == row["files"][name]


def test_in_place_nothing_is_written_twice(tmp_path: Path) -> None:
    told, out = _made(RUNS[0], tmp_path, in_place=True)
    assert told == list(RUNS[0]["files"])
    assert not says((out / "b.md").read_bytes(), "Reyes")


def test_a_document_that_is_done_again_says_why(tmp_path: Path) -> None:
    row = RUNS[0]
    tasks = []
    for name, text in row["files"].items():
        (tmp_path / name).write_text(text)
        tasks.append(Task(str(tmp_path / name), tmp_path / name))
    found = list(run(Plan(tasks, Order(load("light")), write=False), real_tools()))
    assert found[-1].result is not None
    assert "another file of the run" in found[-1].result.document.notes[-1]
    assert not found[1].result or not found[1].result.document.notes


def test_a_copy_that_cannot_be_mended_does_not_stay(tmp_path: Path) -> None:
    """What is left of the second file is nothing but the name that the first withholds."""
    out, tasks = tmp_path / "out", []
    for name, text in {"a.md": RUNS[0]["files"]["a.md"], "b.md": "x\n"}.items():
        (tmp_path / name).write_text(text)
        tasks.append(Task(str(tmp_path / name), tmp_path / name, out / name))
    tools = real_tools()

    def generalise(document: Document, form: Format, order: Order) -> Result:
        if document.text != "x\n":
            return tools.generalise(document, form, order)
        if dict(order.own.aliases).get("Reyes"):
            raise Refused("b.md: leak: a name")
        return Result(document, "kept by Reyes\n", (), (), 1.0)

    found = list(run(Plan(tasks, Order(load("light"))), replace(tools, generalise=generalise)))
    assert [one.fault is None for one in found] == [True, True, False]
    assert [path.name for path in out.iterdir()] == ["a.md"]
