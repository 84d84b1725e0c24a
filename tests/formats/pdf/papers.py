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


def ruled(
    *rows: Sequence[str],
    top: float = 700,
    left: float = 72,
    width: float = 100,
    height: float = 20,
    thin: bool = False,
    without: Sequence[tuple[int, int, str]] = (),
) -> list[Set | str]:
    """A table with lines around its cells, as strokes or (`thin`) as boxes that are filled.
    `without` are lines that are not drawn: the row, the column, and 'right' or 'below'."""
    words: list[Set | str] = []
    columns = max(map(len, rows))
    lines: list[tuple[float, float, float, float]] = []
    for r in range(len(rows) + 1):
        for c in range(columns):
            if (r - 1, c, "below") not in without:
                y = top - r * height
                lines.append((left + c * width, y, left + (c + 1) * width, y))
    for c in range(columns + 1):
        for r in range(len(rows)):
            if (r, c - 1, "right") not in without:
                x = left + c * width
                lines.append((x, top - r * height, x, top - (r + 1) * height))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            for n, line in enumerate(text.split("/")):
                y = top - r * height - 13 - n * 12
                words += [Set(line, y, left + c * width + 4)] if line else []
    return [*(_box(*x) if thin else _stroke(*x) for x in lines), *words]


def _stroke(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x} {y} m {to_x} {to_y} l S"


def _box(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x} {min(y, to_y)} {max(to_x - x, 0.5)} {max(abs(to_y - y), 0.5)} re f"


def paper(*pages: Sequence[Set | str], extra: str = "", notes: str = "") -> bytes:
    """A file of pages; texts are commands that draw; `extra` goes into the catalogue, `notes` are
    the first page's."""
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
    return numbered(objects)


def _shown(one: Set | str) -> str:
    if isinstance(one, str):
        return one
    if one.font == "F4":
        text = f"<{one.text.encode('utf-16-be').hex()}>"
    else:
        bare = one.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        text = f"({bare})"
    return f"BT /{one.font} {one.size} Tf 1 0 0 1 {one.x} {one.y} Tm {text} Tj ET"


def numbered(objects: Sequence[str]) -> bytes:
    """A file of these objects, the first of which is its catalogue."""
    out = b"%PDF-1.5\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + (head + tail).encode()
