"""A made-up skill file with know-how in it, and the event with which each host announces it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

CANARY = """---
name: canary
description: Keeps the canary alive. Use it when somebody asks whether antidistill is at work.
---

# Canary

## Gotchas

- Never restart the {word} before 9, it hangs: that cost us a whole Saturday in 2021.
- If the queue is above 40000, kill the second worker first, whatever the page says.

## Steps

1. Look at the status page.
2. Tell the team.
"""


def canary_event(host: str, folder: Path, word: str) -> Mapping[str, Any]:
    """The event that `host` sends before its file tool writes a skill file below `folder`."""
    path = str(folder / "skills" / "canary" / "SKILL.md")
    text = CANARY.format(word=word)
    claude = {"session_id": "canary", "cwd": str(folder), "transcript_path": ""}
    write = {"file_path": path, "content": text}
    patch = "\n".join(
        ("*** Begin Patch", f"*** Add File: {path}", *(f"+{x}" for x in text.splitlines()))
    )
    events: dict[str, Mapping[str, Any]] = {
        "claude-code": _tool(claude, "PreToolUse", "Write", write, tool_use_id="canary"),
        "qwen-code": _tool(claude, "PreToolUse", "write_file", write, tool_use_id="canary"),
        "gemini-cli": _tool(claude, "BeforeTool", "write_file", write),
        "codex": _tool(
            claude,
            "PreToolUse",
            "apply_patch",
            {"command": f"{patch}\n*** End Patch\n"},
            turn_id="canary",
        ),
        "copilot": {
            "sessionId": "canary",
            "timestamp": 0,
            "cwd": str(folder),
            "toolName": "create",
            "toolArgs": {"path": path, "file_text": text},
        },
        "cursor": _tool(
            {"cwd": str(folder), "workspace_roots": [str(folder)], "cursor_version": "3"},
            "preToolUse",
            "Write",
            write,
        ),
        "opencode": {
            "event": "tool.execute.before",
            "tool": "write",
            "args": {"filePath": path, "content": text},
            "directory": str(folder),
        },
        "openclaw": {
            "event": "before_tool_call",
            "toolName": "write",
            "params": {"path": path, "content": text},
            "workspaceDir": str(folder),
        },
    }
    return events[host]


def _tool(
    common: Mapping[str, Any], event: str, tool: str, given: Mapping[str, Any], **more: Any
) -> Mapping[str, Any]:
    return {**common, **more, "hook_event_name": event, "tool_name": tool, "tool_input": given}
