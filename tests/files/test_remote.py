"""Documents at addresses: the bytes of a run on this machine, all of them or none."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from antidistill.batch.cluster import LOCAL
from antidistill.errors import Exit, OutputFault
from antidistill.files import remote
from tests.cli.conftest import home, work
from tests.cli.fakes import call, full_disk, tree, with_writer

fsspec = pytest.importorskip("fsspec")
Memory: Any = pytest.importorskip("fsspec.implementations.memory").MemoryFileSystem
__all__ = ["home", "work"]

TEXTS = {
    "notes.md": b"Anna keeps the blue valve.\n",
    "more/deep.md": "Anna 负责蓝色阀门。\r\n".encode(),
    "plain.txt": b"\xef\xbb\xbfNobody is named.\n",
}
PASSED_OVER = {
    ".git/config.md": b"Anna\n",
    "handover/docs/notes.md": b"an older copy\n",
    "picture.png": b"\x89PNG",
}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A store with documents in it, and no temporary folder but ours."""
    (tmp_path / "stand-ins").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "stand-ins"))
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]
    for name, data in (TEXTS | PASSED_OVER).items():
        memory.pipe_file(f"/bucket/docs/{name}", data)
    yield memory
    assert not list((tmp_path / "stand-ins").rglob("*.md"))
    memory.store.clear()


def held(store: Any, below: str) -> dict[str, bytes]:
    """What the store has below a folder."""
    return {p.removeprefix(f"{below}/"): store.cat_file(p) for p in sorted(store.find(below))}


def here(work: Path) -> dict[str, bytes]:
    """The copies of the same documents on this machine."""
    for name, data in TEXTS.items():
        (work / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (work / "docs" / name).write_bytes(data)
    assert call("-o", "out", "docs").exit_code == Exit.DONE
    return {k.removeprefix("out/"): v for k, v in tree(work).items() if k.startswith("out/")}


@pytest.mark.parametrize("more", [(), ("--jobs", "2"), ("--scheduler", LOCAL)], ids=" ".join)
def test_the_bytes_are_those_of_this_machine(store: Any, work: Path, more: tuple[str, ...]) -> None:
    if more[:1] == ("--scheduler",):
        pytest.importorskip("distributed")
    done = call(*more, "-o", "memory://bucket/out", "memory://bucket/docs")
    assert done.exit_code == Exit.DONE, done.output
    assert held(store, "/bucket/out") == here(work)
    assert "memory://bucket/docs/notes.md → memory://bucket/out/docs/notes.md" in done.stderr


def test_copies_go_beside_a_folder_of_their_own_where_nothing_else_is_said(store: Any) -> None:
    assert call("memory://bucket/docs/notes.md").exit_code == Exit.DONE
    assert store.cat_file("/bucket/docs/handover/notes.md") == b"the owner keeps the blue valve.\n"


def test_an_address_can_be_either_end_alone(store: Any, work: Path) -> None:
    assert call("-o", "out", "memory://bucket/docs/notes.md").exit_code == Exit.DONE
    (work / "own.md").write_bytes(TEXTS["notes.md"])
    assert call("-o", "memory://bucket/named.md", "own.md").exit_code == Exit.DONE
    assert tree(work)["out/notes.md"] == store.cat_file("/bucket/named.md")


def test_files_of_this_machine_have_an_address_too(store: Any, work: Path) -> None:
    del store
    (work / "own.md").write_bytes(TEXTS["notes.md"])
    assert call("-o", f"file://{work}/out", f"file://{work}/own.md").exit_code == Exit.DONE
    assert tree(work)["out/own.md"] == b"the owner keeps the blue valve.\n"
    assert sorted(tree(work)) == ["out/own.md", "own.md"]


def test_nothing_is_written_over_but_when_it_is_asked_for(store: Any) -> None:
    place = "/bucket/out/notes.md"
    store.pipe_file(place, b"somebody else's\n")
    words = ("-o", "memory://bucket/out", "memory://bucket/docs/notes.md")
    done = call(*words)
    assert done.exit_code == Exit.USAGE
    assert "memory://bucket/out/notes.md exists" in done.stderr
    assert store.cat_file(place) == b"somebody else's\n"
    assert call("--force", *words).exit_code == Exit.DONE
    assert store.cat_file(place) == b"the owner keeps the blue valve.\n"


def test_a_look_writes_nothing(store: Any) -> None:
    before = held(store, "/bucket")
    assert call("--check", "memory://bucket/docs").exit_code == Exit.WOULD_CHANGE
    assert held(store, "/bucket") == before


def test_what_fails_leaves_nothing_at_the_address(store: Any) -> None:
    before = held(store, "/bucket")
    words = ("-o", "memory://bucket/out", "memory://bucket/docs/notes.md")
    assert call(*words, using=with_writer(full_disk)).exit_code == Exit.UNEXPECTED
    store.pipe_file("/bucket/docs/bad.md", b"REFUSE\n")
    assert (
        call("-o", "memory://bucket/out", "memory://bucket/docs/bad.md").exit_code == Exit.REFUSED
    )
    store.rm_file("/bucket/docs/bad.md")
    assert held(store, "/bucket") == before


class Broken(Memory):  # type: ignore[misc]
    """Loses its connection when a file gets its name."""

    def mv(self, *_: object, **__: object) -> None:
        """The connection is gone; what it says may hold a key."""
        raise RuntimeError("key=hunter2")


def test_a_connection_that_is_lost_leaves_no_part_of_a_copy(store: Any, tmp_path: Path) -> None:
    there = remote.Away()
    there._places[tmp_path] = remote._Place(Broken(), "/bucket/out", "memory://bucket/out")
    (tmp_path / "notes.md").write_bytes(b"text\n")
    with pytest.raises(OutputFault, match="cannot be written: runtimeerror") as met:
        there.put(tmp_path / "notes.md", force=False)
    assert "hunter2" not in str(met.value)
    assert not store.exists("/bucket/out/notes.md") and not store.find("/bucket/out")


FAULTS = {
    "memory://bucket/none.md": "there is no such file or folder",
    "memory://": "name a file or a folder in it",
    "nosuch://bucket/docs": "cannot be reached",
}


@pytest.mark.parametrize(("address", "told"), FAULTS.items(), ids=FAULTS)
def test_what_is_not_there_is_told_in_a_line(store: Any, address: str, told: str) -> None:
    del store
    done = call(address)
    assert done.exit_code == Exit.USAGE
    assert told in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("flag", ["--in-place", "--keep-record"])
def test_the_vault_is_for_files_of_this_machine(store: Any, flag: str) -> None:
    before = held(store, "/bucket")
    assert call(flag, "memory://bucket/docs/notes.md").exit_code == Exit.USAGE
    assert held(store, "/bucket") == before


@pytest.mark.parametrize("key", ["../../evil.md", "..\\evil.md", "a/../../../evil.md", "/evil.md"])
def test_the_key_of_a_store_leads_nowhere_else(tmp_path: Path, key: str) -> None:
    class Store:
        """Names files as it likes."""

        def isfile(self, far: str) -> bool:
            return far.endswith(".md")

        def find(self, far: str) -> list[str]:
            return [f"{far}/{key}", f"{far}/good.md"]

        def get_file(self, far: str, near: str) -> None:
            Path(near).write_text(far)

    remote._bring(Store(), "/bucket/docs", tmp_path / "in" / "docs")
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.md")] in (
        ["in/docs/good.md"],
        ["in/docs/good.md", "in/docs/evil.md"],
        ["in/docs/evil.md", "in/docs/good.md"],
    )
