"""markdown-it-py with every block and inline match telling where it stands.

The parser's own tokens give blocks by line and inline markup without any position. Every rule is
wrapped here: after a match, its first token (or the log, for inline rules) says where.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from antidistill.formats.markdown_rules import BLOCK_RULES, INLINE_RULES
from antidistill.formats.places import Range

MAX_NESTING = 200

BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The one parser; it keeps nothing from one document to the next."""
    made = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "inline_definitions": True}).enable(
        ["table", "strikethrough"]
    )
    made.use(footnote_plugin, always_match_refs=True).use(deflist_plugin)
    for before, name, block_rule, alt in BLOCK_RULES:
        made.block.ruler.before(before, name, block_rule, {"alt": list(alt)})
    for before, name, inline_rule in INLINE_RULES:
        made.inline.ruler.before(before, name, inline_rule)
    for block in made.block.ruler.__rules__:
        block.fn = _placed(block.name, block.fn)
    for inline in made.inline.ruler.__rules__:
        if inline.name not in PLAIN_RULES:
            inline.fn = _logged(inline.name, inline.fn)
    made.block.ruler.__cache__ = made.inline.ruler.__cache__ = None
    return made


def block_tokens(plain: str) -> tuple[list[Token], dict[str, Any]]:
    """The block tokens of `plain` (line feeds only), and the link definitions by label. The first
    token of each block has in `meta` its place 'at', the line 'end' after it and, for a leaf,
    'lines': the ranges of its lines without container prefixes."""
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    made = parser()
    made.block.parse(plain, made, env, tokens)
    return tokens, env.get("references", {})


def _placed(name: str, rule: BlockRule) -> BlockRule:
    """`rule`, noting after a match where its first token stands."""

    def placed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        count = len(state.tokens)
        fence_indent = state.sCount[start]
        if not rule(state, start, end, silent):
            return False
        if not silent and len(state.tokens) > count:
            token = state.tokens[count]
            token.meta["at"] = _first(state, start)
            token.meta["end"] = state.line
            if name in ("list", "deflist"):
                _note_items(state, state.tokens[count:])
            elif name not in CONTAINER_RULES:
                token.meta["lines"] = _lines(name, state, start, fence_indent)
            if name in CUT_RULES:
                token.meta["at"] = _cut(state, start, state.blkIndent)
        return True

    return placed


CONTAINER_RULES = frozenset({"blockquote", "footnote_def", "admonition"})
CUT_RULES = frozenset({"code", "html_block"})


ITEMS = frozenset({"list_item_open", "dt_open"})


def _first(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _note_items(state: StateBlock, tokens: Sequence[Token]) -> None:
    """Each item of a list gets the place of its marker; nested lists have noted theirs."""
    level = tokens[0].level + 1
    for token in tokens:
        if token.level == level and token.type in ITEMS and token.map:
            token.meta["at"] = _first(state, token.map[0])


def _lines(name: str, state: StateBlock, start: int, fence_indent: int) -> list[Range]:
    """The ranges of a leaf's lines, with the indent that belongs to code kept."""
    indents = {
        "code": state.blkIndent + 4,
        "fence": fence_indent,
        "html_block": state.blkIndent,
        "math_block": state.blkIndent,
    }
    if name not in indents:
        return [(_first(state, k), state.eMarks[k]) for k in range(start, state.line)]
    return [(_cut(state, k, indents[name]), state.eMarks[k]) for k in range(start, state.line)]


def _cut(state: StateBlock, line: int, indent: int) -> int:
    """Where the content of `line` starts once `indent` columns are taken off: white space, and
    the list markers that the parser counts as such."""
    start = position = state.bMarks[line]
    width = 0
    while width < indent and position < state.eMarks[line]:
        char = state.src[position]
        if char not in " \t" and position - start >= state.tShift[line]:
            break
        width += 4 - (width + state.bsCount[line]) % 4 if char == "\t" else 1
        position += 1
    return position


PLAIN_RULES = frozenset({"text", "linkify", "newline", "escape", "entity"})
"""Inline rules that make no markup which an edit must keep whole."""
NESTED_STATES = frozenset({"image", "footnote_inline"})
"""Rules that parse their inside as a text of its own, which starts two characters after them."""


def _logged(name: str, rule: InlineRule) -> InlineRule:
    """`rule`, noting each match as (name, start, end) and the place of each emphasis marker."""

    nested = name in NESTED_STATES

    def logged(state: StateInline, silent: bool) -> bool:
        if silent:
            return rule(state, True)
        start, count = state.pos, len(state.tokens)
        bases = state.env["bases"]
        if nested:
            bases.append(bases[-1] + start + 2)
        matched = rule(state, False)
        if nested:
            bases.pop()
        if matched and name in ("emphasis", "strikethrough"):
            _note_markers(state, start, count, bases[-1])
        elif matched:
            _note_match(name, state, start, bases[-1])
        return matched

    return logged


def _note_markers(state: StateInline, start: int, count: int, base: int) -> None:
    position = state.pos
    for token in reversed(state.tokens[count:]):
        position -= len(token.content)
        if position < start:
            return
        token.meta["at"] = base + position


def _note_match(name: str, state: StateInline, start: int, base: int) -> None:
    label_end = -1
    if name in ("link", "image"):
        opening = start + (name == "image")
        label_end = state.md.helpers.parseLinkLabel(state, opening, name == "link")
    state.env["log"].append((name, base + start, base + state.pos, base + label_end))
