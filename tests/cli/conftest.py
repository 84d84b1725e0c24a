"""A folder to work in, a home of its own, and the notice already seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.homes import settle


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folders, below this one."""
    return settle(monkeypatch, tmp_path_factory.mktemp("home"))


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, empty, with a repository's root above it."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder
