"""TOML front matter, between lines of plus signs: each value where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from antidistill import toml
from antidistill.document import Form
from antidistill.errors import UnreadableInput
from antidistill.formats.nodes import Node
from antidistill.formats.places import Range, split
from antidistill.formats.source import Source
from antidistill.message import said

VALUE = re.compile(
    r'"""(?P<long>.*?)"""|\'\'\'(?P<raw>.*?)\'\'\'|"(?P<basic>(?:[^"\\\n]|\\.)*)"|'
    r"'(?P<literal>[^'\n]*)'|(?P<bare>[^\s\[\]{},=#\"']+)",
    re.DOTALL,
)
NAME = re.compile(r"[\w-]+[ \t]*=(?!=)")
"""A key in an inline table."""
KEY = re.compile(r"[ \t]*(?P<key>[\w.\"'-]+)[ \t]*=[ \t]*")
TABLE = re.compile(r"[ \t]*\[{1,2}(?P<name>[^\[\]\n]+)\]{1,2}[ \t]*(?:#[^\n]*)?$")


@dataclass(slots=True)
class TomlHead:
    """What a TOML head holds."""

    nodes: list[Node] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    """All keys, dotted, in order."""
    markup: list[Range] = field(default_factory=list)
    """Where the keys stand."""


def read_toml(source: Source, start: int, end: int) -> TomlHead:
    """The fields and comments between `start` and `end`; UnreadableInput when it is no TOML."""
    _check(source, start, end)
    head = TomlHead()
    table = ""
    while start < end:
        stop = source.line_end(source.line_of(start))
        named = TABLE.match(source.plain, start, stop)
        key = KEY.match(source.plain, start, stop)
        if named:
            table = f"{named['name'].strip()}."
            head.keys.append(table[:-1])
            head.markup.append(named.span("name"))
        elif key:
            head.keys.append(table + key["key"])
            head.markup.append(key.span("key"))
            stop = _values(source, key.end(), end, head)
        _comment(source, start, stop, head)
        start = stop + 1
    return head


def _check(source: Source, start: int, end: int) -> None:
    try:
        toml.parsed(source.plain[start:end])
    except toml.NOT_TOML as fault:
        number = re.search(r"line (\d+)", str(fault))
        line = source.line_of(start) + (int(number[1]) if number else 1)
        raise UnreadableInput(
            said("its front matter is broken at line {line}: not TOML", line=line)
        ) from None


def _comment(source: Source, start: int, stop: int, head: TomlHead) -> None:
    """Adds the comment in the last line before `stop`, if it has one outside of strings."""
    line = source.line_of(stop)
    begin = max(start, source.starts[line])
    if head.nodes:
        begin = max(begin, head.nodes[-1].pieces[-1][1] + 1)
    sign = source.plain.find("#", begin, stop)
    pieces = list(split(source.plain, sign + 1, stop)) if sign >= 0 else []
    if pieces:
        before = source.plain[source.starts[line] : sign]
        node = Node(Form.COMMENT, line, line + 1, sign, pieces)
        node.extent = (sign, stop) if before.strip() else None
        head.nodes.append(node)


def _values(source: Source, start: int, end: int, head: TomlHead) -> int:
    """Adds the values from `start` on; the end of the line on which the last one ends."""
    depth, first = 0, len(head.nodes)
    single = source.plain[start : start + 1] not in ("[", "{")
    while start < end and not (source.plain[start] == "\n" and depth == 0):
        char = source.plain[start]
        value = VALUE.match(source.plain, start, end)
        if char == "#":
            start = source.line_end(source.line_of(start))
        elif value and (name := NAME.match(source.plain, start, end)):
            head.markup.append(name.span())
            start = name.end()
        elif value:
            _add(source, value, single, head)
            start = value.end()
        else:
            depth += (char in "[{") - (char in "]}")
            start += 1
    for one, following in pairwise(head.nodes[first:]):
        one.extent = (one.at, following.at)
    return start


def _add(source: Source, value: re.Match[str], single: bool, head: TomlHead) -> None:
    pieces = list(split(source.plain, *value.span(value.lastgroup or 0)))
    if pieces:
        first, last = source.line_of(value.start()), source.line_of(value.end() - 1)
        extent = None if single else value.span()
        head.nodes.append(
            Node(
                Form.FIELD,
                first,
                last + 1,
                value.start(),
                pieces,
                info=head.keys[-1],
                extent=extent,
            )
        )
