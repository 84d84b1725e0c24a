"""PDF files, to be read: what they say becomes Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from antidistill.document import Document
from antidistill.edit import Edit


@dataclass(frozen=True, slots=True)
class Pdf:
    """The format of `.pdf` files. Nobody can change one without a trace, so a copy is Markdown;
    a copy can be read here again."""

    name: str = "pdf"
    suffixes: tuple[str, ...] = (".pdf",)

    def read(self, data: bytes, name: str, encoding: str | None = None) -> Document:
        """The words of a PDF as Markdown, with notes on what did not come along; text that is no
        PDF (such as a copy) as it is. UnreadableInput when it is binary, broken, encrypted, or
        holds nothing but pictures. `encoding` means nothing."""
        del encoding
        from antidistill.formats.encoding import decode
        from antidistill.formats.markdown_document import parse, parse_text
        from antidistill.formats.pdf.opening import is_pdf, pages_of

        if not is_pdf(data):
            return parse(decode(data), name)
        from antidistill.formats.pdf.markdown import markdown

        found, notes = pages_of(data)
        text, more = markdown(found)
        return replace(parse_text(text, name), notes=(*more, *notes))

    def write(self, document: Document, text: str, edits: Sequence[Edit] = ()) -> bytes:
        """`text` as Markdown in UTF-8."""
        del document, edits
        return text.encode()

    def problems(self, document: Document, text: str) -> list[str]:
        """What in `text` is less sound as Markdown than `document`, one line each."""
        from antidistill.formats.markdown_document import parse_text
        from antidistill.formats.soundness import problems

        return problems(document, text, parse_text)
