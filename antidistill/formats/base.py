"""The seam of the formats: bytes to a document and back."""

from __future__ import annotations

from typing import Protocol

from antidistill.document import Document


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

    def write(self, document: Document, text: str) -> bytes:
        """`text` in the encoding, with the byte order mark, of the document that was read."""
        ...

    def problems(self, document: Document, text: str) -> list[str]:
        """What in `text` is not sound as this format, one line each: text that no block covers,
        broken tables, fences, front matter. [] when it is sound."""
        ...
