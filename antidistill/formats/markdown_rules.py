"""Markup beyond CommonMark that edits must keep whole: admonitions, directives, callouts, site
generators' tags, formulas, wiki links, attributes, Obsidian comments."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

ADMONITION = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]*(?P<tag>[a-zA-Z][\w-]*)(?: [a-z][\w-]*)*"
    r"(?:[ \t]+\"(?P<title>.*)\")?[ \t]*$"
)
CALLOUT = re.compile(r"\[!(?P<tag>[A-Za-z][\w-]*)\][+-]?[ \t]*(?P<title>.*)$")
DIRECTIVE = re.compile(r":{3,}[ \t]*(?:\{?(?P<tag>[a-zA-Z][\w-]*)\}?)?[ \t]*(?P<title>.*)$")
TEMPLATE = re.compile(
    r"(?:\{\{.*\}\}|\{%.*%\}|\{:[^{}]*\}|\[TOC\]|\[\[_?TOC_?\]\])[ \t]*$", re.IGNORECASE
)


def _title(state: StateBlock, line: int, match: re.Match[str]) -> dict[str, tuple[int, int]]:
    """What a token says of the title in its line."""
    if not match.groupdict().get("title"):
        return {}
    at = state.bMarks[line] + state.tShift[line]
    return {"title": (at + match.start("title"), at + match.end("title"))}


def _rest(state: StateBlock, line: int) -> str:
    """A line's text without the white space around it."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")


def admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`!!! note "Title"` with its indented content (Python-Markdown, MkDocs)."""
    match = None if state.is_code_block(start) else ADMONITION.match(_rest(state, start))
    if not match:
        return False
    if silent:
        return True
    token = state.push("admonition_open", "div", 1)
    token.info, token.map = match["tag"].lower(), [start, start + 1]
    token.meta |= _title(state, start, match)
    old_max, state.lineMax = state.lineMax, _indented_end(state, start + 1, end)
    state.blkIndent += 4
    state.md.block.tokenize(state, start + 1, state.lineMax)
    state.blkIndent -= 4
    state.line = max(start + 1, state.line)
    state.lineMax = old_max
    state.push("admonition_close", "div", -1)
    return True


def _indented_end(state: StateBlock, line: int, end: int) -> int:
    """The line after the last that is indented deep enough to belong to an admonition."""
    after = line
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent + 4):
        line += 1
        after = after if state.isEmpty(line - 1) else line
    return after


def marker_line(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A line of its own that steers a site generator: `:::note`, `{{< tabs >}}`, `{% raw %}`."""
    rest = _rest(state, start)
    if state.is_code_block(start) or rest[:1] not in (":", "{", "["):
        return False
    match = DIRECTIVE.match(rest) or TEMPLATE.match(rest)
    if not match:
        return False
    if not silent:
        token = state.push("marker_line", "", 0)
        token.map, state.line = [start, start + 1], start + 1
        token.info = (match.groupdict().get("tag") or "").lower()
        token.meta |= _title(state, start, match)
    return True


def callout(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """The first line of a GitHub alert or an Obsidian callout: `[!NOTE]` in a quote."""
    match = CALLOUT.match(_rest(state, start)) if state.parentType == "blockquote" else None
    if not match or silent:
        return False
    token = state.push("callout", "", 0)
    token.map, state.line = [start, start + 1], start + 1
    token.info = match["tag"].lower()
    token.meta |= _title(state, start, match)
    return True


def _delimited(name: str, mark: str) -> Callable[[StateBlock, int, int, bool], bool]:
    """A rule for a block from a line that starts with `mark` to one that ends with it."""

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        rest = _rest(state, start)
        if state.is_code_block(start) or not rest.startswith(mark):
            return False
        last = _closing(state, start, end, mark)
        if last < 0:
            return False
        if not silent:
            token = state.push(name, "", 0)
            token.map, state.line = [start, last + 1], last + 1
        return True

    return rule


LONGEST = 60
"""Lines of a formula or comment; what goes on longer is a sign that stands for itself."""


def _closing(state: StateBlock, start: int, end: int, mark: str) -> int:
    """The line that ends in `mark`, from `start` on; -1 if a blank line or the end comes first."""
    opening = _rest(state, start)
    if len(opening) >= 2 * len(mark) and opening.endswith(mark):
        return -1 if mark in opening[len(mark) : -len(mark)] else start
    if mark in opening[len(mark) :]:
        return -1
    for line in range(start + 1, min(end, start + LONGEST)):
        if state.sCount[line] < state.blkIndent or state.isEmpty(line):
            return -1
        if _rest(state, line).endswith(mark):
            return line
    return -1


INTERRUPTS = ("paragraph", "reference", "blockquote", "list")

BLOCK_RULES: tuple[
    tuple[str, str, Callable[[StateBlock, int, int, bool], bool], tuple[str, ...]], ...
] = (
    ("fence", "admonition", admonition, INTERRUPTS),
    ("fence", "marker_line", marker_line, INTERRUPTS),
    ("fence", "math_block", _delimited("math_block", "$$"), INTERRUPTS),
    ("fence", "comment_block", _delimited("comment_block", "%%"), INTERRUPTS),
    ("reference", "callout", callout, ()),
)
"""(the rule before which it goes, its name, the rule, the blocks that it may interrupt)"""


def _pattern(
    name: str, first: str, pattern: str, ahead: Callable[[StateInline], bool] | None = None
) -> Callable[[StateInline, bool], bool]:
    """An inline rule that takes what `pattern` matches as one piece."""
    compiled = re.compile(pattern)

    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != first or (ahead and not ahead(state)):
            return False
        match = compiled.match(state.src, state.pos, state.posMax)
        if not match:
            return False
        if not silent:
            state.push(name, "", 0).content = match.group()
        state.pos = match.end()
        return True

    return rule


def _after_no_word(state: StateInline) -> bool:
    before = state.src[state.pos - 1] if state.pos else " "
    return not (before.isalnum() and before.isascii()) and before not in "$\\"


WIKI = re.compile(r"!?\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]\n]*))?\]\](?![(\[])")


def wiki_link(state: StateInline, silent: bool) -> bool:
    """`[[page]]`, `[[page#heading|label]]`, `![[embed]]`, unless it is a link's text."""
    if state.src[state.pos] not in "![":
        return False
    match = WIKI.match(state.src, state.pos, state.posMax)
    if not match or normalizeReference(match["page"]) in state.env.get("references", {}):
        return False
    if not silent:
        state.push("wiki_link", "", 0).content = match.group()
    state.pos = match.end()
    return True


MATH = r"\$\$[^$\n`]{1,500}\$\$|\$[^\s$`](?:[^$\n`]{0,300}[^\s$`\\])?\$(?![\w$])"
TAGS = r"\{\{[^\n]{0,500}?\}\}|\{%[^\n]{0,500}?%\}|\{:?[ \t]*[#.][\w-][^{}\n]{0,200}\}"
"""Template tags `{{ x }}`, `{% x %}` and attributes `{#id .class}`."""

INLINE_RULES: tuple[tuple[str, str, Callable[[StateInline, bool], bool]], ...] = (
    ("backticks", "math", _pattern("math", "$", MATH, _after_no_word)),
    ("backticks", "template", _pattern("template", "{", TAGS)),
    ("backticks", "inline_comment", _pattern("inline_comment", "%", r"%%[^%\n]{1,500}%%")),
    ("link", "wiki_link", wiki_link),
)
"""(the rule before which it goes, its name, the rule)"""
