"""Files that are no Word documents to be trusted, by name."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from .packages import p, word

_BODY = p("Text.")


def _with(**more: bytes) -> bytes:
    return word(_BODY, files={name.replace("__", "/"): data for name, data in more.items()})


def _repacked(change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(_BODY))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(*change(info.filename, old.read(info)))
    return out.getvalue()


def _main(change: Callable[[bytes], bytes]) -> bytes:
    return _repacked(lambda n, d: (n, change(d) if n == "word/document.xml" else d))


def _with_head(head: bytes, old: bytes = b"", new: bytes = b"") -> bytes:
    return _main(lambda d: d.replace(b"?>", b"?>" + head, 1).replace(old, new or old))


def _encrypted() -> bytes:
    data = bytearray(word(_BODY))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        struct.pack_into("<H", data, at, 1)
    return bytes(data)


def _twice() -> bytes:
    out = io.BytesIO(word(_BODY))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/Document.xml", b"<other/>")
    return out.getvalue()


def _deep() -> bytes:
    inside = p("x")
    for _ in range(300):
        inside = f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    return word(inside)


def _strict() -> bytes:
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return _main(lambda d: d.replace(space, b"http://purl.oclc.org/ooxml/wordprocessingml/main"))


LAUGHS = (
    b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in range(ord("b"), ord("k"))
    )
    + b"]>"
)

FILES: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "no zip file": lambda: b"just text",
    "cut short": lambda: word(_BODY)[:-200],
    "cut in the middle": lambda: word(_BODY)[:300],
    "broken XML": lambda: _main(lambda d: d.replace(b"</w:p>", b"")),
    "a zip file of something else": lambda: _repacked(lambda n, d: ("x" + n, d)),
    "no body": lambda: _main(lambda d: d.replace(b"w:body", b"w:other")),
    "zip bomb": lambda: _with(word__bomb=b"\0" * 60_000_000),
    "zip bomb as document": lambda: _main(lambda d: d + b" " * 40_000_000),
    "very many members": lambda: word(_BODY, files={f"x/{n}": b"" for n in range(2_500)}),
    "name that leads out": lambda: word(_BODY, files={"../../evil.xml": b"x"}),
    "name from the root": lambda: word(_BODY, files={"/etc/evil.xml": b"x"}),
    "two members of one name": _twice,
    "entities that grow": lambda: _with_head(LAUGHS, b"Text.", b"&j;"),
    "entity from a file": lambda: _with_head(
        b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>', b"Text.", b"&x;"
    ),
    "entity within": lambda: _with_head(b'<!DOCTYPE d [<!ENTITY x "more">]>', b"Text.", b"a&x;b"),
    "document type in UTF-16": lambda: _main(
        lambda d: (
            d.decode()
            .replace('encoding="UTF-8"?>', 'encoding="UTF-16"?><!DOCTYPE d [<!ENTITY x "y">]>')
            .encode("utf-16")
        )
    ),
    "document type in another part": lambda: _repacked(
        lambda n, d: (n, d.replace(b"?>", b"?><!DOCTYPE x>", 1) if "styles" in n else d)
    ),
    "macros": lambda: _with(word__vbaProject_bin=b"x", **{"word__vbaProject.bin": b"x"}),
    "signed": lambda: _with(**{"_xmlsignatures__sig1.xml": b"<x/>"}),
    "password in the zip file": _encrypted,
    "password, as Office does": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "Strict Open XML": _strict,
    "three hundred tables in one another": _deep,
}
