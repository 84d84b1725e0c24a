"""`cache`: what earlier runs came to, in hashes, and what is the same at every start."""

from __future__ import annotations

from contextlib import suppress

import click

from antidistill import cache, ready, settings, starting
from antidistill.message import counted
from antidistill.reports.columns import clean
from antidistill.ui import shown, tr


@click.group("cache", subcommand_metavar="COMMAND …")
def group() -> None:
    """Show or clear what earlier runs left to be quick.

    What they came to, in hashes, and what is the same at every start: none of your text."""


@group.command("show")
def show() -> None:
    """Where the cache lies, and how much is in it."""
    folder = settings.folders().cache
    runs, size = cache.Memory(folder).size()
    click.echo(clean(str(folder)))
    told = counted("{n} run", "{n} runs", runs)
    click.echo(tr("{runs}, {size} bytes", runs=told, size=size))
    with suppress(FileNotFoundError):
        size = starting.shelf_file(folder).stat().st_size
        click.echo(tr("patterns and tables of the program itself: {size} bytes", size=size))


@group.command("clear")
def clear() -> None:
    """Forget all runs: the next one does everything again."""
    folder = settings.folders().cache
    runs = cache.Memory(folder).clear()
    ready.use(None)
    starting.shelf_file(folder).unlink(missing_ok=True)
    click.echo(shown(counted("{n} run forgotten", "{n} runs forgotten", runs)), err=True)
