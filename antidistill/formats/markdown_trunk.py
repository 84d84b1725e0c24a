"""What grows while the parser's tokens are read: the nodes, and what they leave over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from antidistill.document import Atom, Form
from antidistill.formats.markdown_atoms import Mark, marks_of
from antidistill.formats.nodes import Node
from antidistill.formats.places import Places, Range, joined
from antidistill.formats.source import Source
from antidistill.span import Span


@dataclass(slots=True)
class Trunk:
    """The tree so far, and the containers that are still open."""

    source: Source
    references: dict[str, Any]
    """The link definitions, as the parser keeps them."""
    nodes: list[Node] = field(default_factory=list)
    markup: list[Range] = field(default_factory=list)
    """Letters that are structure and belong to no piece: fence names, labels, directives."""
    open_fences: list[int] = field(default_factory=list)
    """Lines of fences that nothing closes."""
    open: list[int] = field(default_factory=list)
    """Indices of the open containers, innermost last."""

    @property
    def plain(self) -> str:
        """The text that all offsets here count in."""
        return self.source.plain

    @property
    def innermost(self) -> Node | None:
        """The container that the next node goes into."""
        return self.nodes[self.open[-1]] if self.open else None

    def add(self, node: Node) -> None:
        """Put `node` into the innermost open container."""
        node.parent = self.open[-1] if self.open else -1
        self.nodes.append(node)

    def enter(self, node: Node) -> None:
        """Add a container and leave it open."""
        self.add(node)
        self.open.append(len(self.nodes) - 1)

    def add_prose(self, node: Node, pieces: Sequence[Range]) -> None:
        """Add a leaf with `pieces` and the inline markup in them."""
        node.pieces = [p for p in pieces if p[1] > p[0]]
        if node.pieces and node.form is Form.PARAGRAPH:
            node.at = node.pieces[0][0]
        if node.pieces and node.info != "delimiter":
            marks = marks_of(joined(self.plain, node.pieces), self.references)
            node.atoms = self.atoms(marks, node.pieces)
        self.add(node)

    def atoms(self, marks: Sequence[Mark], lines: Sequence[Range]) -> list[Atom]:
        """Atoms of the text for `marks` in the joined `lines`."""
        places = Places(lines)

        def span(where: Range) -> Span:
            return self.source.span(*places.range(where))

        return [
            Atom(
                m.kind,
                span(m.span),
                span(m.inner),
                span(m.target) if m.target else None,
                span(m.title) if m.title else None,
            )
            for m in marks
        ]

    def node(self, form: Form, token: Token) -> Node:
        """A node where `token` starts, one line high."""
        first = self.source.line_of(token.meta["at"])
        return Node(form, first, first + 1, token.meta["at"])

    def leaf(self, form: Form, token: Token) -> Node:
        """A node as high as `token`, without blank lines at its end."""
        node = self.node(form, token)
        node.end = token.meta["end"]
        while node.end > node.first + 1 and not self.source.line(node.end - 1).strip(" \t"):
            node.end -= 1
        return node
