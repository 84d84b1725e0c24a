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
from antidistill.formats.urls import bare_urls

BULLET = re.compile(r"(?P<mark>[-*•·●○◦▪■–])[ \t]+(?=\S)")
NUMBER = re.compile(
    r"(?:(?P<open>[(（])(?P<a>\d{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3})[)）]"
    r"|(?P<b>[①-⑳])"
    r"|(?P<c>\d{1,3}|[a-zA-Z])(?P<close>[.)](?=[ \t])|[、．）](?!\d)))[ \t]*(?=\S)"
)
NUMBERED_TITLE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?[ \t]+\S")
HAN_TITLE = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[章节部分篇条]|[一二三四五六七八九十]{1,3}、"
)
UNDERLINE = re.compile(r"[ \t]*(?P<mark>[=\-~*#_])(?:[ \t]?(?P=mark)){2,}[ \t]*$")
SENTENCE_END = re.compile(r"[.!?。！？;；:：,，]$")
TITLE_LENGTH = 80
"""Characters; a longer line is no heading, whatever it looks like."""


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
    level = _heading_level(lines, index)
    if level:
        return _heading(lines, index, level)
    if _marker(text):
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
    if _underlined(lines.source, index):
        node.end = index + 2
    return node.end


def _heading_level(lines: _Lines, index: int) -> int:
    """1 to 6 when the line looks like a heading, else 0."""
    text = lines.source.line(index).strip()
    if len(text) > TITLE_LENGTH:
        return 0
    if _underlined(lines.source, index):
        return 1 if lines.source.line(index + 1).strip()[0] in "=*#" else 2
    if SENTENCE_END.search(text) or not _alone(lines.source, index):
        return 0
    numbered = NUMBERED_TITLE.match(text)
    if numbered:
        return min(6, numbered["number"].count(".") + 1)
    return 1 if HAN_TITLE.match(text) or _capitals(text) else 0


def _underlined(source: Source, index: int) -> bool:
    """Whether the line below is a rule about as long as this line."""
    if index + 1 >= len(source.starts) or (index and source.line(index - 1).strip()):
        return False
    rule = source.line(index + 1).strip()
    width = sum(2 if ord(c) > 0x2E7F else 1 for c in source.line(index).strip())
    return bool(UNDERLINE.match(rule)) and abs(len(rule) - width) <= max(3, width // 2)


def _alone(source: Source, index: int) -> bool:
    """Whether no line of text runs into this one: a blank line, an item or the start is above."""
    above = source.line(index - 1).strip() if index else ""
    return not above or bool(_marker(above)) or bool(SENTENCE_END.search(above))


def _capitals(text: str) -> bool:
    """Whether this is a title in capital letters; a lone abbreviation is not."""
    words = re.findall(r"[A-Za-z]+", text)
    return (
        text.isupper()
        and sum(map(len, words)) >= 4
        and text.isascii()
        and (len(words) > 1 or len(words[0]) > 5)
    )


# -- lists


def _marker(text: str) -> re.Match[str] | None:
    """The bullet or number that a line starts with."""
    text = text.lstrip()
    return BULLET.match(text) or NUMBER.match(text)


def _item(lines: _Lines, index: int) -> int:
    node = _node(lines, Form.ITEM, index)
    text = lines.source.line(index).lstrip()
    marker = _marker(text)
    assert marker
    indent = node.at - lines.source.starts[index]
    _open_list(lines, index, indent, _list_info(marker))
    node.parent = lines.lists[-1][1]
    node.marker = _number(marker, node.at)
    lines.nodes.append(node)
    return _item_text(lines, index, node, node.at + marker.end())


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
    if not text.strip() or _marker(text) or UNDERLINE.match(text):
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
    starts_other = _marker(text) or UNDERLINE.match(text) or _heading_level(lines, index)
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
