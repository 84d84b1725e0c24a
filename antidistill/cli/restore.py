"""`vault restore`: taking originals out of the vault."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from antidistill.cli import passphrase
from antidistill.cli.vault_options import opens, place
from antidistill.errors import UsageFault
from antidistill.message import said

if TYPE_CHECKING:
    from antidistill.vault import Entry, Vault

SHORT = 8
"""Characters of an id that are shown."""


@click.command("restore")
@click.argument("numbers", nargs=-1, metavar="ID…")
@click.option("-o", "--output", type=click.Path(), metavar="DIR|FILE|-", help="Where it goes.")
@click.option(
    "--back",
    is_flag=True,
    help="Put it in the place where it was; what stands there now is sealed first.",
)
@click.option("--force", is_flag=True, help="With -o: replace a file that is there.")
@click.option("--all", "every", is_flag=True, help="Everything in the vault.")
@opens
def command(
    numbers: Sequence[str],
    output: str | None,
    back: bool,
    every: bool,
    force: bool,
    folder: str | None,
    recovery: bool,
) -> None:
    """Take originals out of the vault, byte for byte. The entries stay in it."""
    if back == bool(output):
        raise click.UsageError("say where it goes: -o DIR, or --back for the place where it was")
    if force and back:
        raise click.UsageError("--back needs no --force: what stands there is sealed")
    if every == bool(numbers):
        raise click.UsageError("name the entries by their ids, or --all")
    vault = place(folder)
    wanted = vault.ids() if every else [vault.find(n) for n in numbers]
    made = passphrase.opened(vault, recovery=recovery)
    for number in wanted:
        entry, data = made.opened(number)
        target = _put_back(vault, entry, data) if back else _put(entry, data, str(output), force)
        if target:
            click.echo(f"{number[:SHORT]} → {target}", err=True)


def _put_back(vault: Vault, entry: Entry, data: bytes) -> Path:
    from antidistill import files
    from antidistill.cli.desk import LARGEST
    from antidistill.vault import Exchange
    from antidistill.vault.entry import file_name

    if not entry.folder:
        raise UsageFault(
            said("{name}: it has no place of its own; name one with -o", name=entry.name)
        )
    target = Path(entry.folder, file_name(entry))
    if target.exists():
        Exchange(vault).put(target, data, LARGEST)
    else:
        files.write_new(target, data, entry.mode & 0o777)
    return target


def _put(entry: Entry, data: bytes, output: str, force: bool) -> Path | None:
    from antidistill import files
    from antidistill.vault.entry import file_name

    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return None
    named = Path(output)
    is_file = bool(named.suffix) and named.suffix == Path(entry.name).suffix and not named.is_dir()
    target = named if is_file else named / file_name(entry)
    (files.replace if force else files.write_new)(target, data, files.PRIVATE)
    return target
