"""A made-up skill file with know-how in it."""

from __future__ import annotations

from pathlib import Path

from antidistill.hosts.base import Arguments, Host

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


def canary_event(host: Host, folder: Path, word: str) -> Arguments:
    """What `host` sends before its file tool writes the canary below `folder`."""
    path = str(folder / "skills" / "canary" / "SKILL.md")
    return host.writing(folder, path, CANARY.format(word=word))
