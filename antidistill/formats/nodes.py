"""The tree of a document while it is built, and how far each of its blocks reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from antidistill.document import Atom, Block, Form
from antidistill.formats.places import Range
from antidistill.formats.source import Source
from antidistill.span import Span


@dataclass(slots=True)
class Node:
    """A block in offsets of `Source.plain`."""

    form: Form
    first: int
    """Its first line."""
    end: int
    """The line after its last."""
    at: int
    """Where it starts on its first line: its marker, else its text."""
    pieces: list[Range] = field(default_factory=list)
    parent: int = -1
    level: int = 0
    info: str = ""
    atoms: list[Atom] = field(default_factory=list)
    marker: Range | None = None
    target: Range | None = None
    extent: Range | None = None
    """Set where it is not whole lines: cells, titles, values of flow lists."""


MARKED = frozenset({Form.ITEM, Form.FOOTNOTE})
"""Containers whose marker stands on the line of their first child."""


def blocks_of(nodes: Sequence[Node], source: Source) -> tuple[Block, ...]:
    """The finished blocks of `nodes`, which are in order of the text, parents first."""
    _grow_containers(nodes)
    follower = _followers(nodes)
    extents: list[Range] = []
    for index in range(len(nodes)):
        extents.append(_extent(index, nodes, follower[index], extents, source))
    return tuple(_block(n, e, source) for n, e in zip(nodes, extents, strict=True))


def _grow_containers(nodes: Sequence[Node]) -> None:
    """A container ends where its last child does."""
    for node in reversed(nodes):
        if node.parent >= 0:
            parent = nodes[node.parent]
            parent.end = max(parent.end, node.end)


def _followers(nodes: Sequence[Node]) -> list[int]:
    """For each node the index of the next one in the same container, -1 if it is the last."""
    out = [-1] * len(nodes)
    last: dict[int, int] = {}
    for index, node in enumerate(nodes):
        if node.parent in last:
            out[last[node.parent]] = index
        last[node.parent] = index
    return out


def _extent(
    index: int, nodes: Sequence[Node], follower: int, extents: Sequence[Range], source: Source
) -> Range:
    """What goes when the node is left out, in offsets of the text.

    A node that stands on the line of a list marker above it must leave that marker to what comes
    after it in the item; when nothing does, the whole item goes with it.
    """
    node = nodes[index]
    if node.extent:
        span = source.span(*node.extent)
        return span.start, span.end
    if not _beside_marker(node, nodes):
        span = source.lines(node.first, node.end)
        return span.start, span.end
    if follower < 0:
        return extents[node.parent]
    return source.at(node.at), source.at(nodes[follower].at)


def _beside_marker(node: Node, nodes: Sequence[Node]) -> bool:
    above = node.parent
    while above >= 0 and nodes[above].first == node.first:
        if nodes[above].form in MARKED:
            return True
        above = nodes[above].parent
    return False


def _block(node: Node, extent: Range, source: Source) -> Block:
    def span(where: Range | None) -> Span | None:
        return source.span(*where) if where else None

    return Block(
        form=node.form,
        pieces=tuple(source.span(*p) for p in node.pieces),
        extent=Span(*extent),
        parent=node.parent,
        level=node.level,
        info=node.info,
        atoms=tuple(node.atoms),
        marker=span(node.marker),
        target=span(node.target),
    )
