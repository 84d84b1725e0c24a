"""What a text format needs to know of the file it read, to write and to check it."""

from __future__ import annotations

from dataclasses import dataclass

from antidistill.document import Document
from antidistill.formats.encoding import Decoded, encode
from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class Origin:
    """Goes into `Document.origin`."""

    decoded: Decoded
    """The encoding; its text is not kept a second time."""
    keys: tuple[str, ...] = ()
    """Front matter keys, dotted."""
    markup: tuple[Span, ...] = ()
    """Structure with letters in it that is no block's text: fence names, keys, labels."""
    open_fences: tuple[int, ...] = ()
    """Lines, from 0, of fences that nothing closes."""


def origin_of(document: Document) -> Origin:
    """The origin of a document that this package read; of one made otherwise, that of UTF-8."""
    found = document.origin
    return found if isinstance(found, Origin) else Origin(Decoded("", "utf-8"))


def encoded(document: Document, text: str) -> bytes:
    """`text` in the encoding, and with the byte order mark, of `document`."""
    kept = origin_of(document).decoded
    return encode(text, kept.codec, kept.bom)
