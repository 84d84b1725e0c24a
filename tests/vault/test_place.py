"""Warnings about the vault's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill import toml
from antidistill.vault import concerns

PLACES = toml.parsed(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """A synced folder, two repositories and a folder of documents."""
    (tmp_path / "marked" / ".stfolder").mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "worktree").mkdir()
    (tmp_path / "worktree" / ".git").write_text("gitdir: elsewhere")
    (tmp_path / "documents").mkdir()
    return tmp_path


@pytest.mark.parametrize(("folder", "said"), PLACES["warns"].items())
def test_it_warns(disk: Path, folder: str, said: str) -> None:
    found = concerns(disk / folder, [disk / "documents"])
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize("folder", PLACES["must_not_warn"]["folders"])
def test_it_does_not_warn(disk: Path, folder: str) -> None:
    assert concerns(disk / folder, [disk / "documents"]) == ()


def test_documents_in_the_home_folder_are_no_reason(
    disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(disk))
    monkeypatch.setenv("USERPROFILE", str(disk))
    assert concerns(disk / ".local" / "share" / "vault", [disk]) == ()
