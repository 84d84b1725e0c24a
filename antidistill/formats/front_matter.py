"""Front matter: the YAML or TOML at the head of a Markdown file, read without changing a byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from antidistill.document import Form
from antidistill.errors import UnreadableInput
from antidistill.formats.front_matter_toml import read_toml
from antidistill.formats.nodes import Node
from antidistill.formats.places import Range, split
from antidistill.formats.source import Source
from antidistill.message import said

YAML_HEAD = re.compile(
    r"---[ \t]*\n(?![ \t]*\n)(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M
)
"""A rule with an empty line behind it opens no metadata, as in Pandoc's `yaml_metadata_block`."""
TOML_HEAD = re.compile(r"\+\+\+[ \t]*\n(?P<body>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.S | re.M)
KEY_LINE = re.compile(r"\s*(?:#[^\n]*\n\s*)*(?:[\w\"'][^\n:]*:(?:\s|\Z)|\{)")
MAX_VALUES = 5_000
MAX_BRACKETS = 200
"""How deep they may be nested: the parser takes the square of that."""
MAX_DEPTH = 50


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands at the head of a file."""

    end: int
    """Offset in `plain` after its closing line; 0 when there is none."""
    nodes: list[Node] = field(default_factory=list)
    keys: tuple[str, ...] = ()
    """All keys, dotted, in order."""
    markup: tuple[Range, ...] = ()
    """Where keys and other structure stand."""


def front_matter(source: Source) -> FrontMatter:
    """The fields and comments at the head of `source`; UnreadableInput when it is broken."""
    plain = source.plain
    yaml = YAML_HEAD.match(plain)
    if yaml and KEY_LINE.match(yaml["body"]):
        return _yaml(source, *yaml.span("body"), yaml.end())
    toml = TOML_HEAD.match(plain)
    if toml:
        found = read_toml(source, *toml.span("body"))
        return FrontMatter(toml.end(), found.nodes, tuple(found.keys), tuple(found.markup))
    return FrontMatter(0)


@dataclass(slots=True)
class _Walk:
    """One pass over the YAML nodes."""

    source: Source
    base: int
    nodes: list[Node] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    markup: list[Range] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    """Nodes done already: an alias is the node it names."""
    key: int = -1
    """Where the key above the current value stands."""


def _yaml(source: Source, start: int, end: int, after: int) -> FrontMatter:
    root = _composed(source, start, end)
    walk = _Walk(source, start)
    if root is not None:
        _visit(walk, root, "", None, 0)
    comments = _comments(source, start, end, walk)
    nodes = sorted([*walk.nodes, *comments], key=lambda n: n.at)
    return FrontMatter(after, nodes, tuple(walk.keys), tuple(walk.markup))


def _composed(source: Source, start: int, end: int) -> Any:
    """The YAML node tree; UnreadableInput with the line of the file when it is broken."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    if _nested(source.plain[start:end]) > MAX_BRACKETS:
        raise UnreadableInput("its front matter is too large to be read safely; shorten it")
    try:
        root = YAML(typ="rt", pure=True).compose(source.plain[start:end])
    except (YAMLError, ValueError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
        line = source.line_of(start) + 1 + (mark.line if mark else 0)
        problem = " ".join(str(getattr(fault, "problem", "") or "not YAML").split())
        raise UnreadableInput(
            said("its front matter is broken at line {line}: {problem}", line=line, problem=problem)
        ) from None
    if root is not None and not hasattr(root, "flow_style"):
        raise UnreadableInput("its front matter is broken at line 2: no 'key: value' pairs")
    return root


def _nested(text: str) -> int:
    """How many brackets are open at most, those in quotation marks among them."""
    open_ = (1 if mark in "[{" else -1 for mark in re.findall(r"[\[\]{}]", text))
    return max(accumulate(open_), default=0)


def _visit(walk: _Walk, node: Any, key: str, extent: Range | None, depth: int) -> None:
    if depth > MAX_DEPTH or len(walk.nodes) > MAX_VALUES:
        raise UnreadableInput("its front matter is too large to be read safely; shorten it")
    if id(node) in walk.seen:
        return
    walk.seen.add(id(node))
    kind = type(node).__name__
    if kind == "ScalarNode":
        _scalar(walk, node, key, extent)
    elif kind == "SequenceNode":
        _sequence(walk, node, key, depth)
    else:
        _mapping(walk, node, key, depth)


def _sequence(walk: _Walk, node: Any, key: str, depth: int) -> None:
    values = node.value
    for index, value in enumerate(values):
        where = None
        if node.flow_style:
            after = values[index + 1].start_mark.index if index + 1 < len(values) else None
            end = value.end_mark.index if after is None else after
            where = (walk.base + value.start_mark.index, walk.base + end)
        _visit(walk, value, key, where, depth + 1)


def _mapping(walk: _Walk, node: Any, path: str, depth: int) -> None:
    pairs = node.value
    for index, (name, value) in enumerate(pairs):
        own = name.value if isinstance(name.value, str) else "?"
        key = f"{path}.{own}" if path else own
        walk.keys.append(key)
        start = walk.key = walk.base + name.start_mark.index
        walk.markup.append((start, walk.base + name.end_mark.index))
        after = pairs[index + 1][0].start_mark.index if index + 1 < len(pairs) else None
        where = None
        if node.flow_style or _shares_line(walk.source, start):
            end = walk.base + (value.end_mark.index if after is None else after)
            where = (start, end) if node.flow_style else (start, _content_end(walk, start, end))
        _visit(walk, value, key, where, depth + 1)


def _shares_line(source: Source, start: int) -> bool:
    """Whether something but white space stands before `start` on its line: '- name: x'."""
    line = source.starts[source.line_of(start)]
    return bool(source.plain[line:start].strip())


def _content_end(walk: _Walk, start: int, end: int) -> int:
    return start + len(walk.source.plain[start:end].rstrip())


BLOCK_HEADER = re.compile(r"[|>][^\n]*\n")
PROPERTIES = re.compile(r"(?:[&!][^\s]*\s+)+")


def _scalar(walk: _Walk, node: Any, key: str, extent: Range | None) -> None:
    plain = walk.source.plain
    start, end = walk.base + node.start_mark.index, walk.base + node.end_mark.index
    named = PROPERTIES.match(plain, start, end)
    inner = named.end() if named else start
    if node.style in ("|", ">"):
        header = BLOCK_HEADER.match(plain, inner, end)
        if header:
            walk.markup.append((inner, header.end()))
            inner = header.end()
    elif node.style in ("'", '"'):
        inner, end = inner + 1, end - 1
    pieces = list(split(plain, inner, end))
    if not pieces:
        return
    first = walk.source.line_of(start)
    last = walk.source.line_of(pieces[-1][0])
    first = _key_line(walk, start, first)
    walk.nodes.append(Node(Form.FIELD, first, last + 1, start, pieces, info=key, extent=extent))


def _key_line(walk: _Walk, start: int, line: int) -> int:
    """The line of the key of a value that begins at `start`; its own for an item of a list."""
    between = walk.source.plain[walk.key : start] if walk.key >= 0 else ""
    own = "\n" in between and not re.search(r"\n\s*-\s", between)
    return walk.source.line_of(walk.key) if own else line


COMMENT = re.compile(r"(?:^|(?<=[ \t]))#(?P<text>[^\n]*)", re.MULTILINE)
REFERENCE = re.compile(r"(?<![^\s\[{,])[&*!][^\s,\[\]{}]+")
"""Anchors, aliases and tags."""


def _comments(source: Source, start: int, end: int, walk: _Walk) -> Iterator[Node]:
    """What stands behind '#' outside of keys and values. Notes anchors and aliases as markup."""
    taken = bytearray(end - start)
    for a, b in [*walk.markup, *(p for n in walk.nodes for p in n.pieces)]:
        taken[a - start : b - start] = b"\1" * (b - a)
    for match in COMMENT.finditer(source.plain, start, end):
        if not taken[match.start() - start]:
            yield from _comment(source, match)
    for match in REFERENCE.finditer(source.plain, start, end):
        if not taken[match.start() - start]:
            walk.markup.append(match.span())


def _comment(source: Source, match: re.Match[str]) -> Iterator[Node]:
    text = match["text"].lstrip("#").strip()
    if not text:
        return
    line = source.line_of(match.start())
    before = source.plain[source.starts[line] : match.start()]
    at = source.plain.index(text, match.start())
    node = Node(Form.COMMENT, line, line + 1, match.start(), [(at, at + len(text))])
    if before.strip():
        node.extent = (match.start() - len(before) + len(before.rstrip()), match.end())
    yield node
