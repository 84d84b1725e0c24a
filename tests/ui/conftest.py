"""English again after each test, and a home of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from antidistill import ui
from tests.homes import settle


@pytest.fixture(autouse=True)
def home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The user's folders, the notice seen in both languages, a locale that is not Chinese."""
    yield settle(monkeypatch, tmp_path_factory.mktemp("home"))
    ui.use("en")
