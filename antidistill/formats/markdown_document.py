"""Markdown text to a document: front matter first, then the blocks."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from antidistill.document import Document
from antidistill.errors import UnreadableInput
from antidistill.formats.encoding import Decoded, language_of, refuse_cells
from antidistill.formats.front_matter import front_matter
from antidistill.formats.markdown_blocks import grow
from antidistill.formats.markdown_parser import block_tokens
from antidistill.formats.markdown_trunk import Trunk
from antidistill.formats.nodes import blocks_of
from antidistill.formats.origin import Origin, origin_of
from antidistill.formats.source import Source, source_of


def parse_text(text: str, name: str = "") -> Document:
    """The document in `text`, as if it had come from a UTF-8 file."""
    return parse(Decoded(text, "utf-8"), name)


def parse(decoded: Decoded, name: str = "") -> Document:
    """The document in a decoded text; UnreadableInput when it nests too deep or its front matter
    is broken."""
    whole = _parsed(decoded.text)
    origin = replace(origin_of(whole), decoded=replace(decoded, text=""))
    return replace(whole, name=name, origin=origin)


@lru_cache(maxsize=4)
def _parsed(text: str) -> Document:
    """The document in `text`. A copy is looked at several times before it is written; the last
    few texts are not parsed again for that."""
    refuse_cells(text.count("|"))
    source = source_of(text)
    head = front_matter(source)
    try:
        tokens, references = block_tokens(_blanked(source, head.end))
        trunk = Trunk(source, references, nodes=list(head.nodes))
        grow(trunk, tokens)
    except RecursionError:
        raise UnreadableInput("it nests quotes or lists too deep; flatten it") from None
    markup = tuple(source.span(*m) for m in (*head.markup, *trunk.markup))
    origin = Origin(Decoded("", "utf-8"), head.keys, markup, tuple(trunk.open_fences))
    return Document(text, blocks_of(trunk.nodes, source), language_of(text), "", origin)


def _blanked(source: Source, end: int) -> str:
    """`plain` with spaces in the place of the front matter, so that all offsets stay."""
    head = "".join("\n" if c == "\n" else " " for c in source.plain[:end])
    return head + source.plain[end:]
