"""Looks for words in every form in which the bytes of a file can hold them."""

from __future__ import annotations

import base64
import binascii
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

_CODES = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/_-]{4}[\r\n]{0,2}){4,}[A-Za-z0-9+/_-]{0,3}={0,2}")
_TAGS = re.compile(r"<[^>]*>")
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
"""How data begins that zlib packed: chunks of pictures, streams of a PDF."""
_MOST = 1_000_000
"""Characters of a chunk that are looked through: pixels are no words."""
_DEEPEST = 3


def says(data: bytes, word: str) -> bool:
    """Whether the word can be found in a file, by whatever way."""
    return bool(said_of(data, [word]))


def said_of(data: bytes, words: Iterable[str]) -> list[str]:
    """Those of the words that can be found in a file."""
    left = {word: _plain(word) for word in words}
    found: list[str] = []
    for view in views(data):
        text = _plain(view)
        met = [word for word, plain in left.items() if plain in text]
        found += met
        left = {word: plain for word, plain in left.items() if word not in met}
    return sorted(found)


def views(data: bytes, depth: int = 0) -> Iterator[str]:
    """The texts in `data`: in each encoding, unpacked, joined over tags, from base64, entities and
    percent codes."""
    for code in _CODES:
        yield data.decode(code, "ignore")
        if code.startswith("utf-16"):
            yield data[1:].decode(code, "ignore")
    text = data.decode("utf-8", "ignore")
    yield _TAGS.sub("", text)
    if "&" in text:
        yield unescape(_TAGS.sub("", text))
        yield unescape(text)
    if "%" in text:
        yield unquote(text)
    if depth < _DEEPEST:
        for inner in (*_from_base64(data), *_unpacked(data)):
            yield from views(inner, depth + 1)
        yield from _from_zip(data, depth)


def _from_base64(data: bytes) -> Iterator[bytes]:
    for found in set(_BASE64.findall(data)):
        bare = re.sub(rb"\s", b"", found).translate(bytes.maketrans(b"-_", b"+/"))
        for start in range(4):
            # what is coded may begin anywhere in a run of letters
            one = bare[start:].rstrip(b"=")
            try:
                yield base64.b64decode(one[: len(one) - (len(one) % 4 == 1)] + b"==")
            except binascii.Error:
                continue


def _unpacked(data: bytes) -> Iterator[bytes]:
    for found in _PACKED.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[found.start() :], _MOST)
        except zlib.error:
            continue


def _from_zip(data: bytes, depth: int) -> Iterator[str]:
    if not data.startswith(b"PK\x03\x04"):
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
