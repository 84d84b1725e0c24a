"""`modes`: which modes there are, what each does with what, and a new one of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from antidistill import files, settings
from antidistill.cli.notice import spoken
from antidistill.cli.options import ModeName
from antidistill.errors import UsageFault
from antidistill.message import said
from antidistill.reports.columns import pad, width
from antidistill.ui import tr

if TYPE_CHECKING:
    from antidistill.finding import Kind
    from antidistill.mode import Action, Mode

_NAME = re.compile(r"[^\W_][\w-]*")
"""Letters of any script, digits, dashes: a folder's name on every system, and no path."""


@click.group("modes", subcommand_metavar="COMMAND …")
def group() -> None:
    """List the modes, show what one does, or start one of your own."""


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
        click.echo(tr("\nin {part} parts:", part=part))
        _table(policy)


@group.command("new")
@click.argument("name")
@click.option(
    "--from",
    "base",
    type=ModeName(),
    default="medium",
    metavar="MODE",
    help="The mode that it extends. Default: medium.",
)
def new(name: str, base: str) -> None:
    """Start mode NAME in your config folder, to be edited."""
    from antidistill.mode import available, load

    at = settings.folders()
    if not _NAME.fullmatch(name):
        raise UsageFault(
            said("{name!r} is no name for a mode: use letters, digits and dashes", name=name)
        )
    if base not in available(at.modes):
        known = ", ".join(available(at.modes))
        raise UsageFault(
            said(
                "there is no mode {base!r} to start from: choose from {known}",
                base=base,
                known=known,
            )
        )
    if name in available(()) and base != name:
        raise UsageFault(
            said(
                "{name} comes with antidistill: choose another name, or start from it with "
                "--from {name}",
                name=name,
            )
        )
    file = at.config / "modes" / name / "mode.toml"
    if file.exists():
        raise UsageFault(said("{file} exists: edit it, or choose another name", file=file))
    files.write_new(file, _draft(name, load(base, at.modes)).encode())
    click.echo(file)
    click.echo(tr("edit it, then: antidistill --mode {name} PATH…", name=name), err=True)


def _draft(name: str, base: Mode) -> str:
    """A mode file that does what `base` does, with each of its lines ready to be changed."""
    from antidistill.finding import Kind
    from antidistill.mode import Action

    kinds = [kind for kind in Kind if kind is not Kind.CRITICAL]
    room = max(len(kind.value) for kind in kinds)
    lines = [
        f"# Does what {base.name} does, but for the lines below without a '#' before them.",
        f"# Actions: {', '.join(action.value for action in Action)}.",
        "# Critical text (safety, law, data protection, licences) is kept in every mode.",
        f'extends = "{base.name}"',
        "",
        "[title]",
        f'en = "{name}"',
        f'zh = "{name}"',
        "",
        "[kinds]",
        *(f'# {kind.value:<{room}} = "{base.action(kind).value}"' for kind in kinds),
        "",
        "# Other actions for a part of a document:",
        "# [part.persona]",
        f'# {Kind.TRAIT.value:<{room}} = "{Action.KEEP.value}"',
    ]
    return "\n".join(lines) + "\n"


def _table(policy: Mapping[Kind, Action]) -> None:
    for kind, action in policy.items():
        click.echo(f"  {kind.value:<10}  {action.value}")
