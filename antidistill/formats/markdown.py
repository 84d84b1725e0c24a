"""Markdown: CommonMark with tables, footnotes, definition lists and what sites add to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from antidistill.document import Document
from antidistill.edit import Edit


@dataclass(frozen=True, slots=True)
class Markdown:
    """The format of `.md` files and of standard input. The parser is loaded on first use."""

    name: str = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".mdc")

    def read(self, data: bytes, name: str, encoding: str | None = None) -> Document:
        """The document in `data`, every letter of it in some block."""
        from antidistill.formats.encoding import decode
        from antidistill.formats.markdown_document import parse

        return parse(decode(data, encoding), name)

    def write(self, document: Document, text: str, edits: Sequence[Edit] = ()) -> bytes:
        """`text` in the encoding of `document`."""
        del edits
        from antidistill.formats.origin import encoded

        return encoded(document, text)

    def problems(self, document: Document, text: str) -> list[str]:
        """What in `text` is not sound as Markdown or less sound than `document`, one line each."""
        from antidistill.formats.markdown_document import parse_text
        from antidistill.formats.soundness import problems

        return problems(document, text, parse_text)


def read(data: bytes, name: str = "", encoding: str | None = None) -> Document:
    """The Markdown document in `data`."""
    return Markdown().read(data, name, encoding)
