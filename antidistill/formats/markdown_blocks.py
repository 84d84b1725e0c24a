"""From the parser's tokens to the tree: the containers, and which leaf is made how."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it.token import Token

from antidistill.document import Form
from antidistill.errors import UnreadableInput
from antidistill.formats import markdown_leaves as leaves
from antidistill.formats.markdown_parser import MAX_NESTING
from antidistill.formats.markdown_tables import cells
from antidistill.formats.markdown_trunk import Trunk
from antidistill.formats.nodes import Node
from antidistill.message import said


def grow(trunk: Trunk, tokens: Sequence[Token]) -> None:
    """Take all of `tokens` into `trunk`; UnreadableInput when they nest too deep."""
    in_table = False
    for token in tokens:
        if token.level >= MAX_NESTING - 1:
            raise UnreadableInput(
                said(
                    "it nests quotes or lists deeper than {max_nesting} levels; flatten it",
                    max_nesting=MAX_NESTING,
                )
            )
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif in_table:
            continue
        if token.type in HANDLERS:
            HANDLERS[token.type](trunk, token)


def _leave(trunk: Trunk, _token: Token) -> None:
    trunk.open.pop()


def _leave_terms(trunk: Trunk, _token: Token) -> None:
    del trunk.open[-2:]


def _list(trunk: Trunk, token: Token) -> None:
    node = trunk.node(Form.LIST, token)
    node.level = 1 + sum(trunk.nodes[i].form is Form.LIST for i in trunk.open)
    number = "1" if token.type == "ordered_list_open" else ""
    node.info = number + (token.markup or ":")
    trunk.enter(node)


def _item(trunk: Trunk, token: Token) -> None:
    node = trunk.node(Form.ITEM, token)
    if token.info:
        node.marker = (node.at, node.at + len(token.info))
    trunk.enter(node)


def _term(trunk: Trunk, token: Token) -> None:
    """A term and its definitions make one item."""
    if trunk.innermost and trunk.innermost.form is Form.ITEM:
        trunk.open.pop()
    node = trunk.node(Form.ITEM, token)
    trunk.enter(node)
    end = trunk.source.line_end(node.first)
    text = trunk.plain[node.at : end].rstrip()
    trunk.add_prose(trunk.node(Form.PARAGRAPH, token), [(node.at, node.at + len(text))])


def _quote(trunk: Trunk, token: Token) -> None:
    node = trunk.node(Form.QUOTE, token)
    node.info = token.info
    if token.type == "admonition_open":
        trunk.markup.append((node.at, trunk.source.line_end(node.first)))
    trunk.enter(node)
    if "title" in token.meta:
        leaves.add_title(trunk, token.meta["title"])


def _footnote(trunk: Trunk, token: Token) -> None:
    node = trunk.node(Form.FOOTNOTE, token)
    node.info = str(token.meta["label"])
    node.marker = (node.at + 2, node.at + 2 + len(node.info))
    trunk.enter(node)


def _table(trunk: Trunk, token: Token) -> None:
    table = trunk.leaf(Form.TABLE, token)
    trunk.enter(table)
    for number, (start, end) in enumerate(token.meta["lines"]):
        line = table.first + number
        info = ("header", "delimiter")[number] if number < 2 else ""
        trunk.enter(Node(Form.ROW, line, line + 1, start, info=info))
        for cut in cells(trunk.plain, start, end):
            cell = Node(Form.CELL, line, line + 1, cut.text[0], info=info, extent=cut.extent)
            trunk.add_prose(cell, [cut.text])
        trunk.open.pop()
    trunk.open.pop()


HANDLERS: dict[str, Callable[[Trunk, Token], None]] = {
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "dl_open": _list,
    "list_item_open": _item,
    "dt_open": _term,
    "blockquote_open": _quote,
    "admonition_open": _quote,
    "footnote_reference_open": _footnote,
    "bullet_list_close": _leave,
    "ordered_list_close": _leave,
    "list_item_close": _leave,
    "blockquote_close": _leave,
    "admonition_close": _leave,
    "footnote_reference_close": _leave,
    "dl_close": _leave_terms,
    "table_open": _table,
    "paragraph_open": leaves.paragraph,
    "heading_open": leaves.heading,
    "code_block": leaves.indented_code,
    "fence": leaves.fence,
    "math_block": leaves.formula,
    "comment_block": leaves.obsidian_comment,
    "html_block": leaves.raw_html,
    "hr": leaves.rule,
    "definition": leaves.definition,
    "marker_line": leaves.marker_line,
    "callout": leaves.callout,
}
"""All token types that mean something here; the rest repeats what these say."""
