"""English again after each test, and a home of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from antidistill import remembered, settings, ui


@pytest.fixture(autouse=True)
def home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The user's folders, the notice seen in both languages, a locale that is not Chinese."""
    place = tmp_path_factory.mktemp("home")
    monkeypatch.setenv(settings.HOME_VARIABLE, str(place))
    for name in ui.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for language in ui.LANGUAGES:
        remembered.record_notice(place / "data", language)
    yield place
    ui.use("en")
