"""`vault`: the sealed store of originals, and taking things out of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from antidistill.cli import app, faults, passphrase
from antidistill.cli.restore import SHORT
from antidistill.cli.restore import command as restore
from antidistill.cli.vault_options import opens, place, placed, warn
from antidistill.message import said
from antidistill.ui import tr

if TYPE_CHECKING:
    from antidistill.vault import Entry, OpenVault

EXAMPLES = (
    ("antidistill vault init", "once: choose a passphrase"),
    ("antidistill --in-place notes.md", "the original goes into the vault first"),
    ("antidistill vault list", "what is in it"),
    ("antidistill vault restore 3fa9c1d2 --back", "put an original back in its place"),
)
ABOUT = """Keep originals sealed, outside every project, and give them back.

Sealing needs no passphrase, taking out does. Where there is no terminal the passphrase is read as
a line from standard input. The files are ordinary age files: with the recovery line in a file,
age -d -i FILE opens them too."""


@click.group("vault", subcommand_metavar="COMMAND …", help=f"{ABOUT}\n\n{app.examples(EXAMPLES)}")
def group() -> None:
    """Hold the commands of the vault."""


@group.command("init")
@placed
def init(folder: str | None) -> None:
    """Make the vault: choose a passphrase, get the recovery line."""
    from antidistill.errors import VaultFault
    from antidistill.vault import create

    vault = place(folder)
    if vault.exists:
        raise VaultFault(said("{folder}: there is a vault already", folder=vault.folder))
    warn(vault, [Path.cwd()])
    made = create(vault, passphrase.new())
    click.echo(tr("The vault is in {folder}\n", folder=vault.folder), err=True)
    _show_recovery(made)
    passphrase.confirm_written(made.identity)


@group.command("recovery")
@opens
def recovery_line(folder: str | None, recovery: bool) -> None:
    """Show the recovery line again."""
    _show_recovery(passphrase.opened(place(folder), recovery=recovery))


def _show_recovery(made: OpenVault) -> None:
    click.echo(
        tr(
            "The recovery line below opens the vault without the passphrase. Write "
            "it on paper or\nkeep it in a password manager, not beside the vault. "
            "Whoever has lost both has lost\nwhat is only in the vault.\n"
        ),
        err=True,
    )
    click.echo(made.identity)


@group.command("passphrase")
@opens
def change(folder: str | None, recovery: bool) -> None:
    """Choose another passphrase. Also mends a vault whose key files are gone or damaged."""
    made = passphrase.opened(place(folder), recovery=recovery)
    made.lock(passphrase.new())
    click.echo(
        tr("The vault opens with the new passphrase; the recovery line is the same."), err=True
    )


@group.command("list")
@click.option("--closed", is_flag=True, help="Ask for nothing; tell only ids, days and sizes.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an entry, one a line.")
@opens
def listed(folder: str | None, recovery: bool, closed: bool, as_json: bool) -> int:
    """What is in the vault, oldest first."""
    from antidistill.errors import VaultFault

    vault = place(folder)
    if closed:
        for number in vault.ids():
            found = (vault.folder / number).stat()
            click.echo(_line(number, found.st_mtime, found.st_size))
        return 0
    damaged = 0
    for number, entry in passphrase.opened(vault, recovery=recovery).entries():
        if isinstance(entry, VaultFault):
            damaged += 1
            faults.say(entry)
        elif as_json:
            click.echo(json.dumps({"id": number, **asdict(entry)}, ensure_ascii=False))
        else:
            where = str(Path(entry.folder, entry.name)) if entry.folder else entry.name
            click.echo(_line(number, entry.sealed, entry.size, entry.kind, where))
    if not vault.ids():
        click.echo(tr("The vault is empty."), err=True)
    return VaultFault.exit_code if damaged else 0


@group.command("show")
@click.argument("number", metavar="ID")
@opens
def show(number: str, folder: str | None, recovery: bool) -> None:
    """Print an entry: an original as text, a record as its list."""
    from antidistill.vault.entry import file_name

    vault = place(folder)
    whole = vault.find(number)
    entry, data = passphrase.opened(vault, recovery=recovery).opened(whole)
    click.echo(_about(whole, entry), err=True)
    text = _as_text(data)
    if text is None:
        name = file_name(entry)
        click.echo(
            tr(
                "{name} is no text: antidistill vault restore {whole} -o DIR",
                name=name,
                whole=whole[:SHORT],
            ),
            err=True,
        )
    else:
        click.echo(text, nl=False)


group.add_command(restore)


@group.command("forget")
@click.argument("numbers", nargs=-1, required=True, metavar="ID…")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@placed
def forget(numbers: Sequence[str], yes: bool, folder: str | None) -> None:
    """Remove entries for good. Needs no passphrase, and nothing brings them back."""
    vault = place(folder)
    wanted = [vault.find(n) for n in numbers]
    names = ", ".join(n[:SHORT] for n in wanted)
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("nobody can be asked here: add --yes")
        click.confirm(tr("Remove {names} for good?", names=names), abort=True, err=True)
    for number in wanted:
        vault.forget(number)
    click.echo(tr("removed: {names}", names=names), err=True)


@group.command("export")
@click.argument("target", type=click.Path(file_okay=False), metavar="DIR")
@placed
def export(target: str, folder: str | None) -> None:
    """Copy the vault, sealed as it is, into DIR. Run it again later for what is new."""
    from antidistill import vault as vaults

    vault = place(folder)
    added = vaults.export(vault, Path(target))
    click.echo(
        tr(
            "{target}: {added} of {ids_count} entries were new there",
            target=target,
            added=added,
            ids_count=len(vault.ids()),
        ),
        err=True,
    )


def _about(number: str, entry: Entry) -> str:
    where = str(Path(entry.folder, entry.name)) if entry.folder else entry.name
    return _line(number, entry.sealed, entry.size, entry.kind, where)


def _line(number: str, when: float, size: int, kind: str = "", where: str = "") -> str:
    from antidistill.reports.columns import clean

    day = datetime.fromtimestamp(when, timezone.utc).astimezone()
    return f"{number[:SHORT]}  {day:%Y-%m-%d %H:%M}  {size:>9}  {kind:<8}  {clean(where)}".rstrip()


def _as_text(data: bytes) -> str | None:
    """The data as text, None if it is none; without what would steer a terminal."""
    from antidistill.reports.columns import clean

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    if not sys.stdout.isatty():
        return text
    return "\n".join(clean(line) for line in text.splitlines()) + "\n"
