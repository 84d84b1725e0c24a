"""Finding files, placing copies, writing."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from antidistill.errors import OutputFault, UnreadableInput, UsageFault
from antidistill.files import (
    Found,
    Input,
    check_outputs,
    clean_leftovers,
    find_inputs,
    output_path,
    read_bytes,
    replace,
    write_new,
)

SUFFIXES = (".md", ".txt")
LINKS = pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with everything in it that a folder may have."""
    names = ["notes.md", "B.MD", "sub/deep/x.txt", "sub/picture.png", ".hidden.md",
             ".git/config.md", "handover/tree/notes.md", "sub/handover/x.txt"]  # fmt: skip
    for name in names:
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", encoding="utf-8")
    return tmp_path / "tree"


def _names(found: Found, tree: Path) -> list[str]:
    return [one.path.relative_to(tree).as_posix() for one in found.inputs]


def _skipped(found: Found, tree: Path) -> dict[str, str]:
    return {one.path.relative_to(tree).as_posix(): one.reason for one in found.skipped}


def test_a_folder_is_searched_for_documents(tree: Path) -> None:
    found = find_inputs([tree], SUFFIXES)
    assert _names(found, tree) == ["B.MD", "notes.md", "sub/deep/x.txt"]
    assert _skipped(found, tree) == {
        ".git": "hidden",
        ".hidden.md": "hidden",
        "handover": "copies made earlier",
        "sub/handover": "copies made earlier",
        "sub/picture.png": "no format for it",
    }


def test_the_output_folder_is_not_read_again(tree: Path) -> None:
    found = find_inputs([tree], SUFFIXES, output=tree / "sub")
    assert _names(found, tree) == ["B.MD", "notes.md"]


@LINKS
def test_links_in_folders_are_skipped(tree: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret", encoding="utf-8")
    (tree / "link.md").symlink_to(secret)
    (tree / "around").symlink_to(tmp_path, target_is_directory=True)
    found = find_inputs([tree], SUFFIXES)
    assert secret not in [one.path.resolve() for one in found.inputs]
    assert {"link.md", "around"} <= {n for n, r in _skipped(found, tree).items() if r == "a link"}


def test_a_file_that_is_named_is_taken_as_it_is(tree: Path) -> None:
    named = [tree / ".hidden.md", tree / "handover/tree/notes.md", tree / "sub/picture.png"]
    assert [one.path for one in find_inputs(named, SUFFIXES).inputs] == named


def test_each_file_is_read_once_and_standard_input_too(tree: Path) -> None:
    found = find_inputs([tree / "notes.md", tree, tree / "sub" / ".." / "notes.md", "-"], SUFFIXES)
    assert [one.path.name for one in found.inputs] == ["notes.md", "B.MD", "x.txt", "-"]


@pytest.mark.parametrize("name", ["missing.md", "missing/"])
def test_a_missing_path_is_named(tree: Path, name: str) -> None:
    with pytest.raises(UsageFault, match="missing"):
        find_inputs([tree / name], SUFFIXES)


def test_a_folder_without_documents(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match=r"no document in it \(\.md, \.txt\)"):
        find_inputs([tmp_path], SUFFIXES)


@pytest.mark.parametrize(
    ("one", "output", "expected"),
    [
        (Input(Path("d/a.md")), None, "d/handover/a.md"),
        (Input(Path("a.md")), None, "handover/a.md"),
        (Input(Path("d/a.md")), Path("out"), "out/a.md"),
        (Input(Path("d/s/x/a.md"), Path("d/s")), None, "d/handover/s/x/a.md"),
        (Input(Path("d/s/x/a.md"), Path("d/s")), Path("out"), "out/s/x/a.md"),
    ],
)
def test_where_a_copy_goes(one: Input, output: Path | None, expected: str) -> None:
    assert output_path(one, output) == Path(expected)


def test_the_copy_of_this_folder_goes_beside_it(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree)
    placed = output_path(Input(Path("notes.md"), Path()))
    assert placed == tree.resolve().parent / "handover" / "tree" / "notes.md"


def test_outputs_may_not_fall_on_inputs(tree: Path) -> None:
    one = Input(tree / "notes.md")
    with pytest.raises(UsageFault, match="is the input"):
        check_outputs([(one, tree / "sub" / ".." / "notes.md")], force=True)
    check_outputs([(one, tree / "new" / "notes.md")])


@LINKS
@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_outputs_may_not_be_links_to_inputs(tree: Path, link: Callable[[Path, Path], None]) -> None:
    link(tree / "notes.md", tree / "other.md")
    with pytest.raises(UsageFault, match="is the input"):
        check_outputs([(Input(tree / "notes.md"), tree / "other.md")], force=True)


def test_two_outputs_may_not_fall_together(tree: Path) -> None:
    pairs = [(Input(tree / name), tree / "o" / "x.md") for name in ("notes.md", "B.MD")]
    with pytest.raises(UsageFault, match="both"):
        check_outputs(pairs)


def test_an_existing_output_needs_force(tree: Path) -> None:
    pairs = [(Input(tree / "notes.md"), tree / "B.MD")]
    with pytest.raises(UsageFault, match="--force"):
        check_outputs(pairs)
    check_outputs(pairs, force=True)


def test_write_new_makes_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "x.md"
    write_new(path, b"data")
    assert path.read_bytes() == b"data"
    assert list(path.parent.iterdir()) == [path]


def test_write_new_follows_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_new(tmp_path / "x.md", b"")
    finally:
        os.umask(old)
    assert os.name != "posix" or stat.S_IMODE((tmp_path / "x.md").stat().st_mode) == 0o640


def test_write_new_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"old")
    with pytest.raises(UsageFault, match="exists"):
        write_new(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@LINKS
def test_write_new_does_not_write_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "x.md").symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(UsageFault, match="exists"):
        write_new(tmp_path / "x.md", b"new")
    assert not (tmp_path / "elsewhere.md").exists()


