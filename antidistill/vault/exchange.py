"""Putting a copy in the place of its document, which is sealed first."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from pathlib import Path

from antidistill import files
from antidistill.errors import OutputFault
from antidistill.message import said
from antidistill.vault.store import Vault


@dataclass(slots=True)
class Exchange:
    """One run over documents that are changed in place. At every moment a document is whole at its
    place, as it was or as it will be; and once it is as it will be, the vault has it as it was."""

    vault: Vault
    sealed: dict[Path, str] = field(default_factory=dict)
    """The id of each original that was exchanged so far."""
    _seen: dict[Path, bytes] = field(default_factory=dict)

    def saw(self, path: Path, data: bytes) -> None:
        """Remember what was read, so that `put` notices when somebody writes meanwhile."""
        self._seen = {path: data}

    def put(self, path: Path, data: bytes, limit: int) -> None:
        """Seals what is at `path`, then puts `data` there; nothing when they are the same. Raises
        AntidistillError, and then `path` is as it was."""
        present = files.read_bytes(path, limit)
        if present != self._seen.pop(path, present):
            raise OutputFault(
                said("{path}: it changed while it was read, so it was left alone", path=path)
            )
        if present == data:
            return
        target = path.resolve()
        mode = stat.S_IMODE(target.stat().st_mode)
        number = self.vault.seal(present, path.name, folder=target.parent, mode=mode)
        self.sealed[path] = number
        files.replace(path, data)
