"""Where the vault of a call is: the options that all commands about it share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from antidistill import settings
from antidistill.cli import faults
from antidistill.ui import tr

if TYPE_CHECKING:
    from antidistill.vault import Vault


def placed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --vault, as `folder`."""
    return click.option(
        "--vault",
        "folder",
        type=click.Path(file_okay=False),
        metavar="DIR",
        help="The folder of the vault, such as one on a stick. Default: in your data folder.",
    )(function)


def opens(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same with the option --recovery."""
    return placed(
        click.option(
            "--recovery", is_flag=True, help="Open it with the recovery line, not the passphrase."
        )(function)
    )


def place(folder: str | None) -> Vault:
    """The vault of a call: in that folder, else in the user's data folder."""
    from antidistill.vault import Vault

    return Vault(Path(folder) if folder else settings.folders().data / "vault")


def warn(vault: Vault, documents: Sequence[Path] = ()) -> None:
    """Tell what speaks against the vault's folder."""
    from antidistill.vault import concerns

    for concern in concerns(vault.folder, documents):
        faults.say(tr("warning: {concern}; choose another folder with --vault", concern=concern))
