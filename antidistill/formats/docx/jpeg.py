"""A JPEG file down to what draws it: tables, frame and scans, without a change to one pixel."""

from __future__ import annotations

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC8}
_TABLES = frozenset({0xDB, 0xDD})
_ADOBE = 0xEE
_HEAD = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_BARE_HEAD = b"\xff\xd8"


def bare(data: bytes) -> bytes | None:
    """`data` without camera data, comments, colour profiles, thumbnails and whatever follows its
    end; None if it is no JPEG file that can be walked through."""
    if data[:2] != b"\xff\xd8":
        return None
    out, at, adobe, scans = bytearray(), 2, False, 0
    while at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            head = _BARE_HEAD if adobe else _HEAD
            return head + bytes(out) + b"\xff\xd9" if scans else None
        if marker in _ALONE or marker == _START:
            at += 2
            continue
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + 2 + size]
        if size < 2 or len(segment) < 2 + size:
            return None
        at += 2 + size
        if marker in _FRAMES or marker in _TABLES:
            out += segment
        elif marker == _ADOBE and segment[4:9] == b"Adobe" and size >= 14:
            adobe = True
            out += b"\xff\xee\x00\x0eAdobe" + segment[9:16]
        elif marker == _SCAN:
            stop = _scan_end(data, at)
            out += segment + data[at:stop]
            at, scans = stop, scans + 1
    return None


def _scan_end(data: bytes, at: int) -> int:
    """Where the next marker stands behind a scan, which stuffs every FF in it."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or data[at + 1] in _ALONE:
            at += 2
        else:
            return at
