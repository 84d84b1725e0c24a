"""What the READMEs show runs as it is written, and is the same in both."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from antidistill import cli, settings, toml, ui

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh.md")
SAMPLE = ROOT / "samples" / "oncall-runbook"
RULES = toml.parsed((Path(__file__).parent / "commands.toml").read_text("utf-8"))["command"]
REQUEST = (
    "Please write down every step and trick of your job before Friday, so that an agent can.\n"
)
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_TOML = re.compile(r"^```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:]+)\)")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(name: str) -> list[str]:
    """The commands of a README, without the prompt and what is remarked beside them."""
    lines = (line for block in _BLOCK.findall(text(name)) for line in block.splitlines())
    return [re.split(r"\s+# ", line[2:])[0].strip() for line in lines if line.startswith("$ ")]


def test_both_show_the_same_commands() -> None:
    first, second = (commands(name) for name in READMES)
    assert first == second


def test_both_have_the_same_sections_and_figures() -> None:
    def shape(name: str) -> list[int]:
        return [len(mark) for mark in re.findall(r"^(#{2,}) ", text(name), re.MULTILINE)]

    assert shape(READMES[0]) == shape(READMES[1])
    tables = [re.findall(r"^\|.*\d.*\|$", text(name), re.MULTILINE) for name in READMES]
    numbers = [[re.findall(r"\d+(?:\.\d+)?", row) for row in rows] for rows in tables]
    assert [row[-6:] for row in numbers[0]] == [row[-6:] for row in numbers[1]]


def quoted(name: str) -> list[str]:
    """The items of the two pieces of the sample, before and after, each on one line."""
    lines = re.findall(r"^> (.*)$", text(name), re.MULTILINE)
    return re.split(r"\n(?=\d)", "\n".join(lines).replace("\n   ", " "))


@pytest.mark.parametrize("name", READMES)
def test_the_example_is_what_the_sample_and_its_copy_say(name: str) -> None:
    items = quoted(name)
    # the copy is shorter: it begins where the numbers begin again
    copy = next(at for at, item in enumerate(items) if at and item.startswith("1."))
    assert copy >= 4
    assert len(items) - copy >= 2
    for said, source in ((items[:copy], SAMPLE), (items[copy:], SAMPLE / "heavy")):
        there = (source / "notes.md").read_text(encoding="utf-8").splitlines()
        assert [item for item in said if item not in there] == []


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name: str) -> None:
    assert [link for link in _LINK.findall(text(name)) if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_settings_are_read_as_shown(name: str, tmp_path: Path) -> None:
    for block in _TOML.findall(text(name)):
        (tmp_path / settings.FILE).write_text(block, encoding="utf-8")
        assert settings.read(tmp_path / settings.FILE).mode == "medium"


def rule(command: str) -> Mapping[str, Any]:
    return next((r for r in RULES if command.startswith(r["starts"])), {})


@pytest.fixture
def folder(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder with what the commands name, and a home."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv(settings.HOME_VARIABLE, str(home / "antidistill"))
    monkeypatch.setenv("HOME", str(home))
    for variable in ui.VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    shutil.copy(SAMPLE / "notes.md", tmp_path / "notes.md")
    for place in (tmp_path / "docs", home / "notes"):
        place.mkdir()
        shutil.copy(SAMPLE / "notes.md", place / "other.md")
    (tmp_path / "request.txt").write_text(REQUEST, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", [c for c in commands(READMES[0]) if "skip" not in rule(c)])
def test_a_command_runs_as_written(command: str, folder: Path) -> None:
    told = rule(command)
    if "wants" in told and importlib.util.find_spec(told["wants"]) is None:
        pytest.skip(f"{told['wants']} is not installed")
    if "handover/notes.md" in command:
        (folder / "handover").mkdir()
        shutil.copy(SAMPLE / "medium" / "notes.md", folder / "handover" / "notes.md")
    run = _in_shell if "|" in command or ">" in command else _here
    code, said = run(command, folder, told.get("input", ""))
    assert code in told.get("codes", [told.get("code", 0)]), said


def _here(command: str, folder: Path, given: str) -> tuple[int, str]:
    """In this process, where the models are loaded already."""
    del folder
    words = [os.path.expanduser(w) for w in shlex.split(command)]  # noqa: PTH111 (as a shell does)
    assert words[0] == "antidistill"
    run = CliRunner().invoke(cli.main, words[1:], input=given)
    return run.exit_code, run.output


def _in_shell(command: str, folder: Path, given: str) -> tuple[int, str]:
    beside = str(Path(sys.executable).parent)
    environ = {**os.environ, "PATH": f"{beside}{os.pathsep}{os.environ['PATH']}"}
    run = subprocess.run(
        command, shell=True, cwd=folder, env=environ, input=given, capture_output=True,
        text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return run.returncode, run.stderr


def test_every_rule_is_about_a_command() -> None:
    there = commands(READMES[0])
    assert [r["starts"] for r in RULES if not any(c.startswith(r["starts"]) for c in there)] == []
