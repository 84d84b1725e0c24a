"""Originals are kept before anything is changed in place."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from antidistill.vault import Vault


class Keeper(Protocol):
    """Keeps bytes outside every project."""

    def keep(self, data: bytes, path: Path) -> None:
        """Keep `data`, which stands at `path`. Raises AntidistillError, and then nothing may be
        changed."""
        ...


@dataclass(frozen=True, slots=True)
class VaultKeeper:
    """Seals them in the user's vault."""

    vault: Vault
    known: Path
    """A folder of marks for what was sealed already, so that a filter which runs at every look of
    Git does not seal the same text each time. Hashes only."""
    kind: str = "original"

    def keep(self, data: bytes, path: Path) -> None:
        """VaultFault when there is no vault: then nothing is changed."""
        import hashlib

        mark = self.known / hashlib.sha256(data).hexdigest()[:40]
        with suppress(OSError):
            number = mark.read_text(encoding="ascii")
            if (self.vault.folder / number).is_file():
                return
        number = self.vault.seal(data, path.name, kind=self.kind, folder=path.parent)
        with suppress(OSError):
            self.known.mkdir(mode=0o700, parents=True, exist_ok=True)
            mark.write_text(number, encoding="ascii")
