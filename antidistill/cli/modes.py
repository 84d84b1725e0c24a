"""`modes`: which modes there are, and what each does with what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from antidistill import settings
from antidistill.cli.notice import spoken
from antidistill.cli.options import ModeName
from antidistill.reports.columns import pad, width

if TYPE_CHECKING:
    from antidistill.finding import Kind
    from antidistill.mode import Action


@click.group("modes")
def group() -> None:
    """List the modes, or show what one does."""


@group.command("list")
def listed() -> None:
    """The modes there are, with their purpose."""
    from antidistill.mode import available, load

    folders, language = settings.folders().modes, spoken()
    found = [load(name, folders) for name in available(folders)]
    room = max(width(mode.name) for mode in found)
    for mode in found:
        purpose = mode.summary.of(language) or mode.title.of(language)
        click.echo(f"{pad(mode.name, room)}  {purpose}")


@group.command("show")
@click.argument("name", type=ModeName())
def shown(name: str) -> None:
    """What mode NAME does with each kind of finding."""
    from antidistill.finding import Kind
    from antidistill.mode import load

    mode = load(name, settings.folders().modes)
    title, summary = mode.title.of(spoken()), mode.summary.of(spoken())
    click.echo(f"{mode.name}: {title}" if title.lower() != mode.name else mode.name)
    if summary:
        click.echo(summary)
    click.echo(f"({mode.path})\n")
    _table({kind: mode.action(kind) for kind in Kind})
    for part, policy in mode.parts.items():
        click.echo(f"\nin {part} parts:")
        _table(policy)


def _table(policy: Mapping[Kind, Action]) -> None:
    for kind, action in policy.items():
        click.echo(f"  {kind.value:<10}  {action.value}")
