"""What changes under a run while it is at work: folders, files, links, the clock."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from antidistill.errors import Exit
from tests.cli.fakes import tree
from tests.robust.program import CLEAR, COPY, call
from tests.robust.test_faults import begun

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and signals of POSIX")
NAMES = ("a.md", "b.md", "c.md")


@pytest.fixture
def folder(work: Path) -> Path:
    """A folder with three documents."""
    for name in NAMES:
        (work / name).write_text(CLEAR, encoding="utf-8")
    return work


def test_a_permission_that_is_lost_midway_leaves_whole_copies_or_none(folder: Path) -> None:
    done = call("--permission-goes", *NAMES)
    assert done.returncode == Exit.PARTLY_FAILED
    assert done.stderr.count(b"no permission") == 2
    copies = {k: v for k, v in tree(folder).items() if k not in NAMES}
    assert copies == {"handover/a.md": COPY.encode()}


@pytest.mark.parametrize("words", [("--no-cache",), ("--force",), ("--check",)], ids=" ".join)
def test_a_clock_that_jumps_changes_nothing(folder: Path, words: tuple[str, ...]) -> None:
    expected = call(*words, *NAMES)
    before = tree(folder)
    for path in (folder / "handover").glob("*.md"):
        path.unlink()
    done = call("--clock-jumps", *words, *NAMES)
    assert (done.returncode, done.stdout) == (expected.returncode, expected.stdout)
    assert b"Traceback" not in done.stderr
    assert tree(folder) == before


def test_a_leftover_from_the_future_is_let_be(folder: Path) -> None:
    place = folder / "handover"
    place.mkdir()
    other = place / ".0123456789abcdef.part"
    other.write_bytes(b"of another run")
    os.utime(other, (2**33, 2**33))
    assert call(*NAMES).returncode == Exit.DONE
    assert other.read_bytes() == b"of another run"


def test_a_file_that_appears_where_the_copy_goes_is_kept(folder: Path) -> None:
    run = begun("a.md")
    (folder / "handover" / "a.md").write_text("somebody else's\n")
    _, told = run.communicate()
    assert run.returncode == Exit.USAGE
    assert b"exists" in told and b"Traceback" not in told
    assert tree(folder / "handover") == {"a.md": b"somebody else's\n"}


def test_a_link_that_appears_where_the_copy_goes_is_not_followed(folder: Path) -> None:
    (folder / "handover").mkdir()
    target, outside = folder / "handover" / "a.md", folder / "outside.txt"
    target.write_text("an older copy\n")
    outside.write_text("nobody's business\n")
    run = begun("--force", "a.md")
    target.unlink()
    target.symlink_to(outside)
    run.communicate()
    assert outside.read_text() == "nobody's business\n"
    assert run.returncode == Exit.DONE
    assert not target.is_symlink() and target.read_text() == COPY


def test_a_folder_that_becomes_a_link_takes_no_copy_elsewhere(folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    run = begun("a.md")
    (folder / "handover").rename(folder / "moved")
    (folder / "handover").symlink_to(elsewhere)
    _, told = run.communicate()
    assert b"Traceback" not in told
    written = {k: v for k, v in tree(folder).items() if k.endswith("a.md") and k != "a.md"}
    assert set(written.values()) <= {COPY.encode()}
    assert (folder / "a.md").read_text() == CLEAR


def test_an_input_that_goes_midway_is_told_and_the_rest_goes_on(folder: Path) -> None:
    run = begun(*NAMES)
    (folder / "c.md").unlink()
    _, told = run.communicate()
    assert run.returncode == Exit.PARTLY_FAILED
    assert b"c.md: cannot be read" in told
    assert sorted(tree(folder / "handover")) == ["a.md", "b.md"]


@pytest.mark.parametrize("words", [(), ("--force",)], ids=["plain", "force"])
def test_a_copy_that_is_a_hard_link_to_the_original_is_refused(
    folder: Path, words: tuple[str, ...]
) -> None:
    (folder / "handover").mkdir()
    os.link(folder / "a.md", folder / "handover" / "a.md")
    done = call(*words, "a.md")
    assert done.returncode == Exit.USAGE
    assert b"is the input" in done.stderr
    assert (folder / "a.md").read_text() == CLEAR


def test_a_copy_that_is_a_hard_link_to_another_file_leaves_that_alone(folder: Path) -> None:
    other = folder / "other.txt"
    other.write_text("of somebody else\n")
    (folder / "handover").mkdir()
    os.link(other, folder / "handover" / "a.md")
    assert call("--force", "a.md").returncode == Exit.DONE
    assert other.read_text() == "of somebody else\n"
    assert (folder / "handover" / "a.md").read_text() == COPY
