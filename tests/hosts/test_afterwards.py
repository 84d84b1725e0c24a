"""The nets after the first: the look at a file when the call is done, watched files, commands that
run a distiller, and a writer's whole sequence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from antidistill import hooking, settings
from antidistill.hosts import HOSTS
from antidistill.hosts.base import Answer, Fate
from antidistill.hosts.choices import Choice, Do, remember
from antidistill.hosts.in_place import Tools
from antidistill.hosts.memory import Memory
from antidistill.hosts.watching import Watcher
from antidistill.vault import Vault, create
from tests.hosts import simulated


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault: making one is slow by design."""
    folder = tmp_path_factory.mktemp("vault")
    create(Vault(folder), "correct horse")
    return folder


@pytest.fixture(autouse=True)
def vault(sealed: Path) -> Vault:
    """The user's vault."""
    folder = settings.folders().data / "vault"
    shutil.copytree(sealed, folder)
    return Vault(folder)


def _choose(do: Do) -> None:
    remember(Choice(do), None, settings.folders().data)


def _event(name: str, project: Path, **more: Any) -> dict[str, Any]:
    return {"hook_event_name": name, "cwd": str(project), "session_id": "s", **more}


def _write(name: str, project: Path, text: str) -> dict[str, Any]:
    given = {"file_path": str(project / "SKILL.md"), "content": text}
    return _event(name, project, tool_name="Write", tool_input=given, tool_use_id="t")


def test_nothing_is_said_when_the_host_did_as_it_was_told(project: Path) -> None:
    _choose(Do.REWRITE)
    before = _write("PreToolUse", project, "Ask Anna.\nShip it.\n")
    simulated.carry_out(
        "claude-code", simulated.ask("claude-code", before), before["tool_input"], project
    )
    after = _write("PostToolUse", project, "Ship it.\n")
    assert simulated.ask("claude-code", after) == Answer()


@pytest.mark.parametrize("do", [Do.REWRITE, Do.ASK])
def test_a_rewrite_that_did_not_land_is_noticed(do: Do, project: Path, vault: Vault) -> None:
    _choose(do)
    event = _write("PreToolUse", project, "Ask Anna.\nShip it.\n")
    simulated.ask("claude-code", event)
    (project / "SKILL.md").write_text("Ask Anna.\nShip it.\n", "utf-8")

    out = json.loads(
        simulated.ask("claude-code", {**event, "hook_event_name": "PostToolUse"}).stdout
    )

    assert "1 place" in out["systemMessage"]
    clean = do is Do.REWRITE
    assert ("Anna" not in (project / "SKILL.md").read_text("utf-8")) is clean
    kept = [vault.unlocked("correct horse").restore(i) for i in vault.ids()]
    assert kept == ([b"Ask Anna.\nShip it.\n"] if clean else [])


def test_without_a_vault_nothing_is_changed_in_place(project: Path, home: Path) -> None:
    _choose(Do.REWRITE)
    (home / "own" / "data" / "vault" / "recipient.txt").unlink()
    (project / "SKILL.md").write_text("Ask Anna.\n", "utf-8")
    event = _event("FileChanged", project, file_path=str(project / "SKILL.md"), event="change")
    assert "vault" in simulated.ask("claude-code", event).stdout
    assert (project / "SKILL.md").read_text("utf-8") == "Ask Anna.\n"


def test_a_secret_put_together_from_several_edits_is_noticed(project: Path) -> None:
    _choose(Do.ASK)
    file = project / "work.md"
    file.write_text("Call Annex now.\n", "utf-8")
    given = {"file_path": str(file), "old_string": "ex", "new_string": "a"}
    event = _event("PreToolUse", project, tool_name="Edit", tool_input=given, tool_use_id="t")
    assert HOSTS["claude-code"].fate(simulated.ask("claude-code", event))[0] is Fate.BLOCKED
    file.write_text("Call Anna now.\n", "utf-8")
    out = simulated.ask("claude-code", {**event, "hook_event_name": "PostToolUse"}).stdout
    assert "1 place" in out


def test_a_changed_file_is_generalised_once(project: Path) -> None:
    _choose(Do.REWRITE)
    file = project / "persona.md"
    file.write_bytes(b"Anna is shy.\r\nShe ships.\r\n")
    event = _event("FileChanged", project, file_path=str(file), event="add")
    assert "1 place" in simulated.ask("claude-code", event).stdout
    assert file.read_bytes() == b"She ships.\r\n"
    assert simulated.ask("claude-code", event) == Answer()


def test_a_skill_of_somebody_else_is_not_loaded_before_it_is_clean(project: Path) -> None:
    _choose(Do.ASK)
    file = project / ".claude" / "skills" / "x" / "SKILL.md"
    file.parent.mkdir(parents=True)
    file.write_text("Ask Anna.\n", "utf-8")
    event = _event("ConfigChange", project, source="skills", file_path=str(file))
    assert json.loads(simulated.ask("claude-code", event).stdout)["decision"] == "block"
    assert simulated.ask("claude-code", {**event, "source": "user_settings"}) == Answer()


