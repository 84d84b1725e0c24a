"""A folder to work in, a home of its own, and the notice already seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill import remembered, settings


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folders, below this one."""
    place = tmp_path_factory.mktemp("home")
    monkeypatch.setenv(settings.HOME_VARIABLE, str(place))
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for language in ("en", "zh"):
        remembered.record_notice(place / "data", language)
    return place


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, empty, with a repository's root above it."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder
