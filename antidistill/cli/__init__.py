"""The command line: a module a command, and the group that holds them."""

from __future__ import annotations

import click

from antidistill import __version__
from antidistill.cli.app import Antidistill, examples
from antidistill.ui import LANGUAGES

EXAMPLES = (
    ("antidistill preview notes.md", "see every change; writes nothing"),
    ("antidistill --mode heavy notes.md", "write handover/notes.md"),
    ("antidistill scan notes.md", "see what the document gives away"),
)

ABOUT = """Write a generalised copy of a document, and leave the original alone.

What only you know goes out, what everyone knows comes in, what the firm has anyway stays. Safety,
legal and compliance text is never changed, and nothing leaves this machine unless you name the
claude engine or an address.

PATH is a document (Markdown, text, Word, HTML, PDF, CSV, notebook), a folder or archive of them, or
- for standard input. A file that is called like a command is written ./NAME. Modes, by how closely
the reader looks: light for one who checks every line, medium for a busy lead, heavy for one who
skims."""


@click.group(
    cls=Antidistill,
    help=f"{ABOUT}\n\n{examples(EXAMPLES)}",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--ui",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help="Language of messages, help and reports. Default: that of your locale.",
)
@click.version_option(__version__, message="antidistill %(version)s")
def main() -> None:
    """Hold the commands; `antidistill.cli.app` finds the one that is meant."""
