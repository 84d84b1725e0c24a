"""What `doctor` says of places in which no host asks us before a write."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from antidistill.hosts.examining import Remark, examine
from antidistill.hosts.installing import install, uninstall
from antidistill.hosts.parts import Place
from antidistill.hosts.skills import ONLY
from antidistill.hosts.targets import TARGETS
from tests.hosts.test_installing import Shelf

LINES = ("git", "pre-commit")


@pytest.fixture
def place(home: Path, project: Path) -> Place:
    """A repository, for a program that is there."""
    subprocess.run(["git", "init", "-q", str(project)], check=True)
    return Place(home, project, str(project / "antidistill"), windows=False)


def faults(name: str, place: Place) -> list[Remark]:
    """What is wrong, by the doctor."""
    return [remark for remark in examine(TARGETS[name], place) if remark.good is False]


@pytest.mark.parametrize("name", LINES)
def test_a_net_that_was_never_put_up_is_not_up(name: str, place: Place) -> None:
    assert any("not there" in remark.text for remark in faults(name, place))


@pytest.mark.parametrize("name", LINES)
def test_a_net_is_up_until_it_is_taken_down(name: str, place: Place, home: Path) -> None:
    parts = TARGETS[name].parts(place)
    install(parts, Shelf(), home / "own")
    assert faults(name, place) == []
    uninstall(parts, Shelf(), home / "own")
    assert faults(name, place) != []


def test_lines_that_somebody_took_out_are_missed(place: Place, home: Path) -> None:
    install(TARGETS["git"].parts(place), Shelf(), home / "own")
    assert place.project is not None
    (place.project / ".git" / "info" / "attributes").write_text("*.png -text\n", "utf-8")
    assert ["attributes" in remark.text for remark in faults("git", place)] == [True]


def test_other_paths_in_git_are_no_fault_and_are_told(place: Place, home: Path) -> None:
    own = Place(home, place.project, place.program, patterns=("docs/*.md",), windows=False)
    install(TARGETS["git"].parts(own), Shelf(), home / "own")
    assert faults("git", place) == []
    told = [r.text for r in examine(TARGETS["git"], place) if r.good is None]
    assert any("attributes" in text and "differs" in text for text in told)
    assert not any("differs" in r.text for r in examine(TARGETS["git"], own))


@pytest.mark.parametrize(
    "before", ["", "*.png -text\n", "*.png -text", "a.md filter=other\r\n*.md text\r\n"]
)
def test_lines_of_an_earlier_choice_are_taken_out_too(
    before: str, place: Place, home: Path
) -> None:
    own = Place(home, place.project, place.program, patterns=("docs/*.md", "a.md"), windows=False)
    assert place.project is not None
    file = place.project / ".git" / "info" / "attributes"
    file.write_bytes(before.encode())
    config = (place.project / ".git" / "config").read_bytes()
    install(TARGETS["git"].parts(own), Shelf(), home / "own")
    assert b"docs/*.md filter=antidistill" in file.read_bytes()
    uninstall(TARGETS["git"].parts(place), Shelf(), home / "own")
    assert file.read_bytes() == before.encode()
    assert (place.project / ".git" / "config").read_bytes() == config


@pytest.mark.parametrize("name", [one.name for one in ONLY])
def test_a_skill_alone_is_no_net(name: str, place: Place, home: Path) -> None:
    install(TARGETS[name].parts(place), Shelf(), home / "own")
    assert ["nothing is intercepted" in remark.text for remark in faults(name, place)] == [True]
