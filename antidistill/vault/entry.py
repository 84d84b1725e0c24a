"""What is sealed: the bytes, with a first line that says what they are."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import PurePosixPath, PureWindowsPath

from antidistill.errors import VaultFault
from antidistill.message import said

VERSION = 1
ORIGINAL, RECORD, SETTINGS = "original", "record", "settings"
"""A document as it was; the list of what was withheld from one; a settings file of a host."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one file of the vault holds. All of it is sealed: outside, nothing tells it."""

    name: str
    """The file's name, without its folder."""
    kind: str = ORIGINAL
    folder: str = ""
    """Where it stood, '' when that is of no use."""
    mode: int = 0o600
    """Its permissions there."""
    sealed: int = 0
    """When, in seconds since 1970."""
    size: int = 0
    """Bytes."""
    sha256: str = ""


def pack(entry: Entry, data: bytes) -> bytes:
    """One line of JSON, then the bytes as they are."""
    head = {"v": VERSION, **asdict(entry)}
    return json.dumps(head, ensure_ascii=True).encode("ascii") + b"\n" + data


def unpack(blob: bytes) -> tuple[Entry, bytes]:
    """What `pack` was given; VaultFault when it is of a later version or not whole."""
    line, _, data = blob.partition(b"\n")
    try:
        head = json.loads(line)
        version = head.pop("v")
        if version != VERSION:
            raise VaultFault(
                said(
                    "written by a later version (format {version}): update antidistill",
                    version=version,
                )
            )
        entry = Entry(**{f.name: head[f.name] for f in fields(Entry)})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise VaultFault("no entry of a vault") from None
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise VaultFault("damaged: its checksum does not fit")
    return entry, data


def file_name(entry: Entry) -> str:
    """The name under which an entry may be written: never a path, whatever the entry says."""
    name = PureWindowsPath(PurePosixPath(entry.name).name).name
    return name if name not in ("", ".", "..") and "\0" not in name else "restored"
