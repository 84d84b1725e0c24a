"""A host runs the hook as a process, and the hook fails: what becomes of the call there, and
whether we say so where it cannot be prevented."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from antidistill import settings, toml
from antidistill.hosts import HOSTS, jsonc, shims
from antidistill.hosts.base import Answer, Fate, Host
from antidistill.hosts.canary import canary_event
from antidistill.hosts.choices import Choice, Do, remember
from antidistill.hosts.examining import examine
from antidistill.hosts.parts import Entry, Place, Whole
from antidistill.hosts.targets import TARGETS

HERE = Path(__file__)
ROWS = toml.parsed(HERE.with_name("failures.toml").read_text("utf-8"))["failure"]
DOCS = HERE.parents[2] / "docs" / "agents.md"
CASES = [(row, host) for row in ROWS for host in row["installed"]]
PLUGINS = ("opencode", "openclaw")
PATIENCE = 2.0
"""Seconds that the simulated host waits."""


def outcome(host: Host, command: str, data: bytes, folder: Path) -> Fate:
    """What becomes of a call whose hook is this command; it is killed with all that it started
    when the host's patience ends."""
    process = subprocess.Popen(
        command, shell=True, cwd=folder, start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        out, err = process.communicate(data, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return host.known.late
    return host.fate(Answer(out.decode(), err.decode(), process.returncode))[0]


def installed(host: str, place: Place) -> str:
    """The command that stands in the settings of a host, before a call."""
    found: list[str] = []
    for part in TARGETS[host].parts(place):
        if isinstance(part, Entry) and part.at[-1].lower() in ("pretooluse", "beforetool"):
            found += _commands(dict(part.value))
        elif isinstance(part, Whole) and part.file.suffix == ".json":
            found += _commands(jsonc.loads(part.text)["hooks"]["preToolUse"])
    return found[0]


def _commands(value: object) -> Iterator[str]:
    if isinstance(value, dict) and isinstance(value.get("command"), str):
        yield value["command"]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _commands(one)


def program(folder: Path, does: str) -> Path:
    """A program that does this; none for ''."""
    file = folder / "antidistill"
    if does:
        file.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        file.chmod(0o755)
    return file


def _id(value: object) -> str:
    return str(value["name"]) if isinstance(value, dict) else str(value)


@pytest.mark.parametrize(("row", "host"), CASES, ids=_id)
def test_a_failure_ends_as_the_host_has_it(
    row: dict[str, dict[str, str]], host: str, project: Path, home: Path
) -> None:
    file = program(project, str(row["does"]))
    data = json.dumps(canary_event(HOSTS[host], project, "relay")).encode()
    if host in row["bare"]:
        fate = outcome(HOSTS[host], f"{file} hook {host}", data, project)
        assert fate is Fate[row["bare"][host]]
    place = Place(home, None, str(file), windows=False)
    wanted = Fate[row["installed"][host]]
    if host in PLUGINS:
        assert in_plugin(host, place, project, data) is wanted
    else:
        assert outcome(HOSTS[host], installed(host, place), data, project) is wanted


DRIVER = {
    "opencode": """
import { Antidistill } from "./shim.mjs";
const hooks = await Antidistill({ directory: "." });
try { await hooks["tool.execute.before"]({ tool: "write" }, { args: { content: "x" } });
  console.log("RUNS"); } catch { console.log("BLOCKED"); }
""",
    "openclaw": """
import plugin from "./shim.mjs";
const hooks = {};
plugin.register({ on: (name, hook) => { hooks[name] = hook; } });
const late = new Promise((end) => setTimeout(() => end({ block: true }), 1000));
const call = { toolName: "write", params: { path: "SKILL.md", content: "x" } };
const answer = await Promise.race([hooks["before_tool_call"](call, {}), late]);
console.log(answer?.block ? "BLOCKED" : "RUNS");
process.exit(0);
""",
}
"""Hosts that run a plugin of ours. OpenClaw stops waiting by itself, and blocks then."""


def in_plugin(host: str, place: Place, folder: Path, data: bytes) -> Fate:
    """What becomes of a call there, with the plugin as it is but for its patience."""
    del data
    name = "opencode.js" if host == "opencode" else "openclaw/index.js"
    text = shims.text(name, place).replace("timeout: 60000", "timeout: 1000")
    entry = "const definePluginEntry = (made) => made;"
    wanted = 'import { definePluginEntry } from "openclaw/plugin-sdk/plugin-entry";'
    (folder / "shim.mjs").write_text(text.replace(wanted, entry), "utf-8")
    (folder / "driver.mjs").write_text(DRIVER[host], "utf-8")
    try:
        run = subprocess.run(
            ["node", "driver.mjs"], cwd=folder, capture_output=True, text=True, check=True
        )
    except FileNotFoundError:
        pytest.skip("no node on this machine")
    return Fate[run.stdout.strip().splitlines()[-1]]


@pytest.mark.parametrize("host", HOSTS)
def test_it_answers_by_itself_before_the_hosts_time_ends(host: str, project: Path) -> None:
    """Here it waits for an event that never ends."""
    code = f"from antidistill import hooking as h; h.SECONDS = 0.01; h.main([{host!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=project,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None and process.stderr is not None
        out, err = process.stdout.read().decode(), process.stderr.read().decode()
        process.wait()
        assert HOSTS[host].fate(Answer(out, err, process.returncode))[0] is Fate.BLOCKED
        assert "took too long" in out + err


@pytest.mark.parametrize("host", HOSTS)
def test_two_hooks_at_once_do_not_disturb_one_another(host: str, project: Path) -> None:
    remember(Choice(Do.REWRITE), None, settings.folders().data)
    event = canary_event(HOSTS[host], project, "Anna")
    command = f'"{sys.executable}" -m tests.hosts.hooked hook {host}'

    def ask(_: int) -> Answer:
        run = subprocess.run(
            command, shell=True, input=json.dumps(event).encode(), capture_output=True,
            cwd=project, env={**os.environ, "PYTHONPATH": str(HERE.parents[2])}, check=False,
        )  # fmt: skip
        return Answer(run.stdout.decode(), run.stderr.decode(), run.returncode)

    with ThreadPoolExecutor() as pool:
        first, second = pool.map(ask, range(2))
    assert first == second
    fate, new = HOSTS[host].fate(first)
    assert fate is (Fate.REWRITTEN if HOSTS[host].known.rewrites else Fate.BLOCKED)
    assert "Anna" not in json.dumps(new)


@pytest.mark.parametrize("host", HOSTS)
def test_what_cannot_be_prevented_is_said(host: str, project: Path, home: Path) -> None:
    """By the doctor and in the table of the manual."""
    file = program(project, "exit 1")
    place = Place(home, None, str(file), windows=False)
    told = [r.text for r in examine(TARGETS[host], place) if r.good is None]
    wanted = ["too long"] * (HOSTS[host].known.late is Fate.RUNS)
    if HOSTS[host].fate(Answer(code=127))[0] is Fate.RUNS:
        wanted += ["Windows"]
    for words in wanted:
        assert any(words in text for text in told)
        assert any(words in text for text in HOSTS[host].known.sight.unseen)


def test_the_manuals_table_says_what_the_hosts_say() -> None:
    rows = [line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("| ")]
    table = [
        f"| {one.title} | {'; '.join(one.known.sight.seen)} | {'; '.join(one.known.sight.unseen)} |"
        for one in HOSTS.values()
    ]
    assert rows[rows.index("| host | seen | not seen |") + 1 :][: len(table)] == table
