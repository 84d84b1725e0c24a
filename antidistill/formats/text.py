"""Plain text: headings, lists and paragraphs as people write them without markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from antidistill.document import Document
from antidistill.edit import Edit


@dataclass(frozen=True, slots=True)
class Text:
    """The format of `.txt` files."""

    name: str = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def read(self, data: bytes, name: str, encoding: str | None = None) -> Document:
        """The document in `data`, every letter of it in some block."""
        from antidistill.formats.encoding import decode
        from antidistill.formats.text_document import parse

        return parse(decode(data, encoding), name)

    def write(self, document: Document, text: str, edits: Sequence[Edit] = ()) -> bytes:
        """`text` in the encoding of `document`."""
        del edits
        from antidistill.formats.origin import encoded

        return encoded(document, text)

    def problems(self, document: Document, text: str) -> list[str]:
        """What in `text` is less sound than `document`, one line each."""
        from antidistill.formats.soundness import problems
        from antidistill.formats.text_document import parse_text

        return problems(document, text, parse_text)
