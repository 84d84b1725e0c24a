"""Writing: whole or not at all, never over what is there."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from antidistill.errors import OutputFault, UsageFault
from antidistill.files import clean_leftovers, replace, write_new

LINKS = pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")


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
    def no_links(*_paths: Path, **_how: object) -> None:
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
