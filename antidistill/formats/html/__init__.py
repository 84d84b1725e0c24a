"""Web pages, as Notion, Confluence and Feishu export them: spliced, never written anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from antidistill.document import Document
from antidistill.edit import Edit


@dataclass(frozen=True, slots=True)
class Html:
    """The format of `.html` and `.htm` files."""

    name: str = "web page"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def read(self, data: bytes, name: str, encoding: str | None = None) -> Document:
        """The document in `data`, without what nobody sees of the page (comments, scripts, hidden
        text, properties); its notes tell what that was. UnreadableInput when its tags cannot be
        followed."""
        from antidistill.formats.html.reading import read

        return read(data, name, encoding)

    def write(self, document: Document, text: str, edits: Sequence[Edit] = ()) -> bytes:
        """The page with `edits` in it; outside of them every byte is the one of the page that was
        read, but for what no copy takes along."""
        from antidistill.formats.html.reading import write

        return write(document, text, edits)

    def problems(self, document: Document, text: str) -> list[str]:  # noqa: ARG002
        """Nothing: `write` keeps tags in pairs and takes out what is emptied."""
        return []
