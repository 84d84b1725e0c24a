"""The folder of the vault: what is in it, sealing into it, opening it."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from antidistill import files
from antidistill.errors import OutputFault, VaultFault, reason_of
from antidistill.message import said
from antidistill.vault import sealing
from antidistill.vault.entry import ORIGINAL, Entry, pack, unpack

IDENTITY, RECIPIENT = "identity.age", "recipient.txt"
_ID = re.compile(r"[0-9a-f]{32}")
_LEAST_OF_ID = 4
"""Characters of an id from which it may be shortened."""
NONE_YET = "there is no vault yet: make one with antidistill vault init"


@dataclass(frozen=True, slots=True)
class Vault:
    """A vault that is closed: one can put things in and see how many there are."""

    folder: Path

    @property
    def exists(self) -> bool:
        """Whether something can be sealed."""
        return (self.folder / RECIPIENT).is_file()

    def seal(
        self,
        data: bytes,
        name: str,
        *,
        kind: str = ORIGINAL,
        folder: Path | str = "",
        mode: int = 0o600,
    ) -> str:
        """Seals `data` and returns its id, once it is on the disk and was read back; VaultFault
        without a vault, OutputFault when it cannot be written. Needs no passphrase."""
        recipient = self._recipient()
        checksum = hashlib.sha256(data).hexdigest()
        entry = Entry(name, kind, str(folder), mode, int(time.time()), len(data), checksum)
        blob = sealing.seal(pack(entry, data), recipient)
        number = secrets.token_hex(16)
        _make_private(self.folder)
        files.write_new(self.folder / number, blob, files.PRIVATE)
        if self.blob(number) != blob:
            raise OutputFault(
                said("{folder}: what was written reads back differently", folder=self.folder)
            )
        return number

    def ids(self) -> tuple[str, ...]:
        """The ids of all entries, in the order in which they came."""
        if not self.folder.is_dir():
            return ()
        found = [p for p in self.folder.iterdir() if _ID.fullmatch(p.name) and p.is_file()]
        return tuple(p.name for p in sorted(found, key=lambda p: (p.stat().st_mtime_ns, p.name)))

    def find(self, start: str) -> str:
        """The one id that begins so; VaultFault when there is none, or more than one."""
        wanted = start.strip().lower()
        found = [i for i in self.ids() if i.startswith(wanted)]
        if len(wanted) < _LEAST_OF_ID or not found:
            raise VaultFault(
                said("{start}: no such entry; antidistill vault list shows them", start=start)
            )
        if len(found) > 1:
            raise VaultFault(
                said(
                    "{start}: {found_count} entries begin so; give more of the id",
                    start=start,
                    found_count=len(found),
                )
            )
        return found[0]

    def blob(self, number: str) -> bytes:
        """An entry as it lies there, sealed."""
        return _read(self.folder / number)

    def forget(self, number: str) -> None:
        """Removes an entry for good."""
        try:
            (self.folder / number).unlink()
        except OSError as fault:
            raise VaultFault(
                said(
                    "{number}: cannot be removed: {words}",
                    number=number[:8],
                    words=reason_of(fault),
                )
            ) from None

    def unlocked(self, passphrase: str) -> OpenVault:
        """The vault, open; VaultFault when the passphrase is wrong."""
        if not (self.folder / IDENTITY).is_file():
            raise VaultFault(said("{folder}: {none_yet}", folder=self.folder, none_yet=NONE_YET))
        return OpenVault(self, sealing.unlock(_read(self.folder / IDENTITY), passphrase))

    def recovered(self, line: str) -> OpenVault:
        """The vault, opened with its recovery line; VaultFault when it is that of another."""
        identity = line.strip().upper()
        public = sealing.recipient_of(identity)
        if self.exists and public != (known := self._recipient()) and sealing.is_recipient(known):
            raise VaultFault("this recovery line belongs to another vault")
        return OpenVault(self, identity)

    def _recipient(self) -> str:
        if not self.exists:
            raise VaultFault(said("{folder}: {none_yet}", folder=self.folder, none_yet=NONE_YET))
        return _read(self.folder / RECIPIENT).decode("ascii", "replace").strip()


@dataclass(frozen=True, slots=True)
class OpenVault:
    """A vault with its key in hand."""

    vault: Vault
    identity: str
    """The recovery line."""

    def restore(self, number: str) -> bytes:
        """What was sealed under that id, byte for byte; VaultFault when it is damaged."""
        return self.opened(number)[1]

    def opened(self, number: str) -> tuple[Entry, bytes]:
        """The same with what is known about it."""
        try:
            return unpack(sealing.unseal(self.vault.blob(number), self.identity))
        except VaultFault as fault:
            raise VaultFault(said("{number}: {fault}", number=number[:8], fault=fault)) from None

    def entries(self) -> Iterator[tuple[str, Entry | VaultFault]]:
        """Id and content of all entries, oldest first; in the place of a damaged one its fault."""
        for number in self.vault.ids():
            try:
                yield number, self.opened(number)[0]
            except VaultFault as fault:
                yield number, fault

    def lock(self, passphrase: str) -> None:
        """Puts another passphrase in the place of the present one, and mends what else is missing
        of a vault but its entries."""
        folder = self.vault.folder
        if not self._fits():
            raise VaultFault("this key opens none of the entries: nothing was changed")
        _make_private(folder)
        files.replace(folder / IDENTITY, sealing.lock(self.identity, passphrase), files.PRIVATE)
        public = sealing.recipient_of(self.identity).encode("ascii") + b"\n"
        files.replace(folder / RECIPIENT, public, files.PRIVATE)

    def _fits(self) -> bool:
        """Whether some entry opens, or there are none."""
        found = [entry for _, entry in self.entries()]
        return not found or any(isinstance(entry, Entry) for entry in found)


def create(vault: Vault, passphrase: str) -> OpenVault:
    """A new vault, whose key lies under the passphrase. VaultFault when there is one already, or
    entries that only the key of an earlier one opens."""
    if vault.exists:
        raise VaultFault(said("{folder}: there is a vault already", folder=vault.folder))
    if vault.ids():
        raise VaultFault(
            said(
                "{folder}: there are sealed entries and no {recipient}: antidistill "
                "vault passphrase mends it",
                folder=vault.folder,
                recipient=RECIPIENT,
            )
        )
    made = OpenVault(vault, sealing.new_identity())
    made.lock(passphrase)
    return made


def export(vault: Vault, target: Path) -> int:
    """Copies the vault, sealed as it is, into `target`; how many entries were not there yet. Never
    over a file that is another: VaultFault when `target` holds another vault."""
    if not vault.exists:
        raise VaultFault(said("{folder}: {none_yet}", folder=vault.folder, none_yet=NONE_YET))
    key = vault.blob(RECIPIENT)
    if (target / RECIPIENT).exists() and _read(target / RECIPIENT) != key:
        raise VaultFault(
            said("{target}: there is another vault in it; choose an empty folder", target=target)
        )
    _make_private(target)
    for name in (IDENTITY, RECIPIENT):
        files.replace(target / name, vault.blob(name), files.PRIVATE)
    missing = [number for number in vault.ids() if not (target / number).exists()]
    for number in missing:
        files.write_new(target / number, vault.blob(number), files.PRIVATE)
    return len(missing)


def _make_private(folder: Path) -> None:
    """The folder, for its owner alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix" and folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as fault:
        raise OutputFault(
            said(
                "{folder}: cannot be used as a vault: {words}",
                folder=folder,
                words=reason_of(fault),
            )
        ) from None
    with suppress(OSError):
        files.clean_leftovers(folder)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise VaultFault(
            said("{path}: cannot be read: {words}", path=path, words=reason_of(fault))
        ) from None
