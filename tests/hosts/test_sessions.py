"""The scripted sessions, as far as recognising goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidistill.hosts import HOSTS
from tests.hosts import sessions

SKILLS = {
    "first": ("en-ordinary-29", "zh-ordinary-57"),
    "second": ("en-51", "zh-51"),
    "third": ("en-43", "zh-43"),
    "fourth": ("en-50", "zh-50"),
    "fifth": ("en-56", "en-57", "zh-56", "zh-57"),
    "sixth": ("en-45", "en-46", "zh-45", "zh-46"),
    "seventh": ("en-31", "zh-31"),
    "eighth": ("en-45", "en-56", "en-61", "zh-45", "zh-56", "zh-61"),
    "ninth": ("en-37", "en-52", "en-59", "zh-37", "zh-52", "zh-59"),
    "twelfth": ("en-30", "en-26", "zh-35", "zh-50"),
    "eleventh": ("en-29", "en-30", "en-48", "en-53", "zh-28", "zh-52"),
    "thirteenth": (),
    "tenth": ("en-37", "en-52", "en-59", "zh-37", "zh-52", "zh-59"),
}
"""Skill files about public tools, and an empty form: they are looked at, and pass because nothing
in them would be withheld, which only the pipeline knows."""


@pytest.mark.parametrize("which", (*sessions.SETS, *sessions.HELD))
def test_sessions_are_half_and_half_in_both_languages(which: str) -> None:
    every = sessions.sessions(which)
    assert len({s["id"] for s in every}) == len(every)
    for language in ("en", "zh"):
        found = [s["distils"] for s in every if s["language"] == language]
        assert sum(found) * 2 == len(found) >= 32
    if which != "first":
        assert {s["host"] for s in every} == set(HOSTS)


@pytest.mark.parametrize("which", (*sessions.SETS, *sessions.HELD))
def test_distillation_is_stopped_and_ordinary_work_is_not(which: str, tmp_path: Path) -> None:
    every = [s for s in sessions.sessions(which) if not s["id"].endswith(SKILLS[which] or ("-",))]
    found = sessions.play(every, tmp_path, sessions.suspicious)
    assert found.recall >= 0.97, found.missed
    assert found.false_stops <= 0.02, found.stopped
