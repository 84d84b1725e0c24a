"""The seam of the formats: bytes to a document and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from antidistill.document import Document
from antidistill.edit import Edit


class Format(Protocol):
    """Reads one kind of file and writes it again."""

    @property
    def name(self) -> str:
        """What messages call it."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Of its files, lower case, with the dot."""
        ...

    def read(self, data: bytes, name: str, encoding: str | None = None) -> Document:
        """The document in `data`; UnreadableInput when it is no such text. `encoding` overrides
        the detection."""
        ...

    def write(self, document: Document, text: str, edits: Sequence[Edit] = ()) -> bytes:
        """`text` as a file like the one that `document` was read from: its encoding, its byte order
        mark. `edits` led from `document.text` to `text`; a format that holds more than its text
        needs them to keep the rest in its place, the others pass them over."""
        ...

    def problems(self, document: Document, text: str) -> list[str]:
        """What in `text` is not sound as this format, one line each: text that no block covers,
        broken tables, fences, front matter. [] when it is sound."""
        ...
