"""Asking for what opens the vault. Never on the command line, where every process can read it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from antidistill.errors import UsageFault
from antidistill.message import said
from antidistill.ui import tr

if TYPE_CHECKING:
    from antidistill.vault import OpenVault, Vault


def opened(vault: Vault, *, recovery: bool) -> OpenVault:
    """The vault, opened with the passphrase or the recovery line; raises VaultFault."""
    if recovery:
        return vault.recovered(asked(tr("Recovery line")))
    return vault.unlocked(asked(tr("Passphrase of the vault")))


def asked(question: str) -> str:
    """A secret: typed unseen at a terminal, else the next line of standard input."""
    if sys.stdin.isatty():
        answer: str = click.prompt(question, hide_input=True, err=True)
        return answer
    line = sys.stdin.readline()
    if not line.strip():
        raise UsageFault(said("{question}: nothing came on standard input", question=question))
    return line.rstrip("\r\n")


def new() -> str:
    """A passphrase for the first time, typed twice at a terminal."""
    click.echo(
        tr(
            "Choose a passphrase: four or more words that nobody would guess. It is "
            "needed to take\nsomething out of the vault; to put something in it is "
            "not."
        ),
        err=True,
    )
    first = asked(tr("New passphrase"))
    if sys.stdin.isatty() and asked(tr("The same again")) != first:
        raise UsageFault("the two passphrases differ: nothing was changed; try again")
    return first


def confirm_written(line: str) -> None:
    """Ask for the end of the recovery line, so that it is known to be written down."""
    if not sys.stdin.isatty():
        return
    end = line[-6:]
    while True:
        answer: str = click.prompt(tr("Its last six characters, once you have it"), err=True)
        if answer.strip().upper() == end:
            return
        click.echo(tr("That is not how it ends."), err=True)
