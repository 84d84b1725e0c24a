"""What is remembered of runs: hashes alone, and nothing that a damaged entry could spoil."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from antidistill.cache import Memory, Outcome, digest, memory
from antidistill.cache.digest import of_folder


def test_a_run_is_known_with_what_it_came_to(tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    copy.write_text("Anna's valve", encoding="utf-8")
    kept = Memory(tmp_path / "cache")
    kept.keep("run", Outcome(True, kept.stamps([copy])))
    again = Memory(tmp_path / "cache")
    found = again.known("run")
    assert found is not None and found.changed
    assert again.is_as_left(found, [copy])
    assert again.known("another run") is None


@pytest.mark.parametrize("what", ["changed", "gone", "elsewhere"])
def test_copies_that_are_not_as_left_are_told(tmp_path: Path, what: str) -> None:
    copy = tmp_path / "copy.md"
    copy.write_text("one", encoding="utf-8")
    kept = Memory(tmp_path / "cache")
    outcome = Outcome(True, kept.stamps([copy]))
    if what == "changed":
        copy.write_text("two", encoding="utf-8")
    elif what == "gone":
        copy.unlink()
    else:
        copy = copy.rename(tmp_path / "other.md")
    assert not kept.is_as_left(outcome, [copy])


def test_nothing_in_clear_and_nothing_for_others_to_read(tmp_path: Path) -> None:
    copy = tmp_path / "secret-plan.md"
    copy.write_text("Anna's valve", encoding="utf-8")
    kept = Memory(tmp_path / "cache")
    kept.keep("run", Outcome(True, kept.stamps([copy])))
    for file in (tmp_path / "cache").iterdir():
        data = file.read_bytes() + file.name.encode()
        assert b"Anna" not in data and b"secret-plan" not in data and b"run" not in data
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_same_text_has_another_hash_in_another_cache(tmp_path: Path) -> None:
    copy = tmp_path / "copy.md"
    copy.write_text("Anna's valve", encoding="utf-8")
    assert Memory(tmp_path / "a").stamps([copy]) != Memory(tmp_path / "b").stamps([copy])


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"changed": 1}', b"\xff\xfe"])
def test_a_damaged_entry_is_none(tmp_path: Path, damage: bytes) -> None:
    kept = Memory(tmp_path)
    kept.keep("run", Outcome(False))
    next(tmp_path.glob("*.json")).write_bytes(damage)
    assert kept.known("run") is None


def test_old_runs_go_and_clear_forgets_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 3)
    kept = Memory(tmp_path)
    for number in range(6):
        kept.keep(f"run {number}", Outcome(False))
    assert kept.size()[0] == 3
    assert kept.clear() == 3
    assert not list(tmp_path.iterdir())


def test_where_one_part_ends_counts() -> None:
    assert digest(["ab", "c"]) != digest(["a", "bc"])


def test_a_folder_counts_by_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x = 1", encoding="utf-8")
    before = of_folder(tmp_path)
    (tmp_path / "a.toml").write_text("x = 2", encoding="utf-8")
    changed = of_folder(tmp_path)
    (tmp_path / "a.toml").rename(tmp_path / "b.toml")
    assert len({before, changed, of_folder(tmp_path)}) == 3
