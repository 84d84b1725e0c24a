"""`antidistill review --web` as a process of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from antidistill.cli.review_web import has_screen
from tests.cli.conftest import home, work
from tests.cli.fakes import call, tree
from tests.decisions.conftest import source

__all__ = ["home", "work"]


def hears_signals() -> None:
    """What a shell starts in the background, and all below it, would ignore ^C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Server:
    """The command, and a client that speaks like its page."""

    def __init__(self, *args: str) -> None:
        command = [sys.executable, "-m", "antidistill", "review", "--web", "--no-open", *args]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
            preexec_fn=hears_signals,
        )
        assert self.process.stderr is not None
        told = (re.search(r"http://\S+/", line) for line in self.process.stderr)
        self.address = next(found[0] for found in told if found)

    def asks(self, room: str, body: object = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        origin = self.address.rsplit("/", 2)[0]
        headers = {"Content-Type": "application/json", "Origin": origin} if data else {}
        with urlopen(Request(self.address + room, data, headers), timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def ends(self) -> str:
        """What it said on its standard output; it has ended well."""
        out, _ = self.process.communicate(timeout=30)
        assert self.process.returncode == 0
        return out


@pytest.fixture
def server(work: Path) -> Iterator[Server]:
    (work / "notes.md").write_text(source("en"), encoding="utf-8")
    found = Server("notes.md")
    yield found
    found.process.kill()
    found.process.communicate()


def test_from_the_first_change_to_the_copy(server: Server, work: Path) -> None:
    state = server.asks("state")
    while state["at"]:
        number = state["number"]
        state = server.asks("act", {"do": "take", "choice": "accept", "number": number})
    assert set(tree(work)) == {"notes.md"}
    state = server.asks("act", {"do": "write", "number": state["number"]})
    assert (state["said"], state["written"]) == ("", True)
    server.asks("leave", {})
    assert "accepted" in server.ends()
    copy = (work / "handover" / "notes.md").read_bytes()
    found = subprocess.run(
        [sys.executable, "-m", "antidistill", "-q", "-o", "later", "notes.md"], check=False
    )
    assert found.returncode == 0
    assert (work / "later" / "notes.md").read_bytes() == copy


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_control_c_is_a_way_to_leave(server: Server, work: Path, home: Path) -> None:
    server.asks("act", {"do": "take", "choice": "keep", "number": 0})
    server.process.send_signal(signal.SIGINT)
    assert "1 yours" in server.ends()
    assert (home / "data" / "decisions" / "decisions.jsonl").exists()
    assert set(tree(work)) == {"notes.md"}


@pytest.mark.parametrize(
    ("environ", "platform", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_browser_is_started_only_where_it_has_a_window(
    environ: dict[str, str], platform: str, screen: bool
) -> None:
    assert has_screen(environ, platform) is screen


def test_no_open_needs_the_page(work: Path) -> None:
    (work / "plain.md").write_text("# List\n")
    found = call("review", "--no-open", "plain.md")
    assert found.exit_code == 2
    assert "--web" in found.stderr
