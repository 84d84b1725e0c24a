"""Whatever is wrong: one line, the right exit code, nothing written, nothing lost."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.errors import Exit

from .fakes import SECRET, call, full_disk, tree, with_writer

TABLE = (Path(__file__).parent / "bad_input.toml").read_text(encoding="utf-8")
CASES = toml.parsed(TABLE)["case"]


def put(work: Path, case: dict[str, Any]) -> None:
    for name, text in case.get("files", {}).items():
        file = work / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text * case.get("repeat", 1), encoding="utf-8")
    for name, digits in case.get("hex", {}).items():
        file = work / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes.fromhex(digits))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_one_line_and_nothing_written(case: dict[str, Any], work: Path) -> None:
    put(work, case)
    before = tree(work)
    found = call(*case["args"])
    assert found.exit_code == case["exit"], found.stderr
    assert found.stderr.count("\n") == 1
    assert found.stderr.startswith("antidistill: ")
    assert case["says"] in found.stderr
    assert found.stdout == ""
    assert tree(work) == before


def test_a_full_disk(work: Path) -> None:
    (work / "a.md").write_text("Anna\n")
    found = call("a.md", using=with_writer(full_disk))
    assert found.exit_code == Exit.UNEXPECTED
    assert found.stderr.count("\n") == 1
    assert "handover/a.md: cannot be written: no space left" in found.stderr
    assert tree(work) == {"a.md": b"Anna\n"}


def test_a_folder_that_may_not_be_written(work: Path) -> None:
    (work / "a.md").write_text("Anna\n")
    (work / "handover").mkdir(mode=0o500)
    try:
        (work / "handover" / "probe").touch()
    except PermissionError:
        found = call("a.md")
        assert found.exit_code == Exit.UNEXPECTED
        assert "no permission" in found.stderr
        assert tree(work) == {"a.md": b"Anna\n"}
    else:
        pytest.skip("this user may write everywhere")


def test_an_empty_file_is_no_fault(work: Path) -> None:
    (work / "a.md").write_bytes(b"")
    found = call("a.md")
    assert found.exit_code == Exit.DONE
    assert found.stderr == "a.md → handover/a.md: nothing to generalise: written unchanged\n"
    assert tree(work) == {"a.md": b"", "handover/a.md": b""}


def test_what_nobody_foresaw_leaves_a_log_without_text(work: Path, home: Path) -> None:
    (work / "a.md").write_text(f"CRASH {SECRET}\n")
    found = call("a.md")
    assert found.exit_code == Exit.UNEXPECTED
    assert found.stderr.count("\n") == 1
    assert "unexpected fault (RuntimeError)" in found.stderr
    (log,) = (home / "state").iterdir()
    assert str(log) in found.stderr
    text = log.read_text(encoding="utf-8")
    assert "RuntimeError" in text and "fakes.py" in text and "generalise" in text
    assert SECRET not in text and SECRET not in found.stderr and "a.md" not in text
    assert tree(work) == {"a.md": f"CRASH {SECRET}\n".encode()}


def test_a_log_that_cannot_be_written_is_no_second_fault(work: Path, home: Path) -> None:
    (home / "state").write_text("a file stands in the way")
    (work / "a.md").write_text("CRASH\n")
    found = call("a.md")
    assert found.exit_code == Exit.UNEXPECTED
    assert "no log could be written" in found.stderr


def test_an_interruption_ends_the_run(work: Path) -> None:
    for name, text in (("a.md", "Anna\n"), ("b.md", "BREAK\n"), ("c.md", "Anna\n")):
        (work / name).write_text(text)
    found = call("a.md", "b.md", "c.md", "--quiet")
    assert found.exit_code == 130
    assert found.stderr.strip() == "antidistill: interrupted: the file at hand was not written"
    assert sorted(tree(work)) == ["a.md", "b.md", "c.md", "handover/a.md"]


def test_one_bad_file_does_not_stop_the_others(work: Path) -> None:
    for name, text in (("a.md", "REFUSE\n"), ("b.md", "Anna\n"), ("c.md", "CRASH\n")):
        (work / name).write_text(text)
    found = call("a.md", "b.md", "c.md")
    assert found.exit_code == Exit.PARTLY_FAILED
    assert found.stderr.count("antidistill: ") == 2
    assert found.stderr.endswith("\n3 documents: 1 written, 2 failed\n")
    assert (work / "handover" / "b.md").read_text() == "the owner\n"
    assert sorted(tree(work)) == ["a.md", "b.md", "c.md", "handover/b.md"]


@pytest.mark.parametrize("name", ["a.md", "shut"])
def test_what_may_not_be_read_is_named(name: str, work: Path) -> None:
    (work / "a.md").write_text("Anna\n")
    (work / "a.md").chmod(0)
    (work / "shut").mkdir(mode=0)
    if os.access(work / name, os.R_OK):
        pytest.skip("this user may read everything")
    found = call("preview", name)
    assert found.exit_code == Exit.USAGE
    assert found.stderr == f"antidistill: {name}: cannot be read: permission denied\n"
