"""The hosts: agent programs that antidistill plugs into, a module each, listed in `HOSTS`. What
else it can be installed in is listed in `targets`, which a hook never loads."""

from __future__ import annotations

from antidistill.errors import UsageFault
from antidistill.hosts.base import Arguments, Host
from antidistill.hosts.claude_code import ClaudeCode
from antidistill.hosts.codex import Codex
from antidistill.hosts.copilot import Copilot
from antidistill.hosts.cursor import Cursor
from antidistill.hosts.gemini_cli import GeminiCli
from antidistill.hosts.openclaw import OpenClaw
from antidistill.hosts.opencode import Opencode
from antidistill.hosts.qwen_code import QwenCode
from antidistill.message import said

MEMBERS = (
    ClaudeCode(), Codex(), OpenClaw(), GeminiCli(), Copilot(), QwenCode(), Opencode(), Cursor(),
)  # fmt: skip
"""Adding a host is adding it here."""

HOSTS: dict[str, Host] = {one.name: one for one in MEMBERS}


def host_named(name: str) -> Host:
    """The host of that name; UsageFault naming the others."""
    if name not in HOSTS:
        raise UsageFault(
            said("no host is called {name!r}; there are {hosts}", name=name, hosts=", ".join(HOSTS))
        )
    return HOSTS[name]


def speaking(payload: Arguments, named: Host) -> Host:
    """The host that a payload comes from, `named` when it could be any."""
    return next((one for one in MEMBERS if one.speaks(payload)), named)


__all__ = ["HOSTS", "MEMBERS", "Host", "host_named", "speaking"]
