"""PDF files for the tests, from as little as a case needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FONTS = {
    "F1": "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    "F2": "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    "F3": "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    "F4": "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
    "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>] >>",
}


@dataclass(frozen=True, slots=True)
class Set:
    """Words set on a page."""

    text: str
    y: float
    x: float = 72
    size: float = 11
    font: str = "F1"


def column(*lines: str, top: float = 700, step: float = 14, **more: float | str) -> list[Set]:
    """Lines under one another."""
    return [Set(text, top - n * step, **more) for n, text in enumerate(lines)]  # type: ignore[arg-type]


def paper(*pages: Sequence[Set], extra: str = "", notes: str = "") -> bytes:
    """A file of pages; `extra` goes into the catalogue, `notes` are the first page's."""
    objects = ["", ""]
    kids = []
    fonts = " ".join(f"/{name} {n} 0 R" for n, name in enumerate(FONTS, 3))
    objects += FONTS.values()
    for number, page in enumerate(pages):
        stream = "\n".join(_shown(one) for one in page)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        annots = f"/Annots [{notes}]" if notes and number == 0 else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << {fonts} >> >> {annots} >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {extra} >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _numbered(objects)


def _shown(one: Set) -> str:
    if one.font == "F4":
        text = f"<{one.text.encode('utf-16-be').hex()}>"
    else:
        bare = one.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        text = f"({bare})"
    return f"BT /{one.font} {one.size} Tf 1 0 0 1 {one.x} {one.y} Tm {text} Tj ET"


def _numbered(objects: Sequence[str]) -> bytes:
    out = b"%PDF-1.5\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + (head + tail).encode()
