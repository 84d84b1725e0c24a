"""Looks for a word in every form in which the bytes of a file can hold it."""

from __future__ import annotations

import base64
import binascii
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator

_CODES = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{16,}={0,2}")
_TAGS = re.compile(r"<[^>]*>")


def says(data: bytes, word: str) -> bool:
    """Whether the word can be found in a file, by whatever way."""
    wanted = _plain(word)
    return any(wanted in _plain(view) for view in views(data))


def views(data: bytes, depth: int = 0) -> Iterator[str]:
    """The texts in `data`: in each encoding, unpacked, joined over tags, from base64."""
    for code in _CODES:
        yield data.decode(code, "ignore")
        if code.startswith("utf-16"):
            yield data[1:].decode(code, "ignore")
    text = data.decode("utf-8", "ignore")
    yield _TAGS.sub("", text)
    for found in _BASE64.finditer(data):
        try:
            yield base64.b64decode(found.group() + b"==", validate=False).decode("utf-8", "ignore")
        except binascii.Error:
            continue
    if depth < 3:
        yield from _unpacked(data, depth)


def _unpacked(data: bytes, depth: int) -> Iterator[str]:
    if data.startswith(b"\x89PNG"):
        for at in (m.start() for m in re.finditer(rb"[zi]TXt|iCCP", data)):
            for start in range(at + 4, min(at + 120, len(data))):
                try:
                    yield zlib.decompressobj().decompress(data[start:]).decode("utf-8", "ignore")
                except zlib.error:
                    continue
    if b"PK\x03\x04" not in data[:4]:
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield archive.comment.decode("utf-8", "ignore")
        for info in archive.infolist():
            yield info.filename
            yield (info.extra + info.comment).decode("utf-8", "ignore")
            yield from views(archive.read(info), depth + 1)


def _plain(text: str) -> str:
    even = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s\u200b-\u200f\u00ad\ufeff]", "", even)
