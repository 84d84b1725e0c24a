"""The shelf: named parts, each a stretch of bytes."""

from __future__ import annotations

import json
import zlib


class Shelf:
    """Parts by name. A name stands for the same thing in every run."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes | memoryview] = {}
        self.changed = False
        """Whether something was put there."""

    def get(self, name: str) -> bytes | memoryview | None:
        """A part; None where there is none of that name."""
        return self._parts.get(name)

    def put(self, name: str, part: bytes) -> None:
        """Put a part there, in the place of an older one."""
        self._parts[name] = part
        self.changed = True

    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._parts)

    def written(self) -> bytes:
        """All of it, for `shelf_from`."""
        sizes = {name: len(part) for name, part in self._parts.items()}
        head = json.dumps(sizes).encode()
        body = b"".join((len(head).to_bytes(4, "big"), head, *self._parts.values()))
        return zlib.crc32(body).to_bytes(4, "big") + body


def shelf_from(data: bytes) -> Shelf | None:
    """The shelf that was written so; None where the bytes are damaged."""
    if len(data) < 8 or zlib.crc32(memoryview(data)[4:]).to_bytes(4, "big") != data[:4]:
        return None
    found = Shelf()
    at = 8 + int.from_bytes(data[4:8], "big")
    for name, size in json.loads(data[8:at]).items():
        found._parts[name] = memoryview(data)[at : at + size]
        at += size
    return found
