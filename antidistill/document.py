"""A document as its format reads it: text, and a tree of blocks over that text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from antidistill.span import Span, hull


class Form(str, Enum):
    """What a block is. Containers hold other blocks; leaves hold text."""

    # containers
    LIST = "list"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    ROW = "row"
    # leaves
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    CODE = "code"
    FIELD = "field"
    COMMENT = "comment"
    HTML = "html"
    LINK_DEFINITION = "link definition"
    FOOTNOTE = "footnote"
    RULE = "rule"


CONTAINERS = frozenset({Form.LIST, Form.ITEM, Form.QUOTE, Form.TABLE, Form.ROW, Form.FOOTNOTE})
PROSE = frozenset(
    {
        Form.HEADING,
        Form.PARAGRAPH,
        Form.CELL,
        Form.FIELD,
        Form.COMMENT,
        Form.HTML,
        Form.LINK_DEFINITION,
    }
)
"""Leaves whose text is language: read into sentences by `nlp`."""


class AtomKind(str, Enum):
    """Inline markup that an edit must take whole or leave whole."""

    CODE = "code"
    LINK = "link"
    IMAGE = "image"
    AUTOLINK = "autolink"
    HTML = "html"
    FOOTNOTE_REF = "footnote ref"
    WIKI_LINK = "wiki link"
    MATH = "math"
    EMPHASIS = "emphasis"


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece of inline markup."""

    kind: AtomKind
    span: Span
    """All of it, markup included."""
    inner: Span
    """What a reader sees: link text, alt text, the code between backticks, emphasised words."""
    target: Span | None = None
    """The address of a link or image, else None."""
    title: Span | None = None
    """The title of a link or image, without its quotes, else None."""


@dataclass(frozen=True, slots=True)
class Block:
    """One node of the document's tree."""

    form: Form
    pieces: tuple[Span, ...]
    """The text of a leaf, line by line, without markers, indents and line ends; () in a
    container."""
    extent: Span
    """What goes when the block is left out: its whole lines including the last line end, markers
    and children; for a cell, the text between its pipes with one of them."""
    parent: int = -1
    """Index of the container in `Document.blocks`, -1 at the top."""
    level: int = 0
    """Heading level 1-6; for a list, its depth from 1; else 0."""
    info: str = ""
    """Fence language of code ('' if none, 'mermaid', …); '-' or '1.' for a list (how it is marked);
    column alignment row: 'delimiter' on its ROW and CELLs; header row: 'header'; the key of a
    front matter FIELD (dotted path for nested keys); the tag of HTML; the label of a definition."""
    atoms: tuple[Atom, ...] = ()
    """Inline markup inside the pieces, by start; an inner one follows the outer one."""
    marker: Span | None = None
    """The number of an ordered list's item ('3.' → the span of '3'), the label of a definition."""
    target: Span | None = None
    """The address of a link definition, else None."""

    @property
    def span(self) -> Span:
        """From the first to the last character of the leaf's text; of a container, its extent."""
        if len(self.pieces) == 1:
            return self.pieces[0]
        return hull(self.pieces) if self.pieces else self.extent


@dataclass(frozen=True, slots=True)
class Document:
    """One input file, read."""

    text: str
    """All of it, without a byte order mark, line ends as they are in the file."""
    blocks: tuple[Block, ...]
    """Parents before children, in order of the text."""
    language: str
    """'en' or 'zh', by the share of Han characters."""
    name: str = ""
    """The file's name, for messages only."""
    origin: object = field(default=None, compare=False)
    """What the document's format needs to write it again; nobody else looks inside."""
    hard_lines: bool = False
    """Whether a line end always means something, because the program that shows the document wraps
    it itself; else a paragraph's lines may have been broken at a width."""
    notes: tuple[str, ...] = ()
    """What its format has to tell the user, a line each: what no copy takes along, what it takes
    along unseen."""

    def children(self, index: int) -> Iterator[int]:
        """Indices of the blocks directly inside block `index` (-1: of the top level)."""
        for at in range(index + 1, len(self.blocks)):
            parent = self.blocks[at].parent
            if parent == index:
                yield at
            elif parent < index:
                return  # behind the last block inside it

    def content(self, block: Block) -> str:
        """The leaf's text with its lines joined by a line feed."""
        return "\n".join(p.of(self.text) for p in block.pieces)
