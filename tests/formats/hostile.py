"""Files and folders that somebody made to do harm, of all formats; those of Word are beside its
tests."""

from __future__ import annotations

import base64
import io
import json
import os
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from .docx.hostile import FILES as WORD
from .docx.packages import p, table, word
from .docx.test_stowaways import PICTURE
from .pdf.hostile import READ as PDF_READ
from .pdf.hostile import REFUSED as PDF_REFUSED


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """An archive of `files`, whatever their names are."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        for name, data in files:
            made.writestr(name, data)
    return out.getvalue()


def link() -> bytes:
    """An archive that holds a link to a file outside."""
    info = zipfile.ZipInfo("SKILL.md")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped((info, b"/etc/passwd"))


def encrypted() -> bytes:
    """An archive that asks for a password."""
    data = bytearray(zipped(("SKILL.md", b"x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data[at : at + 2] = struct.pack("<H", 1)
    return bytes(data)


def lying() -> bytes:
    """An archive whose member is larger than it says."""
    data = zipped(("SKILL.md", b"a" * 50_000_000))
    size = struct.pack("<I", 50_000_000)
    return data.replace(size, struct.pack("<I", 100))


def bits(side: int) -> bytes:
    """A picture in some kilobytes that unpacks to the square of `side` pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc)

    pixels = zlib.compress(b"\0" * ((side // 8 + 1) * side), 9)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def _shown(picture: bytes) -> bytes:
    links = {"rIdPicture": ("image", "media/a.png"), "rIdLink": ("image", "!C:/a.png")}
    return word(PICTURE.format(crop=""), links=links, files={"word/media/a.png": picture})


def _notebook(**cell: object) -> bytes:
    head = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    return json.dumps({**head, "cells": [{"metadata": {}, **cell}]}).encode()


ARCHIVES: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "begun": lambda: b"PK\x03\x04 and no more",
    "cut": lambda: zipped(("SKILL.md", b"x"))[:40],
    "out": lambda: zipped(("../SKILL.md", b"x")),
    "root": lambda: zipped(("/etc/SKILL.md", b"x")),
    "drive": lambda: zipped(("C:SKILL.md", b"x")),
    "backslash": lambda: zipped(("a/..\\..\\SKILL.md", b"x")),
    "twice": lambda: zipped(("SKILL.md", b"x"), ("skill.MD", b"y")),
    "bomb": lambda: zipped(("SKILL.md", b"\0" * 100_000_000)),
    "bombs": lambda: zipped(*((f"{n}.md", b" " * 9_000_000) for n in range(25))),
    "many": lambda: zipped(*((f"{n}.md", b"") for n in range(2_001))),
    "lying": lying,
    "link": link,
    "encrypted": encrypted,
}

REFUSED: dict[str, Callable[[], bytes]] = {
    **{f"{name}.docx": make for name, make in WORD.items()},
    "a member of 100 MB.docx": lambda: zipped(
        ("[Content_Types].xml", b"<Types/>"), ("word/x.xml", b"\0" * 100_000_000)
    ),
    "a document of 60 MB.docx": lambda: zipped(
        ("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b" " * 60_000_000)
    ),
    "a hundred thousand attributes.docx": lambda: word(
        "<w:p " + " ".join(f'x:a{n}="b"' for n in range(100_000)) + "/>"
    ),
    "a thousand tables.docx": lambda: word(
        "<w:tbl><w:tr><w:tc>" * 1000 + p("x") + "</w:tc></w:tr></w:tbl>" * 1000
    ),
    **{f"{name}.zip": make for name, make in ARCHIVES.items()},
    "prose of 10 MB.md": lambda: b"Look at the pump. " * 600_000,
    "a picture in a line.md": lambda: b"![](data:image/png;base64," + b"A" * 2_000_000 + b")",
    "nul.md": lambda: b"a\0b" * 1000,
    "no text.md": lambda: os.urandom(64) * 100,
    "lists too deep.md": lambda: b"- " * 5000 + b"x",
    "quotes too deep.md": lambda: b"> " * 5000 + b"x",
    "tags too deep.html": lambda: b"<div>" * 20_000,
    "a tag without end.html": lambda: b'<p a="b" ' * 100_000,
    "a quote without end.html": lambda: b"<p a='x>" * 30_001,
    "cells.ipynb": lambda: b"[" * 100_000,
    "a number of a hundred thousand digits.ipynb": lambda: b'{"nbformat": %s}' % (b"9" * 100_000),
    "a picture of 2 MB.ipynb": lambda: _notebook(
        cell_type="code", source="x", outputs=[{"data": {"image/png": "A" * 2_000_000}}]
    ),
    "half a character.ipynb": lambda: _notebook(cell_type="markdown", source="\ud800 x"),
    "nul.csv": lambda: b"a,b\0c\n" * 1000,
    "one row of a million cells.csv": lambda: b"a," * 1_000_000,
    "half a million rows.csv": lambda: b"a\n" * 500_000,
    "a million cells.md": lambda: b"|a" * 1000 + b"|\n" + (b"|-" * 1000 + b"|\n") * 1000,
    "a million cells.html": lambda: b"<table>" + (b"<tr>" + b"<td>" * 1000) * 1000,
    "ticks in a line.md": lambda: b"`" * 2_000_000,
    "list in lists.md": lambda: b"".join(b" " * (2 * n) + b"- a\n" for n in range(500)),
    "several encodings.txt": lambda: "a é ".encode() * 10 + b"\xff\xfe\xfa" + b"a" * 100,
    **{f"{name}.pdf": make for name, make in PDF_REFUSED.items()},
}
"""What is refused, by a name with its suffix."""


READ: dict[str, Callable[[], bytes]] = {
    "a table of 300 rows.docx": lambda: word(
        table(*(tuple(f"{row * n % 9973}" for n in range(1, 21)) for row in range(300)))
    ),
    "brackets.md": lambda: b"[" * 50_000,
    "images.md": lambda: b"![" * 30_000,
    "links.md": lambda: b"[a](" * 20_000,
    "emphasis.md": lambda: b"*a_ " * 20_000,
    "ticks.md": lambda: b"`a``b" * 20_000,
    "comments.md": lambda: b"<!-- a " * 20_000,
    "entities.md": lambda: b"&a;&#0;" * 20_000,
    "yaml.md": lambda: (
        b"---\na: &a [x]\n"
        + b"".join(
            b"%c: &%c [%s]\n" % (c, c, b", ".join([b"*%c" % (c - 1)] * 9)) for c in range(98, 107)
        )
        + b"---\nx\n"
    ),
    "less.html": lambda: b"<p>" + b"< a " * 200_000,
    "entities.html": lambda: b"&amp;&lt;&x;" * 60_000,
    "tags.html": lambda: b"<b>" * 20_000 + b"</i>" * 20_000,
    "closed.html": lambda: b"<p><b>x</p></b>" * 5_000,
    "a look of addresses.html": lambda: b'<p style="' + b"a:url( " * 60_000 + b'">x</p>',
    "a sheet of remarks.html": lambda: b"<style>" + b'/* url( content:"' * 40_000 + b"</style>x",
    "attributes.html": lambda: b"<p " + b"a " * 100_000 + b">x</p>",
    "a picture that unpacks to 400 million pixels.html": lambda: (
        b'<p>x<img src="data:image/png;base64,%s">' % base64.b64encode(bits(20_000))
    ),
    "a picture that unpacks to 400 million pixels.docx": lambda: _shown(bits(20_000)),
    "styles on styles.docx": lambda: word(
        p("x", "S1"),
        parts={
            "styles": "".join(
                f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="S{n}"/>'
                f'<w:basedOn w:val="S{n % 4000 + 1}"/></w:style>'
                for n in range(1, 4001)
            )
        },
    ),
    "keys twice.ipynb": lambda: (
        b'{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[],'
        b'"cells":[{"cell_type":"markdown","metadata":{},"source":"x"}]}'
    ),
    **{f"{name}.pdf": make for name, make in PDF_READ.items()},
    "rows.csv": lambda: b'"a""b",c\n' * 20_000,
    "quotes.csv": lambda: b'"a,' * 50_000,
}
"""What is odd and may be read; it must not take long or much."""


def folder(at: Path) -> Path:
    """A skill folder with links that lead out of it, and what never ends."""
    root = at / "skill"
    (root / "references").mkdir(parents=True)
    (at / "outside.md").write_text("SECRET outside\n")
    (root / "SKILL.md").write_text("---\nname: skill\ndescription: A.\n---\n\n# A\n\nLook.\n")
    (root / "references" / "link.md").symlink_to(at / "outside.md")
    (root / "references" / "passwd.md").symlink_to("/etc/passwd")
    (root / "up").symlink_to(at)
    if hasattr(os, "mkfifo"):
        os.mkfifo(root / "pipe.md")
    return root
