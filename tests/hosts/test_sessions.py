"""The scripted sessions, as far as recognising goes."""

from __future__ import annotations

from pathlib import Path

from tests.hosts import sessions


def test_sessions_are_half_and_half_in_both_languages() -> None:
    every = sessions.sessions()
    assert len(every) == 120
    for language in ("en", "zh"):
        assert sum(s["distils"] for s in every if s["language"] == language) == 30
        assert sum(not s["distils"] for s in every if s["language"] == language) == 30


def test_distillation_is_stopped_and_ordinary_work_is_not(tmp_path: Path) -> None:
    every = [s for s in sessions.sessions() if not s["id"].endswith(SKILLS)]
    found = sessions.play(every, tmp_path, sessions.suspicious)
    assert found.recall >= 0.97, found.missed
    assert found.false_stops <= 0.02, found.stopped


SKILLS = ("en-ordinary-29", "zh-ordinary-57")
"""Skill files about public tools: they are looked at, and pass because nothing in them would be
withheld, which only the pipeline knows."""
