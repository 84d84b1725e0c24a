"""Embedded fonts: they still draw the letters of a copy, and tell nothing."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from random import Random

import pytest

from antidistill.formats.docx import Docx

from .oracle import says
from .packages import RELATIONS, p, word, zipped

pytest.importorskip("fontTools")
FORM = Docx()
KEY = "{01234567-89AB-CDEF-0123-456789ABCDEF}"


@cache
def font() -> bytes:
    """A font of two letters that talks."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 500), (500, 500), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    glyph = pen.glyph()
    names = [".notdef", "GoneGlyphName", "B"]
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({65: "GoneGlyphName", 66: "B"})
    made.setupGlyf(dict.fromkeys(names, glyph))
    made.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    told = {"familyName": "GoneFamily", "manufacturer": "GoneMaker", "styleName": "Regular"}
    made.setupNameTable({**told, "licenseDescription": "GoneOwner"})
    made.setupOS2()
    made.setupPost()
    made.font["GONE"] = newTable("GONE")
    made.font["GONE"].data = b"GoneTable"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def mixed(data: bytes) -> bytes:
    """A font file as Word stores it."""
    key = bytes.fromhex(KEY.strip("{}").replace("-", ""))[::-1]
    return bytes(b ^ key[n % 16] for n, b in enumerate(data[:32])) + data[32:]


def document(name: str, more: str = "", data: bytes | None = None) -> bytes:
    """A Word file with the font in it."""
    table = (
        f"<w:font w:name='{name}'><w:embedRegular r:id='rIdF' w:fontKey='{KEY}'{more}/></w:font>"
    )
    made = word(p("AB"), parts={"fontTable": table})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    members["word/_rels/fontTable.xml.rels"] = (
        f'<Relationships xmlns="{space}"><Relationship Id="rIdF" Type="{RELATIONS}/font" '
        'Target="fonts/GoneFile.odttf"/></Relationships>'
    ).encode()
    members["word/fonts/GoneFile.odttf"] = mixed(data or font())
    return zipped(members)


def copied(data: bytes) -> bytes:
    read = FORM.read(data, "a.docx")
    return FORM.write(read, read.text)


def _fonts(copy: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        return [n for n in archive.namelist() if n.startswith("word/fonts/")]


def test_a_known_font_stays_and_tells_nothing() -> None:
    from fontTools.ttLib import TTFont

    source = document("Helvetica Neue")
    assert says(font(), "GoneMaker") and says(font(), "GoneTable")
    copy = copied(source)
    assert not says(copy, "Gone")
    [name] = _fonts(copy)
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        made = TTFont(io.BytesIO(archive.read(name)))
    assert made.getBestCmap().keys() == {65, 66}
    assert made["glyf"][made.getBestCmap()[65]].numberOfContours == 1
    assert made["name"].getDebugName(1) == "Helvetica Neue"
    assert copied(copy) == copy
    assert "embedded font" not in " ".join(FORM.read(source, "a.docx").notes)


@pytest.mark.parametrize(
    "source",
    [
        document("Acme Corporate Sans"),
        document("Helvetica Neue", more=" w:subsetted='1'"),
        document("Helvetica Neue", data=b"no font at all, GoneText" * 9),
        document("Helvetica Neue", data=font() + Random(1).randbytes(1_200_000)),
    ],
    ids=["a firm's", "a part of one", "broken", "too large"],
)
def test_other_fonts_go_and_are_told(source: bytes) -> None:
    copy = copied(source)
    assert _fonts(copy) == []
    assert not says(copy, "Gone")
    assert "1 embedded font" in " ".join(FORM.read(source, "a.docx").notes)