def _bash(project: Path, command: str) -> dict[str, Any]:
    given = {"command": command}
    return _event("PreToolUse", project, tool_name="Bash", tool_input=given, tool_use_id="t")


WRITER = """\
import argparse, os, pathlib, json
asked = argparse.ArgumentParser()
for name in ("action", "slug", "name", "work", "persona", "meta"):
    asked.add_argument("--" + name)
given = asked.parse_args()
root = pathlib.Path("skills/colleague") / given.slug
root.mkdir(parents=True)
work, persona = (pathlib.Path(p).read_text() for p in (given.work, given.persona))
name = given.name or json.loads(pathlib.Path(given.meta).read_text())["name"] or given.slug
text = f"---\\nname: colleague_{given.slug}\\n---\\n\\n# {name}\\n\\n## PART A: Work\\n\\n{work}\\n"
for file, body in (("work.md", work), ("persona.md", persona), ("SKILL.md", text + persona)):
    (root / file).write_text(body)
if os.environ.get("DOT_SKILL_AUTO_INSTALL_CLAUDE") != "0":
    pathlib.Path("installed").write_text(text)
"""
"""Does what a distiller's writer does: it reads three files and makes a skill of them."""
FILES = {
    "work.md": "# Work Skill\n\nAsk Anna first.\n\nShip Bluebird.\n",
    "persona.md": "# Persona\n\nAnna calls her blunt.\n\nShe ships.\n",
    "meta.json": '{"name": "Li Lei", "tags": {"personality": ["x"]}, "impression": "Anna: a rock"}',
}


@pytest.mark.parametrize("seen", [True, False], ids=["each write seen", "only the command seen"])
@pytest.mark.parametrize("host", ["claude-code", "codex", "gemini-cli", "cursor", "opencode"])
def test_a_writers_sequence_ends_in_a_clean_skill(host: str, seen: bool, project: Path) -> None:
    _choose(Do.REWRITE)
    (project / "skill_writer.py").write_text(WRITER, "utf-8")
    for name, text in FILES.items():
        file = project / f"dot_skill_li_{name}"
        event = _tool(host, project, {"file_path": str(file), "content": text})
        if seen:
            simulated.carry_out(host, simulated.ask(host, event), _given(event), project)
        else:
            file.write_text(text, "utf-8")
    options = " ".join(f"--{n.split('.')[0]} dot_skill_li_{n}" for n in FILES)
    command = f"python3 skill_writer.py --action create --slug li --name 'Li Lei' {options}"
    event = _tool(host, project, {"command": command})

    answer = _without_program(simulated.ask(host, event))
    simulated.carry_out(host, answer, _given(event), project)

    made = list((project / "skills").rglob("*.md"))
    assert len(made) == 3
    for file in made:
        assert "Anna" not in file.read_text("utf-8")
        assert "Bluebird" not in file.read_text("utf-8")
        assert "Li Lei" not in file.read_text("utf-8")
    assert "She ships." in (project / "skills/colleague/li/SKILL.md").read_text("utf-8")
    assert not (project / "installed").exists()


def _without_program(answer: Answer) -> Answer:
    """The stand-in for the pipeline is no program: its files are clean by now, and what the
    command would call is left out."""
    text = answer.stdout
    start = text.find(hooking.program())
    end = text.find(" && ", start)
    return (
        Answer(text[:start] + "true" + text[end:], answer.stderr, answer.code)
        if start > 0
        else answer
    )


