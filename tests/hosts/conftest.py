"""A home and a project of their own for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.homes import settle


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's home; nothing of the real one is reached."""
    place = tmp_path_factory.mktemp("user")
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("USERPROFILE", str(place))
    settle(monkeypatch, place / "own")
    return place


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project that an agent works in, as the current folder."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder
