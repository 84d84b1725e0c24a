"""What each host sends before the same step of a session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Step = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Dialect:
    """The names that a host uses; '' for what it has not."""

    write: str
    edit: str
    shell: str
    path: str
    text: str = "content"
    old: str = "old_string"
    new: str = "new_string"
    before: str = "PreToolUse"
    prompt: str = "UserPromptSubmit"


DIALECTS = {
    "claude-code": Dialect("Write", "Edit", "Bash", "file_path"),
    "codex": Dialect("apply_patch", "apply_patch", "Bash", ""),
    "openclaw": Dialect("write", "edit", "exec", "path"),
    "gemini-cli": Dialect(
        "write_file", "replace", "run_shell_command", "file_path",
        before="BeforeTool", prompt="BeforeAgent",
    ),
    "copilot": Dialect("create", "edit", "bash", "path", "file_text", "old_str", "new_str"),
    "qwen-code": Dialect("write_file", "edit", "run_shell_command", "file_path"),
    "opencode": Dialect("write", "edit", "bash", "filePath", old="oldString", new="newString"),
    "cursor": Dialect("Write", "StrReplace", "Shell", "file_path", before="preToolUse"),
}  # fmt: skip


def payload(host: str, step: Step, folder: Path) -> dict[str, Any]:
    """The event of a step; the paths in it are below `folder`."""
    if "prompt" in step:
        name = DIALECTS[host].prompt
        return {**_common(host, folder), "hook_event_name": name, "prompt": step["prompt"]}
    tool, given = _call(host, step, folder)
    if host == "copilot":
        return {"sessionId": "s", "timestamp": 0, "cwd": str(folder), "toolName": tool,
                "toolArgs": given}  # fmt: skip
    if host == "opencode":
        return {"event": "tool.execute.before", "tool": tool, "args": given,
                "directory": str(folder)}  # fmt: skip
    if host == "openclaw":
        return {"event": "before_tool_call", "toolName": tool, "params": given,
                "workspaceDir": str(folder)}  # fmt: skip
    call = {"hook_event_name": DIALECTS[host].before, "tool_name": tool, "tool_input": given}
    return {**_common(host, folder), **call}


def _common(host: str, folder: Path) -> dict[str, Any]:
    own: dict[str, dict[str, Any]] = {
        "codex": {"turn_id": "t"},
        "cursor": {"cursor_version": "3.1", "workspace_roots": [str(folder)]},
        "claude-code": {"tool_use_id": "t"},
    }
    return {"session_id": "s", "cwd": str(folder), **own.get(host, {})}


def _call(host: str, step: Step, folder: Path) -> tuple[str, dict[str, Any]]:
    own = DIALECTS[host]
    if "bash" in step:
        return own.shell, {"command": step["bash"].strip().replace("/tmp/", f"{folder}/tmp/")}
    if "proposal" in step:
        given = {"action": "create", "name": step["proposal"], "description": "A habit of the team"}
        return "skill_workshop", {**given, "proposal_content": step["text"]}
    if "notebook" in step:
        sort = step.get("cell", "markdown")
        cell = {"new_source": step["text"], "cell_type": sort, "edit_mode": "insert"}
        return "NotebookEdit", {"notebook_path": str(folder / step["notebook"]), **cell}
    if "write" in step:
        place = folder / step["write"].lstrip("/")
        if host == "codex":
            return own.write, {"command": _added(place, step["text"])}
        return own.write, {own.path: str(place), own.text: step["text"]}
    return _edit(host, own, step, folder)


def _edit(host: str, own: Dialect, step: Step, folder: Path) -> tuple[str, dict[str, Any]]:
    place = folder / (step.get("edit") or step["multiedit"])
    if host == "codex":
        return own.edit, {"command": _updated(place, step["old"], step["new"])}
    change = {own.old: step["old"], own.new: step["new"]}
    if "multiedit" in step:
        second = {own.old: "1. Run it.", own.new: "1. Run it twice."}
        return "MultiEdit", {own.path: str(place), "edits": [change, second]}
    return own.edit, {own.path: str(place), **change}


def _added(place: Path, text: str) -> str:
    lines = "".join(f"+{line}\n" for line in text.splitlines())
    return f"*** Begin Patch\n*** Add File: {place}\n{lines}*** End Patch\n"


def _updated(place: Path, old: str, new: str) -> str:
    removed = "".join(f"-{line}\n" for line in old.splitlines())
    added = "".join(f"+{line}\n" for line in new.splitlines())
    return f"*** Begin Patch\n*** Update File: {place}\n@@\n{removed}{added}*** End Patch\n"
