"""The leaves of a Markdown tree, each from the token that opens it."""

from __future__ import annotations

import re

from markdown_it.token import Token

from antidistill.document import Form
from antidistill.formats import markdown_html as html
from antidistill.formats.markdown_atoms import destination
from antidistill.formats.markdown_trunk import Trunk
from antidistill.formats.nodes import Node
from antidistill.formats.places import Places, Range, filled, joined, split

TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.][\w-][^{}\n]*\}")


def paragraph(trunk: Trunk, token: Token) -> None:
    """Adds a paragraph, without hard breaks and the box of a task."""
    lines = [_trimmed(trunk, line) for line in token.meta["lines"]]
    lines = [_without_break(trunk, line) for line in lines[:-1]] + lines[-1:]
    trunk.add_prose(trunk.leaf(Form.PARAGRAPH, token), _without_task(trunk, lines))


def _trimmed(trunk: Trunk, line: Range) -> Range:
    start, end = line
    return start, start + len(trunk.plain[start:end].rstrip(" \t"))


def _without_break(trunk: Trunk, line: Range) -> Range:
    """`line` without the backslash that is a hard line break."""
    text = trunk.plain[line[0] : line[1]]
    slashes = len(text) - len(text.rstrip("\\"))
    return line[0], line[1] - slashes % 2


def _without_task(trunk: Trunk, lines: list[Range]) -> list[Range]:
    """`lines` without the box of a task list's item, if they are the first thing in an item."""
    item = trunk.innermost
    first = item is not None and item is trunk.nodes[-1] and item.form is Form.ITEM
    task = TASK.match(trunk.plain, *lines[0]) if first else None
    if not item or not task:
        return lines
    item.info = "task"
    trunk.markup.append(task.span())
    return [(task.end(), lines[0][1]), *lines[1:]]


def heading(trunk: Trunk, token: Token) -> None:
    """Adds a heading of either style, without its marks and its `{#id}`."""
    node = trunk.leaf(Form.HEADING, token)
    node.level = int(token.tag[1])
    lines = [_trimmed(trunk, line) for line in token.meta["lines"]]
    lines = [_atx(trunk, lines[0])] if token.markup.startswith("#") else lines[:-1]
    trunk.add_prose(node, [*lines[:-1], _without_id(trunk, lines[-1])])


def _atx(trunk: Trunk, line: Range) -> Range:
    """What stands between the number signs."""
    text = trunk.plain[line[0] : line[1]].rstrip(" \t")
    body = text.lstrip("#")
    start = line[0] + len(text) - len(body.lstrip(" \t"))
    inner = text.rstrip("#")
    closed = len(inner) < len(text) and inner[-1:] in ("", " ", "\t")
    end = line[0] + len(inner.rstrip(" \t") if closed else text)
    return start, max(start, end)


def _without_id(trunk: Trunk, line: Range) -> Range:
    """A heading's line without the attributes at its end."""
    text = trunk.plain[line[0] : line[1]]
    start = text.rfind("{")
    if start < 0 or not ATTRIBUTES.fullmatch(text, start):
        return line
    trunk.markup.append((line[0] + start, line[1]))
    return line[0], line[0] + len(text[:start].rstrip(" \t"))


def indented_code(trunk: Trunk, token: Token) -> None:
    """Adds indented code."""
    node = trunk.leaf(Form.CODE, token)
    node.pieces = list(token.meta["lines"])
    trunk.add(node)


CLOSING_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*")


def fence(trunk: Trunk, token: Token) -> None:
    """Adds fenced code; notes its line when nothing closes it."""
    node = trunk.leaf(Form.CODE, token)
    lines: list[Range] = token.meta["lines"][: node.end - node.first]
    end = CLOSING_FENCE.fullmatch(trunk.plain, *lines[-1]) if len(lines) > 1 else None
    closed = bool(end and end[1].startswith(token.markup))
    node.pieces = lines[1 : len(lines) - closed]
    words = token.info.split()
    node.info = words[0].strip("{}.").lower() if words else ""
    trunk.markup.append(lines[0])
    if not closed:
        trunk.open_fences.append(node.first)
    trunk.add(node)


