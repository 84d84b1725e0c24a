"""The entries of the cache: one small file for each run."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from antidistill import files
from antidistill.errors import AntidistillError

MOST = 500
"""Runs that are remembered; the oldest ones go."""
_KEY = "key"
_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to."""

    changed: bool
    """Whether it found something to generalise."""
    copies: tuple[str, ...] = ()
    """The stamps of the files that it wrote."""


class Memory:
    """Remembers runs in a folder of its own. Names and stamps are hashed with a key that never
    leaves the folder, so that nobody can tell from it that a text they know was handled here."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._secret = b""

    def known(self, run: str) -> Outcome | None:
        """What that run came to; None when it is not known, or its entry is damaged."""
        try:
            data = json.loads(self._file(run).read_text(encoding="ascii"))
            return Outcome(bool(data["changed"]), tuple(map(str, data["copies"])))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, run: str, outcome: Outcome) -> None:
        """Remember it. A cache that cannot be written is none."""
        text = json.dumps({"changed": outcome.changed, "copies": outcome.copies})
        with suppress(OSError, AntidistillError):
            files.replace(self._file(run), text.encode("ascii"), files.PRIVATE)
            for file in self._entries()[MOST:]:
                file.unlink(missing_ok=True)

    def stamps(self, paths: Iterable[Path]) -> tuple[str, ...]:
        """A stamp for each file: its place and its content. '' for one that cannot be read."""
        return tuple(self._stamp(path) for path in paths)

    def is_as_left(self, outcome: Outcome, paths: Sequence[Path]) -> bool:
        """Whether the files are those that the run wrote, byte for byte."""
        return self.stamps(paths) == outcome.copies

    def size(self) -> tuple[int, int]:
        """How many runs are remembered, and how many bytes that takes."""
        entries = self._entries()
        return len(entries), sum(file.stat().st_size for file in entries)

    def clear(self) -> int:
        """Forget all runs, and the key; how many there were."""
        entries = self._entries()
        for file in (*entries, self._folder / _KEY):
            file.unlink(missing_ok=True)
        self._secret = b""
        return len(entries)

    def _entries(self) -> list[Path]:
        """The newest first."""
        found = self._folder.glob(f"*{_SUFFIX}") if self._folder.is_dir() else ()
        return sorted(found, key=lambda file: file.stat().st_mtime_ns, reverse=True)

    def _file(self, run: str) -> Path:
        return self._folder / f"{self._hashed(run.encode())}{_SUFFIX}"

    def _stamp(self, path: Path) -> str:
        try:
            data = path.read_bytes()
        except OSError:
            return ""
        return self._hashed(os.fsencode(path.resolve()) + b"\0" + data)

    def _hashed(self, data: bytes) -> str:
        return hashlib.blake2b(data, key=self._secret or self._key(), digest_size=24).hexdigest()

    def _key(self) -> bytes:
        file = self._folder / _KEY
        with suppress(AntidistillError):
            files.write_new(file, secrets.token_bytes(32), files.PRIVATE)
        try:
            self._secret = file.read_bytes()[:64]
        except OSError:
            # nothing can be kept here: a key for this run alone
            self._secret = secrets.token_bytes(32)
        return self._secret
