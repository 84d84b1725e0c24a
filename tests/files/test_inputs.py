"""Finding files, placing copies, reading."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from antidistill.errors import UnreadableInput, UsageFault
from antidistill.files import Found, Input, check_outputs, find_inputs, output_path, read_bytes

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
