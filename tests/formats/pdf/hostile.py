"""PDF files that somebody made to do harm."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

from .papers import FONTS, column, numbered, paper

_TEXT = "BT /F1 11 Tf 1 0 0 1 72 700 Tm (Text.) Tj ET"


def bomb(size: int = 100_000_000) -> bytes:
    """A page whose commands unpack to `size` blanks."""
    packed = zlib.compress(b" " * size, 1)
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    plain = paper(column("Text."))
    start, end = plain.index(b"<< /Length"), plain.index(b"\nendstream")
    return plain[:start] + head + packed + plain[end:]


def _file(
    *, text: str = _TEXT, kids: str = "3 0 R", more: Sequence[str] = (), drawings: str = ""
) -> bytes:
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F1 5 0 R >> /XObject << {drawings} >> >> >>"
    )
    return numbered(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {kids.count('R')} >>",
            page,
            _stream(text),
            FONTS["F1"],
            *more,
        ]
    )


def _stream(text: str, extra: str = "") -> str:
    return f"<< /Length {len(text)} {extra} >>\nstream\n{text}\nendstream"


_FORM = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
_GRID = "".join(f"0 {n} m 500 {n} l S {n} 0 m {n} 500 l S " for n in range(0, 1600, 4))

REFUSED: dict[str, Callable[[], bytes]] = {
    "bomb": bomb,
    "begun": lambda: b"%PDF-1.7\n" + b"1 0 obj << /Kids [1 0 R] >> endobj " * 1000,
    "pages that hold themselves": lambda: _file(kids="2 0 R 3 0 R"),
    "one page very often": lambda: _file(kids="3 0 R " * 50_000),
    "commands in one another": lambda: _file(text="[" * 100_000 + _TEXT),
}
READ: dict[str, Callable[[], bytes]] = {
    "a drawing that draws itself": lambda: _file(
        text=f"/X Do {_TEXT}", drawings="/X 6 0 R", more=[_stream("/X Do /X Do", _FORM)]
    ),
    "lines everywhere": lambda: _file(text=_TEXT + _GRID),
}
