"""`watch`: skill files that anything writes, where no hook sees it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from antidistill.cli import app, faults
from antidistill.cli.options import ModeName
from antidistill.message import said
from antidistill.ui import tr

if TYPE_CHECKING:
    from antidistill.hosts.in_place import Tools

EXAMPLES = (
    ("antidistill watch ~/.claude/skills", "generalise skill files as they appear"),
    ("antidistill watch --tell .", "only say so"),
    ("antidistill watch --once draft.md", "now, and be done"),
)
ABOUT = """Look after folders: skill files that appear or change are generalised where they are.

What is there when it starts is left alone. Originals go into the vault first. A file is on the
disk in full for a moment before: a hook is better, where the agent has one."""


@click.command(
    "watch",
    help=f"{ABOUT}\n\n{app.examples(EXAMPLES)}",
    short_help="Generalise skill files as they appear, where no hook does.",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH…")
@click.option("-m", "--mode", type=ModeName(), metavar="MODE", help="As for writing copies.")
@click.option("--once", is_flag=True, help="Generalise what is there now, and be done.")
@click.option("--tell", is_flag=True, help="Change nothing, only say what would change.")
@click.option(
    "--every",
    type=click.FloatRange(min=0.1),
    default=1.0,
    metavar="SECONDS",
    help="How long to wait between two looks. Default: 1.",
)
def command(paths: tuple[str, ...], mode: str | None, once: bool, tell: bool, every: float) -> int:
    """See above."""
    from antidistill import hooking
    from antidistill.errors import Exit, UsageFault
    from antidistill.hosts.choices import Choice
    from antidistill.hosts.watching import Watcher

    roots = [Path(p) for p in paths]
    if gone := [p for p in roots if not once and not p.exists()]:
        raise UsageFault(said("{gone}: there is no such file or folder", gone=gone[0]))
    tools = hooking.tools(Choice(mode=mode or ""), Path.cwd())
    watcher = Watcher(roots)
    if once:
        failed = _all(watcher.named(), tools, tell=tell)
        return Exit.PARTLY_FAILED if failed else Exit.DONE
    watcher.settle()
    click.echo(tr("watching {paths}; stop with Ctrl-C", paths=", ".join(paths)), err=True)
    while True:
        time.sleep(every)
        _all(watcher.changed(), tools, tell=tell)
        watcher.settle()


def _all(found: Iterator[Path] | Sequence[Path], tools: Tools, *, tell: bool) -> int:
    """How many of the files could not be looked at."""
    return sum(not _one(path, tools, tell=tell) for path in found)


def _one(path: Path, tools: Tools, *, tell: bool) -> bool:
    from antidistill.errors import AntidistillError
    from antidistill.hosts import saying
    from antidistill.hosts.in_place import clean_file

    try:
        cleaned = clean_file(path, tools, write=not tell)
    except AntidistillError as fault:
        faults.say(fault)
        return False
    if cleaned:
        line = saying.still_there(path, cleaned, "antidistill") if tell else ""
        click.echo(line or saying.put_right(path, cleaned), err=True)
    return True
