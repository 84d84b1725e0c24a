"""Embedded fonts: known ones are made anew, with nothing in them but what draws letters."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Mapping

from antidistill.formats.docx.allowed import is_known_font
from antidistill.formats.docx.names import Element, child, local, parse, tag, w
from antidistill.formats.docx.package import Package

LARGEST = 1_000_000
"""Bytes; making a larger one anew takes longer than all the rest."""
FACES = {
    "embedRegular": "Regular",
    "embedBold": "Bold",
    "embedItalic": "Italic",
    "embedBoldItalic": "Bold Italic",
}
_DRAWING = frozenset(
    {"GlyphOrder", "head", "hhea", "hmtx", "maxp", "OS/2", "cmap", "name", "post", "glyf", "loca",
     "cvt ", "fpgm", "prep", "gasp", "kern", "GDEF", "GPOS", "GSUB", "vhea", "vmtx"}
)  # fmt: skip
_LONG_AGO = 2_398_377_600
"""1 January 1980, as fonts count: when a font was made is nobody's business."""
_PLAIN_KEY = "{00000000-0000-0000-0000-000000000000}"

Faces = dict[str, dict[str, bytes]]
"""The fonts by their names, their faces by the names of the elements that embed them."""


def faces_in(package: Package) -> Faces:
    """The embedded fonts of a package that a copy may have."""
    found: Faces = {}
    for part in list(package.targets(package.main, "fontTable"))[:1]:
        relations = package.relations(part)
        for font in parse(package.members[part], part):
            name = font.get(w("name")) or ""
            for element in font if is_known_font(name) else ():
                relation = relations.get(element.get(tag("r:id")) or "")
                face = local(element)
                whole = element.get(w("subsetted")) in (None, "0", "false")
                # a part of a font tells which letters the old document had
                if face in FACES and whole and relation is not None and not relation.external:
                    data = package.members.get(relation.target, b"")
                    fresh = redrawn(data, element.get(w("fontKey")) or "", name, FACES[face])
                    if fresh is not None:
                        found.setdefault(name, {})[face] = fresh
    return found


def embedded(table: Element, faces: Faces) -> dict[str, tuple[str, bytes]]:
    """Names the `faces` in a clean table of fonts; the files by their relations: new name, data."""
    files: dict[str, tuple[str, bytes]] = {}
    for font in table:
        mine: Mapping[str, bytes] = faces.get(font.get(w("name")) or "", {})
        for face in FACES:
            if face in mine:
                key = f"rId{len(files) + 1}"
                files[key] = f"font{len(files) + 1}.ttf", mine[face]
                element = child(font, f"w:{face}")
                element.set(w("fontKey"), _PLAIN_KEY)
                element.set(tag("r:id"), key)
    return files


def redrawn(data: bytes, key: str, name: str, face: str) -> bytes | None:
    """A font file that draws the same letters and says nothing else; None when it cannot be read,
    is too large, or the library for it is not installed."""
    try:
        from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
    except ImportError:
        return None
    if len(data) > LARGEST:
        return None
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    try:
        font = TTFont(io.BytesIO(_plain(data, key)), recalcTimestamp=False, lazy=False)
        for extra in set(font.keys()) - _DRAWING:
            del font[extra]
        _name(font, name, face)
        font["head"].created = font["head"].modified = _LONG_AGO
        font["post"].formatType = 3.0
        font.ensureDecompiled()
        out = io.BytesIO()
        font.save(out, reorderTables=True)
    except Exception:  # whatever is broken in a font surfaces as any fault of its reader
        return None
    return out.getvalue()


def _plain(data: bytes, key: str) -> bytes:
    """The file itself: Word mixes its head with a key."""
    digits = re.sub(r"[^0-9A-Fa-f]", "", key)
    mix = bytes.fromhex(digits)[::-1] if len(digits) == 32 else bytes(16)
    head = bytes(b ^ mix[n % 16] for n, b in enumerate(data[:32]))
    return head + data[32:]


def _name(font: object, name: str, face: str) -> None:
    """Leave of a font's names what programs find it by."""
    table = font["name"]  # type: ignore[index]
    table.names = []
    plain = re.sub(r"[^A-Za-z0-9]", "", name)
    told = {1: name, 2: face, 4: f"{name} {face}", 6: f"{plain}-{face.replace(' ', '')}"}
    for number, text in told.items():
        table.setName(text, number, 3, 1, 0x409)