def _tool(host: str, project: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    if host == "opencode":
        tool = "bash" if "command" in given else "write"
        return {
            "event": "tool.execute.before",
            "tool": tool,
            "args": given,
            "directory": str(project),
        }
    names = {"gemini-cli": "BeforeTool", "cursor": "preToolUse"}
    more: dict[str, dict[str, Any]] = {
        "codex": {"turn_id": "t"},
        "cursor": {"workspace_roots": [str(project)]},
    }
    event = _event(names.get(host, "PreToolUse"), project, tool_input=given, tool_use_id="t")
    tool = "run_shell_command" if "command" in given else "write_file"
    return {**event, **more.get(host, {}), "tool_name": tool}


def _given(event: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = event.get("tool_input") or event["args"]
    return found


@pytest.mark.parametrize(
    ("command", "fate"),
    [
        ("python3 tools/skill_writer.py --action create --work $FILE", Fate.BLOCKED),
        ("cp draft.md skills/x/SKILL.md", Fate.REWRITTEN),
        ("echo hello > skills/x/SKILL.md", Fate.REWRITTEN),
        ("cat a.md b.md >> work.md", Fate.REWRITTEN),
        ("sort names | tee persona.md", Fate.REWRITTEN),
        ("cp draft.md $DIR/SKILL.md", Fate.BLOCKED),
        ("cat skills/x/SKILL.md", Fate.RUNS),
        ("cp skills/x/SKILL.md /tmp/look.txt", Fate.RUNS),
        ("echo done > build.log 2>&1", Fate.RUNS),
        ("grep -c '>' work.md", Fate.RUNS),
        ("git add work.md && git commit -m 'work > play'", Fate.RUNS),
        ("python3 tools/skill_writer.py --action list", Fate.RUNS),
    ],
)
def test_a_command_that_writes_skill_files(command: str, fate: Fate, project: Path) -> None:
    _choose(Do.REWRITE)
    found, new = HOSTS["claude-code"].fate(simulated.ask("claude-code", _bash(project, command)))
    assert found is fate
    if new:
        assert new["command"].startswith(command)
        assert " watch --once " in new["command"]


@pytest.mark.parametrize(("do", "fate"), [(Do.ASK, Fate.ASKED), (Do.BLOCK, Fate.BLOCKED)])
def test_a_collector_is_not_run_unasked(do: Do, fate: Fate, project: Path) -> None:
    _choose(do)
    answer = simulated.ask("claude-code", _bash(project, "python3 tools/slack_auto_collector.py"))
    assert HOSTS["claude-code"].fate(answer)[0] is fate


@dataclass
class Shelf:
    """Keeps in memory."""

    kept: list[bytes] = field(default_factory=list)

    def keep(self, data: bytes, path: Path) -> None:
        """In the order in which they come."""
        del path
        self.kept.append(data)


def test_a_watcher_sees_what_is_new_and_leaves_what_was_there(project: Path, home: Path) -> None:
    from antidistill.hosts.in_place import clean_file

    (project / "work.md").write_text("Ask Anna.\n", "utf-8")
    watcher = Watcher([project])
    watcher.settle()
    (project / "README.md").write_text("Anna wrote this.\n", "utf-8")
    hidden = project / ".claude" / "skills" / "x"
    hidden.mkdir(parents=True)
    (hidden / "SKILL.md").write_text("Ask Anna.\nShip.\n", "utf-8")
    assert list(watcher.changed()) == [hidden / "SKILL.md"]

    shelf = Shelf()
    tools = Tools(simulated.clean, shelf, Memory(home / "memory"))
    assert clean_file(hidden / "SKILL.md", tools, write=True)
    assert (hidden / "SKILL.md").read_text("utf-8") == "Ship.\n"
    assert shelf.kept == [b"Ask Anna.\nShip.\n"]
    watcher.settle()
    assert list(watcher.changed()) == []


QUIET = "export DOT_SKILL_AUTO_INSTALL_CLAUDE=0; "
CREATING = "python3 tools/skill_writer.py --action create --slug ola --work /tmp/w.md"
COLLECTOR = "python3 tools/slack_auto_collector.py --user ola"
LISTING = "python3 tools/version_manager.py --action list --slug ola"


@pytest.mark.parametrize(
    ("command", "fate"),
    [
        (CREATING, Fate.REWRITTEN),  # nothing is found in its files: still, it installs nothing
        (QUIET + CREATING, Fate.RUNS),
        (LISTING, Fate.RUNS),
        (f"{LISTING} && ls", Fate.RUNS),
    ],
)
def test_a_writer_installs_nothing_by_itself(command: str, fate: Fate, project: Path) -> None:
    _choose(Do.REWRITE)
    given = {"command": command}
    answer = simulated.ask("claude-code", _event("PreToolUse", project, tool_name="Bash",
                                                 tool_input=given, tool_use_id="t"))  # fmt: skip
    found, new = HOSTS["claude-code"].fate(answer)
    assert found is fate
    assert new is None or new["command"] == QUIET + command


def test_a_collector_beside_another_program_of_a_distiller_is_seen(project: Path) -> None:
    _choose(Do.BLOCK)
    given = {"command": f"{LISTING} && {COLLECTOR}"}
    answer = simulated.ask("claude-code", _event("PreToolUse", project, tool_name="Bash",
                                                 tool_input=given, tool_use_id="t"))  # fmt: skip
    assert HOSTS["claude-code"].fate(answer)[0] is Fate.BLOCKED


def test_what_reads_as_experience_is_not_passed_because_nothing_is_found(project: Path) -> None:
    """The finders may have missed it; what they have generalised once is not doubted."""
    _choose(Do.BLOCK)
    text = (
        "---\nname: ferry\ndescription: Loads the ferry.\n---\n\n"
        "I never trust the scale in the rain. He says ten tons and it is twelve, so I ask the "
        "driver twice.\nDon't call the office, call Marta, she knows why it hung last winter.\n"
    )
    answer = simulated.ask("claude-code", _write("PreToolUse", project, text))
    assert HOSTS["claude-code"].fate(answer)[0] is Fate.BLOCKED
    assert "reads as told from experience" in answer.stdout
    plain = "---\nname: tar\ndescription: Packs files.\n---\n\nRun `tar -czf out.tgz DIR`.\n"
    answer = simulated.ask("claude-code", _write("PreToolUse", project, plain))
    assert HOSTS["claude-code"].fate(answer)[0] is Fate.RUNS