def test_replace_keeps_the_permissions(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"old")
    path.chmod(0o604)
    replace(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.name != "posix" or stat.S_IMODE(path.stat().st_mode) == 0o604
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("write", [write_new, replace])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_full_disk_leaves_everything_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[[Path, bytes], None],
    code: int,
) -> None:
    path = tmp_path / "x.md"
    if write is replace:
        path.write_bytes(b"old")

    def no_room(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OutputFault, match=r"cannot be written: .*; nothing was changed"):
        write(path, b"new")
    assert [p.read_bytes() for p in tmp_path.iterdir()] == ([b"old"] if write is replace else [])


def test_file_systems_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_old: Path, _new: Path) -> None:
        raise OSError(errno.EPERM, "no")

    monkeypatch.setattr(os, "link", no_links)
    write_new(tmp_path / "x.md", b"data")
    with pytest.raises(UsageFault, match="exists"):
        write_new(tmp_path / "x.md", b"other")
    assert (tmp_path / "x.md").read_bytes() == b"data"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputFault, match="a part of the path is a file"):
        write_new(tmp_path / "file" / "x.md", b"data")


def test_leftovers_of_killed_runs_are_removed(tmp_path: Path) -> None:
    old, young, other = (
        tmp_path / n for n in (f".{'a' * 16}.part", f".{'b' * 16}.part", ".x.part")
    )
    for path in (old, young, other):
        path.write_bytes(b"")
    for path in (old, other):
        os.utime(path, (0, 0))
    assert clean_leftovers(tmp_path) == [old]
    assert sorted(tmp_path.iterdir()) == sorted([young, other])
    assert clean_leftovers(tmp_path / "missing") == []


def test_reading_has_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"12345")
    assert read_bytes(path, 5) == b"12345"
    with pytest.raises(UnreadableInput, match="larger"):
        read_bytes(path, 4)
    with pytest.raises(UsageFault, match="cannot be read"):
        read_bytes(tmp_path / "missing", 5)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.md")
    with pytest.raises(UnreadableInput, match="no ordinary file"):
        read_bytes(tmp_path / "x.md", 5)
