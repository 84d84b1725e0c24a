"""`hook`: what the hosts call. `python -m antidistill` and the installed command answer it before
this module is loaded; this one is for callers that go through the command line itself."""

from __future__ import annotations

import click

from antidistill.cli import app

EXAMPLES = (("antidistill hook claude-code < event.json", "what the answer to an event would be"),)
ABOUT = """Answer an event of an agent program, from standard input to standard output.

`antidistill install HOST` sets this up; `antidistill doctor HOST` tells whether it works."""


@click.command(
    "hook",
    help=f"{ABOUT}\n\n{app.examples(EXAMPLES)}",
    short_help="Answer an agent program; install sets this up.",
)
@click.argument("host", metavar="HOST")
def command(host: str) -> int:
    """See `antidistill.hooking`."""
    from antidistill import hooking

    return hooking.main([host])
