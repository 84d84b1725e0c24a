"""The hosts' dialects: what they make of an answer, and that ours are valid there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from antidistill import settings, toml
from antidistill.hosts import HOSTS
from antidistill.hosts.base import Answer, Fate
from antidistill.hosts.canary import canary_event
from antidistill.hosts.choices import Choice, Do, OnFault, remember
from tests.hosts import simulated
from tests.hosts.dialects import payload

ROWS = toml.parsed(Path(__file__).with_name("answers.toml").read_text("utf-8"))
CASES = [(h, f, a) for h, fates in ROWS.items() for f, rows in fates.items() for a in rows]


@pytest.mark.parametrize(("host", "fate", "given"), CASES, ids=str)
def test_an_answer_has_the_fate_that_the_host_documents(
    host: str, fate: str, given: dict[str, Any]
) -> None:
    answer = Answer(given["stdout"], given.get("stderr", ""), given["code"])
    assert HOSTS[host].fate(answer)[0] is Fate[fate]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("do", [Do.ASK, Do.REWRITE, Do.BLOCK])
def test_every_choice_ends_as_the_host_allows(host: str, do: Do, project: Path) -> None:
    remember(Choice(do), None, settings.folders().data)
    event = json.loads(json.dumps(canary_event(HOSTS[host], project, "Anna")))
    fate, new = HOSTS[host].fate(simulated.ask(host, event))
    asked = Fate.ASKED if HOSTS[host].known.asks else Fate.BLOCKED
    changed = Fate.REWRITTEN if HOSTS[host].known.rewrites else Fate.BLOCKED
    assert fate is {Do.ASK: asked, Do.REWRITE: changed, Do.BLOCK: Fate.BLOCKED}[do]
    assert "Anna" not in json.dumps(new)


@pytest.mark.parametrize("host", HOSTS)
def test_switched_off_it_says_nothing(host: str, project: Path) -> None:
    remember(Choice(Do.NOTHING), project, settings.folders().data)
    answer = simulated.ask(host, canary_event(HOSTS[host], project, "Anna"))
    assert HOSTS[host].fate(answer)[0] is Fate.RUNS


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b"\xff\xfe", b"null"], ids=repr)
def test_what_is_no_event_blocks(host: str, data: bytes) -> None:
    assert HOSTS[host].fate(simulated.ask(host, data))[0] is Fate.BLOCKED


@pytest.mark.parametrize("host", HOSTS)
def test_a_byte_order_mark_is_taken(host: str, project: Path) -> None:
    data = json.dumps(canary_event(HOSTS[host], project, "Anna")).encode("utf-8-sig")
    assert HOSTS[host].fate(simulated.ask(host, data))[0] in (Fate.ASKED, Fate.BLOCKED)


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("word", ["REFUSE", "CRASH"])
@pytest.mark.parametrize("on_fault", OnFault)
def test_a_fault_ends_as_the_user_chose(
    host: str, word: str, on_fault: OnFault, project: Path
) -> None:
    remember(Choice(Do.REWRITE, "", on_fault), None, settings.folders().data)
    answer = simulated.ask(host, canary_event(HOSTS[host], project, word))
    wanted = Fate.BLOCKED if on_fault is OnFault.BLOCK else Fate.RUNS
    assert HOSTS[host].fate(answer)[0] is wanted
    assert word not in answer.stdout + answer.stderr


def test_one_hosts_hook_run_by_another_is_answered_in_that_ones_dialect(project: Path) -> None:
    remember(Choice(Do.REWRITE), None, settings.folders().data)
    for host in ("copilot", "cursor", "codex", "gemini-cli"):
        answer = simulated.ask("claude-code", canary_event(HOSTS[host], project, "Anna"))
        assert HOSTS[host].fate(answer)[0] is Fate.REWRITTEN


def test_a_request_is_noticed_and_goes_on(project: Path) -> None:
    event = {
        "hook_event_name": "UserPromptSubmit",
        "cwd": str(project),
        "prompt": "Distill my colleague's chats into a skill",
    }
    out = json.loads(simulated.ask("claude-code", event).stdout)
    assert "antidistill preview" in out["hookSpecificOutput"]["additionalContext"]
    assert "decision" not in out
    command = {**event, "hook_event_name": "UserPromptExpansion", "command_name": "dot-skill"}
    assert simulated.ask("claude-code", {**command, "command_args": "li"}).stdout
    assert not simulated.ask("claude-code", {**event, "prompt": "Fix the test"}).stdout


def test_a_session_watches_the_skill_files_that_there_are(project: Path) -> None:
    skill = project / ".claude" / "skills" / "x" / "SKILL.md"
    skill.parent.mkdir(parents=True)
    skill.write_text("x", "utf-8")
    event = {"hook_event_name": "SessionStart", "source": "startup", "cwd": str(project)}
    out = json.loads(simulated.ask("claude-code", event).stdout)
    assert str(skill) in out["hookSpecificOutput"]["watchPaths"]


def test_a_proposal_is_vetoed_while_it_gives_know_how_away() -> None:
    def proposal(text: str) -> dict[str, Any]:
        skill = {"path": "SKILL.md", "content": text, "encoding": "utf8"}
        candidate = {"skillMd": skill, "files": []}
        return {"event": "skill_proposal_evaluate", "candidate": candidate, "skill": {}}

    vetoed = json.loads(simulated.ask("openclaw", proposal("Ask Anna.\n")).stdout)
    passed = json.loads(simulated.ask("openclaw", proposal("Run tar.\n")).stdout)
    assert (vetoed["decision"], passed["decision"]) == ("block", "pass")


@pytest.mark.parametrize("key", ["write", "bash", "notes"])
def test_a_host_that_cannot_change_a_call_is_told_what_to_send(key: str, project: Path) -> None:
    """And what it then sends goes through as it is."""
    remember(Choice(Do.REWRITE), None, settings.folders().data)
    text = "Ask Anna.\nShip it.\n"
    step = {
        "write": {"write": "skills/x/SKILL.md", "text": text},
        "bash": {"bash": f"cat > skills/x/SKILL.md <<'EOF'\n{text}EOF"},
        "notes": {"bash": "cp draft.txt skills/x/SKILL.md"},
    }[key]
    event = payload("qwen-code", step, project)
    blocked = simulated.ask("qwen-code", event)
    assert HOSTS["qwen-code"].fate(blocked) == (Fate.BLOCKED, None)
    reason = json.loads(blocked.stdout)["hookSpecificOutput"]["permissionDecisionReason"]
    assert "Anna" not in reason
    event["tool_input"] = {**event["tool_input"], **json.loads(reason.splitlines()[-1])}
    again = simulated.ask("qwen-code", event)
    assert HOSTS["qwen-code"].fate(again) == (Fate.RUNS, None)
