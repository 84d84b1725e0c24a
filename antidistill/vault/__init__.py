"""The vault: a sealed store of originals and of what was withheld, outside every project.

    vault = Vault(folders.data / "vault")
    number = vault.seal(data, "notes.md")           # needs no passphrase
    vault.unlocked(passphrase).restore(number)      # the same bytes

Each file in it is an ordinary age file, which `age -d` opens too.
"""

from __future__ import annotations

from antidistill.vault.entry import ORIGINAL, RECORD, SETTINGS, Entry
from antidistill.vault.exchange import Exchange
from antidistill.vault.place import concerns
from antidistill.vault.store import OpenVault, Vault, create, export

__all__ = [
    "ORIGINAL",
    "RECORD",
    "SETTINGS",
    "Entry",
    "Exchange",
    "OpenVault",
    "Vault",
    "concerns",
    "create",
    "export",
]
