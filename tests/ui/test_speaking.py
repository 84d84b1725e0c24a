"""What is said, in which language, and what stays English."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from antidistill import cli, ui
from antidistill.cli import speaking
from antidistill.errors import UsageFault
from antidistill.message import Message, counted, listed, said
from antidistill.reports.columns import width

SAMPLES = Path(__file__).parents[2] / "samples"
_ENGLISH = re.compile(r"[a-z]{2,} (?:the|a|of|is|to|in) ")
HAN = re.compile(r"[\u4e00-\u9fff]")


def call(*words: str) -> Result:
    return CliRunner().invoke(cli.main, list(words))


SHOWN = [
    (said("{path}: no ordinary file", path="a.md"), "a.md：不是普通文件"),
    (UsageFault(said("{path}: no ordinary file", path="a.md")), "a.md：不是普通文件"),
    ("nothing to generalise", "没有可概括的内容"),
    (counted("{n} change", "{n} changes", 1), "1 处改动"),
    (counted("{n} change", "{n} changes", 3), "3 处改动"),
    (listed(("left out", "trimmed")), "删去、修短"),
    (said("note: {note}", note=said("left out")), "注意：删去"),
    (said("{name}: {fault}", name="x", fault=ValueError("a bracket that is not closed")), "x："),
]
STAY = ["changed.md", "Marta Kowalska", "{braces}", "", "notes of last week"]
NAMES = ["changed", "public", "table"]


@pytest.mark.parametrize(("text", "chinese"), SHOWN)
def test_messages_are_put_into_the_language(text: object, chinese: str) -> None:
    english = ui.shown(text)
    assert not HAN.search(english)
    ui.use("zh")
    assert ui.shown(text).startswith(chinese)


@pytest.mark.parametrize("text", STAY)
def test_other_text_stays(text: str) -> None:
    ui.use("zh")
    assert ui.shown(text) == text


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_also_a_word_of_ours_stays(name: str) -> None:
    ui.use("zh")
    assert ui.tr("{path}: no ordinary file", path=name) == f"{name}：不是普通文件"


def test_a_message_is_english_text_and_survives_the_way_between_processes() -> None:
    made = said("{path}: no ordinary file", path="a.md")
    again = pickle.loads(pickle.dumps(made))
    assert made == again == "a.md: no ordinary file"
    assert isinstance(again, Message)
    assert json.dumps({"m": made}) == '{"m": "a.md: no ordinary file"}'
    ui.use("zh")
    assert ui.shown(again) == "a.md：不是普通文件"


CHOICES = [
    ((), "", {}, "en"),
    ((), "", {"LANG": "zh_CN.UTF-8"}, "zh"),
    ((), 'ui = "zh"', {}, "zh"),
    ((), 'ui = "en"', {"LANG": "zh_CN.UTF-8"}, "en"),
    (("--ui", "en"), 'ui = "zh"', {"LANG": "zh_CN.UTF-8"}, "en"),
    (("--ui=zh",), "", {}, "zh"),
    ((), "ui = 3", {"LANG": "zh_CN.UTF-8"}, "zh"),
]


@pytest.mark.parametrize(("words", "setting", "environ", "language"), CHOICES)
def test_the_flag_then_the_settings_then_the_locale(
    words: tuple[str, ...],
    setting: str,
    environ: dict[str, str],
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "antidistill.toml").write_text(setting, "utf-8")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    call("modes", *words, "--help")
    assert ui.spoken() == language


def test_an_unknown_language_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (("--ui", "fr", "scan", "a.md"), ("scan", "a.md", "--ui")):
        run = call(*words)
        assert run.exit_code == 2
        assert "en, zh" in run.stderr


def test_after_two_dashes_it_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = call("scan", "--", "--ui", "zh")
    assert run.exit_code == 2
    assert "--ui: there is no such file" in run.stderr


def _pages(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _pages(inner, (*path, name))


@pytest.mark.parametrize("language", ui.LANGUAGES)
def test_the_help_page(language: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "antidistill", "--ui", language, "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    lines = run.stdout.splitlines()
    assert max(map(width, lines)) <= 80
    chinese = [line for line in lines if HAN.search(line)]
    if language == "en":
        assert not chinese
        assert lines[0] == "Usage: antidistill [OPTIONS] PATH…"
        return
    assert lines[0] == "用法： antidistill [OPTIONS] PATH…"
    bare = {"antidistill COMMAND …", "--version", "--json"}
    english = [ln.strip() for ln in lines if ln.strip() and not HAN.search(ln)]
    assert not [ln for ln in english if re.search(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}", ln)]
    assert bare & set(english) <= bare


@pytest.mark.parametrize("path", list(_pages(cli.main)), ids=" ".join)
def test_every_help_page_is_in_chinese(path: tuple[str, ...]) -> None:
    english, chinese = call(*path, "--help").stdout, call(*path, "--ui", "zh", "--help").stdout
    assert not HAN.search(english)
    assert max(map(width, chinese.splitlines())) <= max(80, *map(width, english.splitlines()))
    rows = [row for row in chinese.splitlines() if _ENGLISH.search(row)]
    assert rows == []
    assert call(*path, "--help").stdout == english


def test_clicks_own_words_are_in_the_language() -> None:
    run = call("--ui", "zh", "scan", "--wrong", "a.md")
    assert "没有选项" in run.stderr
    assert "参见" in run.stderr
    assert "缺少参数" in call("--ui", "zh", "modes", "show").stderr
    assert "no such option" in call("scan", "--wrong", "a.md").stderr


@pytest.fixture(scope="module")
def scanned() -> dict[str, str]:
    """What scan and preview say in Chinese about documents in both languages."""
    names = [
        str(SAMPLES / "oncall-runbook/notes.md"),
        str(SAMPLES / "backend-colleague/persona.md"),
    ]
    return {c: call(c, "--ui", "zh", *names).stdout for c in ("scan", "preview")}


def test_notes_and_reasons_are_in_chinese(scanned: dict[str, str]) -> None:
    told = re.findall(r"^ +\d+  \S.* — (.+)$", scanned["scan"], re.MULTILINE)
    told += re.findall(r"└ (.+)$", scanned["preview"], re.MULTILINE)
    assert len(told) > 40
    assert [note for note in told if not HAN.search(note)] == []
    english = [n for n in told if re.search(r"\b(?:the|of|by|with|left out)\b", n)]
    assert english == []


def test_what_programs_read_is_the_same_in_every_language() -> None:
    name = str(SAMPLES / "oncall-runbook/notes.md")
    for words in (("scan", "--json"), ("preview", "--json"), ("scan", "--json", "gone.md")):
        first, second = (call(*words, name, "--ui", one).stdout for one in ui.LANGUAGES)
        assert first == second


def test_an_example_keeps_its_command() -> None:
    page = "One.\n\n\b\nExamples:\n  antidistill scan a.md  see it"
    assert list(speaking.messages(page)) == ["One.", "Examples:", "see it"]
    ui.use("zh")
    assert "  antidistill scan a.md  see it" in speaking.page(page)
