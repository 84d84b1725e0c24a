"""`mcp`: a small server of the Model Context Protocol, for hosts without a shell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from antidistill.cli import app

if TYPE_CHECKING:
    from antidistill.edit import Edit

EXAMPLES = (("claude mcp add --transport stdio antidistill -- antidistill mcp", "in Claude Code"),)
ABOUT = """Serve `scan`, `preview` and `sanitise` to an agent over standard input and output.

Wants the extra: pip install 'antidistill[mcp]'. A model calls these when it likes, so this
intercepts nothing: `antidistill install` does. Nothing is written, nothing leaves the machine."""


@click.command(
    "mcp",
    help=f"{ABOUT}\n\n{app.examples(EXAMPLES)}",
    short_help="Serve scan, preview and sanitise to an agent.",
)
def command() -> int:
    """Serve until the host hangs up."""
    server().run()
    return 0


def server() -> Any:
    """The server with its tools; UsageFault when the extra is not installed."""
    from antidistill.errors import UsageFault

    try:
        from mcp.server import MCPServer
    except ImportError:
        raise UsageFault("the server wants an extra: pip install 'antidistill[mcp]'") from None
    made = MCPServer("antidistill")
    for tool in (scan, preview, sanitise):
        made.tool()(tool)
    return made


def scan(text: str) -> str:
    """Say how much a work document gives away (0 to 100), and where: line, kind, reason."""
    from antidistill import exposure, pipeline
    from antidistill.formats import format_for

    form = format_for("notes.md")
    document = form.read(text.encode(), "notes.md", "utf-8")
    found = pipeline.scan(document)
    rows = [f"exposure {found.exposure.score} of 100 ({', '.join(found.exposure.reasons)})"]
    for one in (f for f in found.findings if f.kind in exposure.WEIGHTS):
        line = document.text.count("\n", 0, one.span.start) + 1
        rows.append(f"line {line}: {one.kind.value} ({one.note})")
    return "\n".join(rows)


def preview(text: str, mode: str = "medium") -> str:
    """Say what a generalised copy of a work document would change, line by line, with reasons;
    mode is light, medium or heavy."""
    from antidistill.hosts.saying import summary

    edits = _edits(text, mode)
    return summary([("the text", text, edits)]) if edits else "Nothing in it would be generalised."


def sanitise(text: str, mode: str = "medium") -> str:
    """Return a generalised copy of a work document (Markdown or plain text): the user's own
    know-how goes out, what everyone knows comes in; mode is light, medium or heavy."""
    from antidistill.edit import apply_edits

    return apply_edits(text, _edits(text, mode))


def _edits(text: str, mode: str) -> tuple[Edit, ...]:
    from antidistill.cli.generaliser import generaliser

    return generaliser(Path.cwd(), mode)("notes.md", text)
