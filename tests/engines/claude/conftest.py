"""A folder to work in, a home of its own, a key in the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import work
from tests.homes import settle

__all__ = ["home", "work"]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folders, and no server but the one that a test names."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "key-1")
    monkeypatch.delenv("ANTHROPIC_BASE_URL", raising=False)
    monkeypatch.delenv("ANTHROPIC_AUTH_TOKEN", raising=False)
    return settle(monkeypatch, tmp_path_factory.mktemp("home"))
