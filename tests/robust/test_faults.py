"""Faults of the machine, in real processes: nothing lost, nothing half written, the right code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from antidistill.errors import Exit
from tests.cli.fakes import tree
from tests.robust.program import CLEAR, COPY, call, command, environment, limit_reason
from tests.vault.conftest import quick

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")
LONG = 4_000
"""Lines of a document that is larger than the limit of a test."""


@pytest.fixture
def document(work: Path) -> Path:
    """A document of some kilobytes."""
    path = work / "notes.md"
    path.write_text(CLEAR * LONG, encoding="utf-8")
    return path


def hears_signals() -> None:
    """What a shell starts in the background, and all below it, would ignore these."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def begun(*words: str) -> subprocess.Popen[bytes]:
    """A run that stands still with its data written and no name given to it."""
    run = subprocess.Popen(
        command("--waits-before-linking", *words),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=hears_signals,
    )
    assert run.stdout is not None
    assert run.stdout.readline() == b"waiting\n"
    return run


def test_a_disk_that_fills_up_while_writing(document: Path) -> None:
    before = tree(document.parent)
    done = call("--full-after", "4096", "notes.md")
    assert done.returncode == Exit.UNEXPECTED
    assert limit_reason() in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert tree(document.parent) == before


def test_a_disk_that_fills_up_keeps_the_old_copy(document: Path) -> None:
    (document.parent / "handover").mkdir()
    (document.parent / "handover" / "notes.md").write_text("an older copy\n")
    before = tree(document.parent)
    assert call("--full-after", "4096", "--force", "notes.md").returncode == Exit.UNEXPECTED
    assert tree(document.parent) == before


@pytest.mark.usefixtures("work")
def test_standard_output_that_is_full() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no such device here")
    with full.open("wb") as out:
        done = subprocess.run(
            command("-"),
            input=CLEAR.encode(),
            stdout=out,
            stderr=-1,
            env=environment(),
            check=False,
        )
    assert done.returncode == Exit.UNEXPECTED
    assert b"Traceback" not in done.stderr
    assert b"standard output cannot be written: no space left" in done.stderr


STOPS = {
    "^C": (signal.SIGINT, 130),
    "SIGTERM": (signal.SIGTERM, 143),
    "SIGHUP": (signal.SIGHUP, 129),
}


@pytest.mark.parametrize(("number", "code"), STOPS.values(), ids=STOPS.keys())
def test_a_run_that_is_asked_to_end_leaves_nothing(
    document: Path, number: signal.Signals, code: int
) -> None:
    before = tree(document.parent)
    run = begun("notes.md")
    run.send_signal(number)
    _, told = run.communicate()
    assert run.returncode == code
    assert b"interrupted: the file at hand was not written" in told
    assert b"Traceback" not in told
    assert tree(document.parent) == before


def test_a_run_that_is_killed_leaves_nothing(document: Path) -> None:
    before = tree(document.parent)
    run = begun("notes.md")
    run.kill()
    run.communicate()
    assert tree(document.parent) == before or sys.platform != "linux"
    assert call("notes.md").returncode == Exit.DONE


def test_a_restore_that_is_killed_leaves_no_clear_text(work: Path, home: Path) -> None:
    opened = quick(home / "data" / "vault")
    number = opened.vault.seal(CLEAR.encode(), "notes.md", folder=work)
    run = subprocess.Popen(
        command("--waits-before-linking", "vault", "restore", number[:8], "--back", "--recovery"),
        env=environment(ANTIDISTILL_VAULT_RECOVERY=opened.identity),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert run.stdin is not None and run.stdout is not None
    run.stdin.write(f"{opened.identity}\n".encode())
    run.stdin.flush()
    assert run.stdout.readline() == b"waiting\n"
    run.kill()
    run.communicate()
    assert tree(work) == {} or sys.platform != "linux"


ROOTLESS = pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root may write")


@ROOTLESS
def test_a_folder_that_becomes_read_only(document: Path) -> None:
    place = document.parent / "handover"
    place.mkdir(mode=0o500)
    done = call("notes.md")
    assert done.returncode == Exit.UNEXPECTED
    assert b"no permission" in done.stderr
    assert list(place.iterdir()) == []


SURROUNDINGS = {
    "locale C": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "a terminal of one column": {"COLUMNS": "1"},
    "speaking Chinese in ASCII": {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "LANGUAGE": "zh"},
}


@pytest.mark.parametrize("around", SURROUNDINGS.values(), ids=SURROUNDINGS.keys())
def test_odd_surroundings_change_no_byte(work: Path, around: dict[str, str]) -> None:
    (work / "交接.md").write_text("Anna 负责蓝色阀门。\n", encoding="utf-8")
    done = call("交接.md", **around)
    assert done.returncode == Exit.DONE, done.stderr
    copy = (work / "handover" / "交接.md").read_text(encoding="utf-8")
    assert copy == "the owner 负责蓝色阀门。\n"
    shown = call("preview", "交接.md", **around)
    assert shown.returncode == Exit.DONE, shown.stderr
    assert b"Traceback" not in done.stderr + shown.stderr


@pytest.mark.parametrize("words", [("notes.md",), ("preview", "notes.md"), ("scan", "notes.md")])
def test_without_a_home_folder(work: Path, words: tuple[str, ...]) -> None:
    (work / "notes.md").write_text(CLEAR, encoding="utf-8")
    away = {
        "ANTIDISTILL_HOME": "",
        "HOME": "/nonexistent",
        "XDG_DATA_HOME": "",
        "XDG_STATE_HOME": "",
    }
    done = call(*words, **away, XDG_CONFIG_HOME="")
    assert b"Traceback" not in done.stderr
    assert done.returncode in (Exit.DONE, Exit.UNEXPECTED)
    assert done.returncode == Exit.DONE or done.stderr.startswith(b"antidistill: ")


def test_nobody_reads_the_output_to_its_end(work: Path) -> None:
    for number in range(40):
        (work / f"{number}.md").write_text(CLEAR * 200, encoding="utf-8")
    run = subprocess.Popen(
        command("preview", "."), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert run.stdout is not None and run.stderr is not None
    run.stdout.readline()
    run.stdout.close()
    told = run.stderr.read()
    assert run.wait() == 141
    assert b"Traceback" not in told and b"Broken" not in told


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_standard_stream_that_is_closed(document: Path, closed: int) -> None:
    script = f'exec "$@" {closed}>&-' if closed else 'exec "$@" 0<&-'
    done = subprocess.run(
        ["sh", "-c", script, "sh", *command("notes.md")],
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert done.returncode == Exit.DONE
    assert b"Traceback" not in done.stderr
    assert (document.parent / "handover" / "notes.md").read_text() == COPY * LONG


@pytest.mark.parametrize("words", [("notes.md",), ("--force", "notes.md")], ids=" ".join)
def test_many_runs_at_once_on_the_same_output(document: Path, words: tuple[str, ...]) -> None:
    with ThreadPoolExecutor(3) as pool:
        codes = list(pool.map(lambda _: call(*words).returncode, range(3)))
    assert Exit.DONE in codes and set(codes) <= {Exit.DONE, Exit.USAGE}
    written = {k: v for k, v in tree(document.parent).items() if k != "notes.md"}
    assert written == {"handover/notes.md": (COPY * LONG).encode()}
