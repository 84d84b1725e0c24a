"""Plain text to a document, by the look of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from antidistill.document import Atom, AtomKind, Document, Form
from antidistill.formats.encoding import Decoded, language_of
from antidistill.formats.nodes import Node, blocks_of
from antidistill.formats.origin import Origin
from antidistill.formats.places import Places, Range, joined
from antidistill.formats.source import Source, source_of
from antidistill.formats.text_signs import UNDERLINE, heading_level, marker, underlined
from antidistill.formats.urls import bare_urls


@dataclass(slots=True)
class _Lines:
    """The nodes so far."""

    source: Source
    nodes: list[Node] = field(default_factory=list)
    lists: list[tuple[int, int]] = field(default_factory=list)
    """Open lists, outermost first: their indent and their index in `nodes`."""


def parse_text(text: str, name: str = "") -> Document:
    """The document in `text`, as if it had come from a UTF-8 file."""
    return parse(Decoded(text, "utf-8"), name)


def parse(decoded: Decoded, name: str = "") -> Document:
    """The document in a decoded text."""
    lines = _Lines(source_of(decoded.text))
    index = 0
    while index < len(lines.source.starts):
        index = _next(lines, index)
    blocks = blocks_of(lines.nodes, lines.source)
    origin = Origin(replace(decoded, text=""))
    return Document(decoded.text, blocks, language_of(decoded.text), name, origin)


def _next(lines: _Lines, index: int) -> int:
    """Reads what starts on line `index`; the line after it comes back."""
    text = lines.source.line(index)
    if not text.strip():
        return index + 1
    if UNDERLINE.match(text):
        lines.lists.clear()
        lines.nodes.append(_node(lines, Form.RULE, index))
        return index + 1
    level = heading_level(lines.source, index)
    if level:
        return _heading(lines, index, level)
    if marker(text):
        return _item(lines, index)
    return _paragraph(lines, index)


def _node(lines: _Lines, form: Form, index: int) -> Node:
    text = lines.source.line(index)
    at = lines.source.starts[index] + len(text) - len(text.lstrip())
    return Node(form, index, index + 1, at)


# -- headings


def _heading(lines: _Lines, index: int, level: int) -> int:
    lines.lists.clear()
    node = _node(lines, Form.HEADING, index)
    node.level = level
    _fill(lines, node, [_stripped(lines.source, index)])
    if underlined(lines.source, index):
        node.end = index + 2
    return node.end


# -- lists


def _item(lines: _Lines, index: int) -> int:
    node = _node(lines, Form.ITEM, index)
    text = lines.source.line(index).lstrip()
    found = marker(text)
    assert found
    indent = node.at - lines.source.starts[index]
    _open_list(lines, index, indent, _list_info(found))
    node.parent = lines.lists[-1][1]
    node.marker = _number(found, node.at)
    lines.nodes.append(node)
    return _item_text(lines, index, node, node.at + found.end())


def _item_text(lines: _Lines, index: int, item: Node, start: int) -> int:
    """The item's paragraph: the rest of its line and the deeper indented lines below."""
    source = lines.source
    parent = len(lines.nodes) - 1
    end = index + 1
    while end < len(source.starts) and _continues(source, end, item.at - source.starts[index]):
        end += 1
    first = start, start + len(source.plain[start : source.line_end(index)].rstrip())
    pieces = [first, *(_stripped(source, k) for k in range(index + 1, end))]
    paragraph = Node(Form.PARAGRAPH, index, end, start, parent=parent)
    _fill(lines, paragraph, pieces)
    return end


def _continues(source: Source, index: int, indent: int) -> bool:
    """Whether line `index` goes on with the item above: it is indented deeper, or starts with a
    small letter as only the rest of a broken line does."""
    text = source.line(index)
    if not text.strip() or marker(text) or UNDERLINE.match(text):
        return False
    stripped = text.lstrip()
    return len(text) - len(stripped) > indent or stripped[0].islower()


def _open_list(lines: _Lines, index: int, indent: int, info: str) -> None:
    """Leaves `lines.lists` with the list that an item of this indent and look belongs to."""
    while lines.lists and lines.lists[-1][0] > indent:
        lines.lists.pop()
    if lines.lists and lines.lists[-1][0] == indent:
        current = lines.nodes[lines.lists[-1][1]]
        if current.info == info:
            return
        lines.lists.pop()
    node = _node(lines, Form.LIST, index)
    node.info, node.level = info, len(lines.lists) + 1
    node.parent = _last_item(lines, lines.lists[-1][1]) if lines.lists else -1
    lines.lists.append((indent, len(lines.nodes)))
    lines.nodes.append(node)


def _last_item(lines: _Lines, of_list: int) -> int:
    indices = range(len(lines.nodes) - 1, of_list, -1)
    return next(i for i in indices if lines.nodes[i].parent == of_list)


def _list_info(marker: re.Match[str]) -> str:
    """'-' or '1.' as in Markdown; the look of other marks: '（1）', '①', '1、'."""
    named = marker.groupdict()
    if "mark" in named:
        return str(named["mark"])
    if named["b"]:
        return "①"
    if named["open"]:
        return "（1）" if named["open"] == "（" else "(1)"
    return f"1{named['close']}"


def _number(marker: re.Match[str], at: int) -> Range | None:
    if "mark" in marker.groupdict():
        return None
    group = next(g for g in ("a", "b", "c") if marker[g])
    return at + marker.start(group), at + marker.end(group)


# -- paragraphs


def _paragraph(lines: _Lines, index: int) -> int:
    lines.lists.clear()
    source = lines.source
    end = index + 1
    while end < len(source.starts) and _joins(lines, end):
        end += 1
    node = _node(lines, Form.PARAGRAPH, index)
    node.end = end
    _fill(lines, node, [_stripped(source, k) for k in range(index, end)])
    return end


def _joins(lines: _Lines, index: int) -> bool:
    """Whether line `index` goes on with the paragraph above."""
    text = lines.source.line(index)
    starts_other = marker(text) or UNDERLINE.match(text) or heading_level(lines.source, index)
    return bool(text.strip()) and not starts_other


def _stripped(source: Source, index: int) -> Range:
    text = source.line(index)
    start = source.starts[index]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def _fill(lines: _Lines, node: Node, pieces: list[Range]) -> None:
    node.pieces = pieces
    node.atoms = list(_urls(lines.source, pieces))
    lines.nodes.append(node)


def _urls(source: Source, pieces: list[Range]) -> Iterator[Atom]:
    places = Places(pieces)
    for found in bare_urls(joined(source.plain, pieces)):
        span = source.span(*places.range(found))
        yield Atom(AtomKind.AUTOLINK, span, span, span)
