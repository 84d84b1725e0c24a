"""A PDF opened with care: the words of its pages with their places, and what else is in it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import Any

from antidistill.errors import UnreadableInput
from antidistill.formats.pdf.rules import Pen, Rule
from antidistill.message import counted, said

MOST_PAGES = 1_000
MOST_STREAM, MOST_STREAMS = 5_000_000, 30_000_000
"""Bytes of the commands of a page and of all; a page of text has some ten thousand."""
_FIXED = ("courier", "mono", "consolas", "menlo", "typewriter", "cmtt")
_HEAVY = ("bold", "black", "heavy", "semibold", "simhei")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a page sets at one place."""

    text: str
    x: float
    y: float
    """In points; y grows upwards."""
    size: float
    """Of the letters, in points."""
    bold: bool
    fixed: bool
    """Whether all letters are of one width, as in code."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows."""

    words: tuple[Words, ...]
    rules: tuple[Rule, ...]


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are those of a PDF, which may have some others before it."""
    return b"%PDF-" in data[:1024]


def pages_of(data: bytes) -> tuple[list[Page], tuple[str, ...]]:
    """The pages, and what of the file no copy has; UnreadableInput with one line when it cannot be
    read."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileNotDecryptedError
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableInput(said("it has more than {most} pages; split it", most=MOST_PAGES))
        if sum(_size(page) for page in reader.pages) > MOST_STREAMS:
            raise UnreadableInput("its pages are far larger than pages of text (a bomb?)")
        pages = [_page(page) for page in reader.pages]
        notes = tuple(_notes(reader))
    except UnreadableInput:
        raise
    except (FileNotDecryptedError, DependencyError) as fault:
        raise UnreadableInput("it is encrypted; save it without a password") from fault
    except Exception as fault:  # whatever is broken in a file surfaces as any fault of the reader
        raise UnreadableInput("it is broken; print it as a PDF again") from fault
    if not any(words.text.strip() for page in pages for words in page.words):
        raise UnreadableInput(
            "its pages are pictures without text; use the document that it was printed from"
        )
    return pages, notes


def _size(page: Any) -> int:
    """Bytes of the commands of a page."""
    contents = page.get_contents()
    size = len(contents.get_data()) if contents is not None else 0
    if size > MOST_STREAM:
        raise UnreadableInput("a page of it is far larger than a page of text (a bomb?)")
    return size


def _page(page: Any) -> Page:
    found: list[Words] = []

    def see(text: str, at: list[float], line: list[float], font: Any, size: float) -> None:
        if text.strip():
            x = line[4] * at[0] + line[5] * at[2] + at[4]
            y = line[4] * at[1] + line[5] * at[3] + at[5]
            tall = size * hypot(line[2], line[3]) * hypot(at[2], at[3])
            name = str((font or {}).get("/BaseFont", "")).lower()
            bold, fixed = any(h in name for h in _HEAVY), any(f in name for f in _FIXED)
            found.append(Words(text, x, y, round(tall, 1), bold, fixed))

    pen = Pen()

    def draw(command: bytes, given: Any, at: list[float], line: list[float]) -> None:
        del line
        pen.see(command, given, at)

    page.extract_text(visitor_text=see, visitor_operand_before=draw)
    return Page(tuple(found), tuple(pen.rules))


def _notes(reader: Any) -> Iterator[str]:
    yield said(
        "the copy of a PDF is Markdown: without fonts, columns and tables that have no lines"
    )
    pictures = sum(_pictures(page) for page in reader.pages)
    if pictures:
        yield counted("not in the copy: {n} picture", "not in the copy: {n} pictures", pictures)
    remarks = sum(_remarks(page) for page in reader.pages)
    if remarks:
        yield counted("not in the copy: {n} comment or form field",
                      "not in the copy: {n} comments or form fields", remarks)  # fmt: skip
    if attached := len(reader.attachments):
        yield counted(
            "not in the copy: {n} attached file", "not in the copy: {n} attached files", attached
        )


def _pictures(page: Any) -> int:
    found = (page.get("/Resources") or {}).get("/XObject")
    objects = found.get_object() if found is not None else {}
    return sum(o.get_object().get("/Subtype") == "/Image" for o in objects.values())


def _remarks(page: Any) -> int:
    found = page.get("/Annots")
    notes = found.get_object() if found is not None else ()
    return sum(note.get_object().get("/Subtype") not in ("/Link", "/Popup") for note in notes)
