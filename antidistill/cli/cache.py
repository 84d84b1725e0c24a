"""`cache`: what earlier runs came to, in hashes."""

from __future__ import annotations

import click

from antidistill import cache
from antidistill.message import counted
from antidistill.reports.columns import clean
from antidistill.ui import shown, tr


@click.group("cache")
def group() -> None:
    """Show or clear the memory of earlier runs: hashes, no text."""


@group.command("show")
def show() -> None:
    """Where the cache lies, and how much is in it."""
    folder = cache.folder()
    runs, size = cache.Memory(folder).size()
    click.echo(clean(str(folder)))
    told = counted("{n} run", "{n} runs", runs)
    click.echo(tr("{runs}, {size} bytes", runs=told, size=size))


@group.command("clear")
def clear() -> None:
    """Forget all runs: the next one does everything again."""
    runs = cache.Memory(cache.folder()).clear()
    click.echo(shown(counted("{n} run forgotten", "{n} runs forgotten", runs)), err=True)
