"""Events of every host and tool: the right answer in its dialect, and byte-exact files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from antidistill import settings, toml
from antidistill.hosts import HOSTS
from antidistill.hosts.base import Fate
from antidistill.hosts.choices import Choice, Do, remember
from tests.hosts import simulated

ROWS = toml.parsed(Path(__file__).with_name("events.toml").read_text("utf-8"))["event"]


def _id(row: dict[str, Any]) -> str:
    return f"{row['host']}: {row['name']}"


def _arguments(payload: dict[str, Any]) -> dict[str, Any]:
    found = next(payload[k] for k in ("tool_input", "toolArgs", "args", "params") if k in payload)
    given: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    return given


@pytest.mark.parametrize("row", ROWS, ids=_id)
def test_a_call_ends_in_the_right_files(row: dict[str, Any], project: Path) -> None:
    remember(Choice(Do(row["do"])), None, settings.folders().data)
    for name, text in row.get("disk", {}).items():
        (project / name).write_bytes(text.encode())
    payload = json.loads(row["payload"].replace("$P", project.as_posix()))

    answer = simulated.ask(row["host"], payload)
    if row["fate"] != "BLOCKED":
        simulated.carry_out(row["host"], answer, _arguments(payload), project)

    assert HOSTS[row["host"]].fate(answer)[0] is Fate[row["fate"]], answer
    found = {
        p.relative_to(project).as_posix(): p.read_bytes().decode()
        for p in project.rglob("*")
        if p.is_file()
    }
    assert found == row["files"]


@pytest.mark.parametrize("row", ROWS, ids=_id)
def test_nothing_that_is_withheld_is_said(row: dict[str, Any], project: Path) -> None:
    remember(Choice(Do(row["do"])), None, settings.folders().data)
    for name, text in row.get("disk", {}).items():
        (project / name).write_bytes(text.encode())
    payload = json.loads(row["payload"].replace("$P", project.as_posix()))

    answer = simulated.ask(row["host"], payload)

    fate, new = HOSTS[row["host"]].fate(answer)
    said = answer.stdout + answer.stderr
    for text in _strings(new):
        said = said.replace(json.dumps(text)[1:-1], "")
    assert fate is Fate.RUNS or ("Anna" not in said and "Bluebird" not in said)


def _strings(value: Any) -> list[str]:
    """All texts in a value, the longest first."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sorted((s for v in inner for s in _strings(v)), key=len, reverse=True)


def test_every_host_has_events_that_stop_and_events_that_pass() -> None:
    for name in HOSTS:
        fates = {row["fate"] for row in ROWS if row["host"] == name}
        assert "RUNS" in fates
        assert fates - {"RUNS"}