def formula(trunk: Trunk, token: Token) -> None:
    """Adds a displayed formula as code."""
    node = trunk.leaf(Form.CODE, token)
    node.info = "math"
    _add_between(trunk, node, token)


def obsidian_comment(trunk: Trunk, token: Token) -> None:
    """Adds what stands between double percent signs."""
    _add_between(trunk, trunk.leaf(Form.COMMENT, token), token)


def _add_between(trunk: Trunk, node: Node, token: Token) -> None:
    """Adds `node` with what stands between its first and last two characters."""
    lines: list[Range] = [line for r in token.meta["lines"] for line in filled(trunk.plain, r)]
    lines[0] = (lines[0][0] + 2, lines[0][1])
    lines[-1] = (lines[-1][0], lines[-1][1] - 2)
    node.pieces = [line for r in lines for line in filled(trunk.plain, r)]
    trunk.add(node)


def raw_html(trunk: Trunk, token: Token) -> None:
    """Adds a comment, or lines of HTML with their tags as atoms."""
    node = trunk.leaf(Form.HTML, token)
    lines: list[Range] = token.meta["lines"][: node.end - node.first]
    content = joined(trunk.plain, lines)
    inside = html.comment_inside(content)
    if inside:
        node.form = Form.COMMENT
        start, end = Places(lines).range(inside)
        node.pieces = list(split(trunk.plain, start, end))
    else:
        node.info = html.tag_name(content)
        node.pieces = [line for r in lines for line in filled(trunk.plain, r)]
        node.atoms = trunk.atoms(html.tags(content.rstrip()), lines)
    trunk.add(node)


def rule(trunk: Trunk, token: Token) -> None:
    """Adds a thematic break."""
    trunk.add(trunk.leaf(Form.RULE, token))


def definition(trunk: Trunk, token: Token) -> None:
    """Adds a link definition, or the comment that some write as one: `[//]: # (text)`."""
    lines: list[Range] = token.meta["lines"]
    content, places = joined(trunk.plain, lines), Places(lines)
    label = str(token.meta["label"])
    target, title = destination(content, len(label) + 3, len(content))
    node = trunk.leaf(Form.LINK_DEFINITION, token)
    if title and token.meta["title"]:
        node.pieces = list(split(trunk.plain, *places.range(title)))
    if target and not (node.pieces and content[slice(*target)] == "#"):
        node.info, node.marker = label, places.range((1, 1 + len(label)))
        node.target = places.range(target)
    else:
        node.form = Form.COMMENT
        trunk.markup.append(places.range((0, len(label) + 2)))
    trunk.add(node)


def marker_line(trunk: Trunk, token: Token) -> None:
    """Adds a line that steers a site generator; a title in it is its text."""
    node = trunk.leaf(Form.HTML, token)
    node.info = token.info
    node.pieces = [token.meta["title"]] if "title" in token.meta else []
    _mark_before_title(trunk, token)
    trunk.add(node)


def callout(trunk: Trunk, token: Token) -> None:
    """Gives the quote around it the name of the callout; a title is a paragraph in it."""
    quote = trunk.innermost
    if quote:
        quote.info = quote.info or token.info
        quote.end = max(quote.end, token.meta["end"])
    _mark_before_title(trunk, token)
    if "title" in token.meta:
        add_title(trunk, token.meta["title"])


def _mark_before_title(trunk: Trunk, token: Token) -> None:
    start, end = token.meta["lines"][0]
    trunk.markup.append((start, token.meta["title"][0] if "title" in token.meta else end))


def add_title(trunk: Trunk, where: Range) -> None:
    """Adds the title of a box, which goes without the line it stands on."""
    line = trunk.source.line_of(where[0])
    trunk.add_prose(Node(Form.PARAGRAPH, line, line + 1, where[0], extent=where), [where])
