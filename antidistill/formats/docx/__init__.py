"""Word documents: read and rebuilt from an allowlist, so that nothing unseen comes along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from antidistill.document import Document
from antidistill.edit import Edit


@dataclass(frozen=True, slots=True)
class Docx:
    """The format of `.docx` files. lxml is loaded on first use."""

    name: str = "word"
    suffixes: tuple[str, ...] = (".docx",)
    accept: bool = True
    """Whether tracked changes are accepted; else they are refused. None is carried over."""

    def read(self, data: bytes, name: str, encoding: str | None = None) -> Document:
        """The document in `data`, as its pages show it; UnreadableInput with one line when it
        cannot be taken. `encoding` means nothing here."""
        del encoding
        from antidistill.formats.docx.reading import read

        return read(data, name, accept=self.accept)

    def write(self, document: Document, text: str, edits: Sequence[Edit] = ()) -> bytes:
        """A new package whose words are `text`; `edits` are how they came about, so that every
        word keeps the look of the one that it replaces. Without them they are guessed."""
        from antidistill.formats.docx.reading import write

        return write(document, text, edits)

    def problems(self, document: Document, text: str) -> list[str]:  # noqa: ARG002
        """Nothing: `write` itself refuses what would not be sound."""
        return []
