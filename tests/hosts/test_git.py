"""A real repository with the filter: the working copy keeps the full text, commits never get it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from antidistill.hosts.git import Git
from antidistill.hosts.installing import install, uninstall
from antidistill.hosts.parts import Place
from tests.hosts.test_installing import Shelf

FULL = "# Work\n\nAsk Anna first.\nShip Bluebird.\n"
GENERAL = "# Work\n\nShip the project.\n"


class Repository:
    """Runs git in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def git(self, *words: str, fails: bool = False) -> str:
        """What it prints."""
        own = ["-c", "user.name=A", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]
        command = ["git", *own, *words]
        run = subprocess.run(command, cwd=self.folder, capture_output=True, check=False)
        out, said = run.stdout.decode("utf-8", "replace"), run.stderr.decode()
        assert bool(run.returncode) == fails, said
        return out + said

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def everything(self) -> str:
        """The text of every object that the repository holds."""
        return self.git("cat-file", "--batch-all-objects", "--batch")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where originals go."""
    return tmp_path / "kept"


FORMS = ("process", "clean")
"""Of the filter: one program for all files, or one for each."""


@pytest.fixture(params=FORMS)
def repository(request: pytest.FixtureRequest, tmp_path: Path, home: Path) -> Repository:
    """A repository with the filter, in either of its two forms."""
    return with_filter(tmp_path, home, request.param)


def with_filter(around: Path, home: Path, form: str) -> Repository:
    """A repository in the folder `mine` of `around`, beside the program; originals go to `kept`."""
    made = Repository(around / "mine")
    made.git("init", "-q")
    program = around / "antidistill"
    root = Path(__file__).parents[2]
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH="{root}" exec "{sys.executable}" -m tests.hosts.filtering '
        f'"{around / "kept"}" "$@"\n',
        "utf-8",
    )
    program.chmod(0o755)
    install(Git().parts(Place(home, made.folder, str(program))), Shelf(), home)
    if form == "clean":
        made.git("config", "--unset", "filter.antidistill.process")
    return made


@pytest.fixture(scope="module")
def branched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """For each form, the folder around a repository with a text on two branches: made once, since
    every step of it starts programs."""
    return {form: _branched(tmp_path_factory.mktemp(form), form) for form in FORMS}


def _branched(around: Path, form: str) -> Path:
    made = with_filter(around, around, form)
    made.write("work.md", FULL)
    made.git("add", ".")
    made.git("commit", "-qm", "one")
    made.git("checkout", "-q", "-b", "other")
    made.write("work.md", FULL + "More.\n")
    made.git("commit", "-qam", "two")
    made.git("checkout", "-q", "main")
    return around


@pytest.fixture(params=FORMS)
def copied(request: pytest.FixtureRequest, tmp_path: Path, branched: dict[str, Path]) -> Repository:
    """A copy of it to work in, with a program and a folder for originals of its own."""
    source = branched[request.param]
    shutil.copytree(source, tmp_path, dirs_exist_ok=True)
    hooks = tmp_path / "mine" / ".git" / "hooks"
    for file in (tmp_path / "antidistill", hooks.parent / "config", *hooks.iterdir()):
        file.write_text(file.read_text("utf-8").replace(str(source), str(tmp_path)), "utf-8")
    return Repository(tmp_path / "mine")


def test_a_commits_life(repository: Repository, kept: Path, tmp_path: Path) -> None:
    repository.write("work.md", FULL)
    repository.write("README.md", "Anna wrote this.\n")
    repository.git("add", ".")
    repository.git("commit", "-qm", "one")
    assert repository.read("work.md") == FULL
    assert repository.git("show", "HEAD:work.md") == GENERAL
    assert repository.git("show", "HEAD:README.md") == "Anna wrote this.\n"
    assert repository.git("status", "--short") == ""

    repository.write("work.md", FULL + "Call Anna at noon.\nEnd.\n")
    repository.git("commit", "-qa", "--amend", "-m", "two")
    assert repository.git("show", "HEAD:work.md") == GENERAL + "End.\n"

    repository.write("work.md", FULL + "Anna sleeps.\nThe end.\n")
    repository.git("stash")
    assert repository.read("work.md") == GENERAL + "End.\n"
    assert _has(kept, "Anna sleeps.")
    repository.git("stash", "pop")
    assert repository.read("work.md") == GENERAL + "The end.\n"

    repository.git("checkout", "-q", "-b", "other")
    repository.git("commit", "-qam", "three")
    repository.git("checkout", "-q", "main")
    repository.write("more.md", "more\n")
    repository.git("add", ".")
    repository.git("commit", "-qm", "four")
    repository.git("rebase", "-q", "main", "other")
    assert repository.git("show", "other:work.md") == GENERAL + "The end.\n"

    copy = Repository(tmp_path / "copy")
    copy.git("clone", "-q", str(repository.folder), ".")
    assert copy.read("work.md") == GENERAL + "The end.\n"
    assert copy.git("config", "--get-regexp", "filter", fails=True) == ""
    found = repository.everything()
    assert "Ask Anna" not in found
    assert "Bluebird" not in found


def _has(kept: Path, text: str) -> bool:
    return any(text in p.read_text("utf-8") for p in kept.iterdir() if p.is_file())


def test_what_is_refused_is_not_added(repository: Repository) -> None:
    repository.write("work.md", "REFUSE this\n")
    assert "leak" in repository.git("add", "work.md", fails=True)
    assert repository.git("ls-files") == ""


def test_without_the_program_nothing_is_added(repository: Repository, tmp_path: Path) -> None:
    repository.write("work.md", FULL)
    (tmp_path / "antidistill").unlink()
    repository.git("add", "work.md", fails=True)
    assert "work.md\n" not in repository.git("ls-files").splitlines(keepends=True)


def test_a_repository_without_the_filter_takes_the_full_text(
    repository: Repository, home: Path
) -> None:
    uninstall(Git().parts(Place(home, repository.folder, "other")), Shelf(), home)
    assert not (repository.folder / ".git" / "info" / "attributes").exists()
    repository.write("work.md", FULL)
    repository.git("add", "work.md")
    assert repository.git("show", ":work.md") == FULL


LEAVING = {
    "checkout of a branch": ("checkout", "-q", "other"),
    "switch, discarding": ("switch", "-q", "--discard-changes", "other"),
    "checkout of the file": ("checkout", "-q", "--", "work.md"),
    "restore": ("restore", "work.md"),
    "stash": ("stash",),
    "hard reset": ("reset", "-q", "--hard"),
    "merge": ("merge", "-q", "other"),
    "rebase": ("rebase", "-q", "other"),
}
"""Commands that put a committed text in the place of the one in the working copy."""


@pytest.mark.parametrize("command", LEAVING.values(), ids=LEAVING)
def test_a_private_line_that_git_has_seen_is_kept(
    copied: Repository, kept: Path, command: tuple[str, ...]
) -> None:
    """Lines that the filter takes out are no change to Git: it overwrites them without a word."""
    assert copied.read("work.md") == GENERAL
    copied.write("work.md", FULL + "Anna keeps the spare key.\n")
    subprocess.run(["git", *command], cwd=copied.folder, capture_output=True, check=False)

    assert "Anna" in copied.read("work.md") or _has(kept, "Anna keeps the spare key.")


def test_a_clone_with_the_filter_adds_the_generalised_text(
    repository: Repository, tmp_path: Path, home: Path
) -> None:
    repository.write("work.md", FULL)
    repository.git("add", ".")
    repository.git("commit", "-qm", "one")
    copy = Repository(tmp_path / "copy")
    copy.git("clone", "-q", str(repository.folder), ".")
    install(Git().parts(Place(home, copy.folder, str(tmp_path / "antidistill"))), Shelf(), home)
    copy.write("work.md", GENERAL + "Anna left in May.\nClosed on Mondays.\n")
    copy.git("commit", "-qam", "two")
    assert copy.git("show", "HEAD:work.md") == GENERAL + "Closed on Mondays.\n"
    copy.git("push", "-q", "origin", "HEAD:refs/heads/theirs")
    assert "Anna left" not in repository.everything()
