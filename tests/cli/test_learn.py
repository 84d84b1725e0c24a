"""`learn`: from a folder to the findings of a later run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from antidistill.cli import learn
from antidistill.profile.learning import MARKS

from .fakes import call

TEXT = (
    "# Notes\n\nPresumably, the job runs. Presumably, it ends. Presumably, the list is short.\n\n"
    "Presumably, the disk is full. The list is old.\n"
)


def test_learning_showing_and_forgetting(home: Path, work: Path) -> None:
    for name in ("a.md", "b.md"):
        (work / "mine" / name).parent.mkdir(exist_ok=True)
        (work / "mine" / name).write_text(TEXT, encoding="utf-8")
    made = call("learn", "mine")
    assert made.exit_code == 0 and "presumably" in made.stdout
    assert "little text" in made.stderr
    assert (home / "data" / "profile.json").is_file()
    shown = call("learn", "--show", "--json")
    assert "presumably" in {h["what"] for h in json.loads(shown.stdout)["habits"]}
    assert "presumably" in call("learn", "--show").stdout
    gone = call("learn", "--forget")
    assert gone.exit_code == 0 and "gone" in gone.stderr
    assert not (home / "data" / "profile.json").exists()


@pytest.mark.usefixtures("home")
def test_no_profile_yet() -> None:
    found = call("learn", "--show")
    assert found.exit_code == 2 and "no profile yet" in found.stderr
    assert call("learn", "--forget").exit_code == 0


@pytest.mark.usefixtures("home")
def test_it_needs_to_be_told_what(work: Path) -> None:
    assert call("learn").exit_code == 2
    assert call("learn", "--show", "--forget").exit_code == 2
    (work / "empty.md").write_text("# Title\n", encoding="utf-8")
    assert "nothing to learn" in call("learn", "empty.md").stderr
    assert call("learn", "nowhere").exit_code == 2


def test_a_damaged_profile_stops_a_run_with_the_way_out(home: Path, work: Path) -> None:
    (home / "data").mkdir(exist_ok=True)
    (home / "data" / "profile.json").write_text("{", encoding="utf-8")
    (work / "a.md").write_text(TEXT, encoding="utf-8")
    found = call("scan", "a.md")
    assert found.exit_code == 2 and "learn --forget" in found.stderr


def test_every_mark_has_a_name_for_people() -> None:
    assert set(learn.MARKS) == MARKS


@pytest.mark.usefixtures("home")
def test_marks_are_shown_by_their_names(work: Path) -> None:
    for name in ("a.md", "b.md"):
        (work / name).write_text("# N\n\nIt works! It runs! It stays! It ends!\n", encoding="utf-8")
    found = call("learn", "a.md", "b.md").stdout
    assert "exclamation marks" in found and "mark " not in found
