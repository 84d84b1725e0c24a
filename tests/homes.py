"""A user's home for a test: folders of its own, English, the notice already seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill import remembered, settings, ui


def settle(monkeypatch: pytest.MonkeyPatch, home: Path) -> Path:
    """`home`, which is now where the program keeps everything; nothing of the real one is read."""
    monkeypatch.setenv(settings.HOME_VARIABLE, str(home))
    for name in (*ui.VARIABLES, "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    see_notice(home)
    return home


def see_notice(home: Path) -> None:
    """From now on the notice has been seen there, in both languages."""
    for language in ui.LANGUAGES:
        remembered.record_notice(home / "data", language)
