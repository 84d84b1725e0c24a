"""`filter`: what Git calls when a file goes into a commit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from antidistill.message import said

if TYPE_CHECKING:
    from antidistill.hosts.in_place import Tools


@click.group("filter", subcommand_metavar="COMMAND …")
def group() -> None:
    """Git's clean filter; `antidistill install git` sets it up."""


@group.command("clean")
@click.option("--path", required=True, metavar="PATH", help="The file, as Git names it.")
def clean(path: str) -> int:
    """Generalise standard input to standard output. The original goes into the vault."""
    data = sys.stdin.buffer.read()
    sys.stdout.buffer.write(cleaned(data, path, _tools()))
    sys.stdout.buffer.flush()
    return 0


@group.command("process")
def process() -> int:
    """The same for many files in one process. Speaks Git's long-running protocol."""
    from antidistill.hosts.packets import serve

    tools = _tools()
    serve(sys.stdin.buffer, sys.stdout.buffer, lambda data, path: cleaned(data, path, tools))
    return 0


@group.command("seen", context_settings={"ignore_unknown_options": True})
@click.argument("rest", nargs=-1)
def seen(rest: tuple[str, ...]) -> int:
    """Keep the full texts that Git is about to overwrite. For Git's file-system monitor hook."""
    from antidistill import hooking

    del rest
    return hooking.before_overwriting()


def cleaned(data: bytes, path: str, tools: Tools) -> bytes:
    """The text that goes into the commit: cleaning it again changes nothing. Raises
    AntidistillError, and then Git must not take the file."""
    from antidistill.cli.generaliser import settled
    from antidistill.errors import UnreadableInput
    from antidistill.hosts.recognising import changes

    try:
        text = data.decode("utf-8")
    except ValueError:
        raise UnreadableInput(
            said("{path}: is no text in UTF-8, so it cannot be generalised", path=path)
        ) from None
    new = settled(lambda _, now: changes(path, now, tools.clean), path, text).encode()
    if new != data:
        tools.keeper.keep(data, Path.cwd() / path)
    return new


def _tools() -> Tools:
    from antidistill import hooking, settings
    from antidistill.hosts.choices import choice_for

    here = Path.cwd()
    return hooking.tools(choice_for(here, settings.folders().data), here)
