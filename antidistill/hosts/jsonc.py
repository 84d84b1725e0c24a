"""Settings files in JSON, with comments and trailing commas where a host allows them: an element
goes into a list, or out of it, and no other byte changes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

_SPACE = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_PLAIN = re.compile(r"[-+.\w]+")


@dataclass(frozen=True, slots=True)
class Node:
    """A value in the text."""

    start: int
    end: int
    kind: str
    """'{', '[', or '' for a plain value."""
    children: tuple[tuple[str, int, Node], ...] = ()
    """Of an object: key, start of the key, value; of a list: '', start of the value, value."""

    def get(self, key: str) -> Node | None:
        """The value of a key; the last one, as JSON readers do."""
        found = [value for name, _, value in self.children if name == key]
        return found[-1] if found else None


def parse(text: str) -> Node:
    """The tree of a text; ValueError naming the line when it is none."""
    try:
        node, at = _value(text, _skip(text, 0))
    except RecursionError:
        raise ValueError("line 1: nested too deeply") from None
    if _skip(text, at) != len(text):
        raise ValueError(f"line {_line(text, at)}: something stands after the end")
    return node


def loads(text: str) -> Any:
    """The data in a text with comments and trailing commas."""
    return _data(text, parse(text)) if text.strip() else {}


def elements(text: str, at: Sequence[str]) -> list[Any]:
    """The data of the list below these keys; [] when there is none."""
    node = _found(text, at)
    return [_data(text, child) for _, _, child in node.children] if node else []


def with_element(text: str, at: Sequence[str], value: Any) -> tuple[str, str]:
    """The text with `value` as the last element of the list below the keys `at`, and what was
    put in; ValueError where something else stands in the way."""
    if not text.strip():
        made: Any = [value]
        for key in reversed(at):
            made = {key: made}
        new = f"{json.dumps(made, indent=2, ensure_ascii=False)}\n"
        return f"{text}{new}", new
    node, depth = parse(text), 0
    while depth < len(at):
        if node.kind != "{":
            raise ValueError(f"line {_line(text, node.start)}: {'.'.join(at[:depth])} is no object")
        child = node.get(at[depth])
        if child is None:
            break
        node, depth = child, depth + 1
    made = value if depth == len(at) else [value]
    for key in reversed(at[depth + 1 :]):
        made = {key: made}
    if depth == len(at) and node.kind != "[":
        raise ValueError(f"line {_line(text, node.start)}: {'.'.join(at)} is no list")
    return _added(text, node, at[depth] if depth < len(at) else "", made)


def without(
    text: str, at: Sequence[str], ours: Callable[[Any], bool], snippets: Sequence[str] = ()
) -> str:
    """The text without the elements of ours in the list below `at`, and without the list and the
    objects above it where they have become empty by that. Pieces that were put in by
    `with_element` go exactly as they came."""
    if not text.strip() or not any(ours(v) for v in elements(text, at)):
        return text
    for snippet in snippets:
        shorter = text.replace(snippet, "", 1)
        if snippet in text and _removes_ours(text, shorter, at, ours):
            return shorter
    return _taken(text, at, ours)


def _removes_ours(text: str, shorter: str, at: Sequence[str], ours: Callable[[Any], bool]) -> bool:
    """Whether a shorter text lacks our elements of this list and nothing else. What was empty
    before may be so again."""
    try:
        left, wanted = loads(shorter), loads(_taken(text, at, ours))
    except ValueError:
        return False
    return bool(_pruned(left, at) == _pruned(wanted, at))


def _pruned(data: Any, at: Sequence[str]) -> Any:
    """The data without what is empty below these keys."""
    if not at or not isinstance(data, dict) or at[0] not in data:
        return data
    inner = _pruned(data[at[0]], at[1:])
    return {k: inner if k == at[0] else v for k, v in data.items() if inner or k != at[0]}


def _taken(text: str, at: Sequence[str], ours: Callable[[Any], bool]) -> str:
    while True:
        node = _found(text, at)
        if node is None:
            return text
        for index, (_, _, child) in enumerate(node.children):
            if ours(_data(text, child)):
                text = _cut(text, node, index)
                break
        else:
            return text
        path = list(at)
        while path and (node := _found(text, path)) and not node.children:
            above = _found(text, path[:-1])
            if above is None:
                break
            text = _cut(text, above, [k for k, _, _ in above.children].index(path.pop()))


def _cut(text: str, node: Node, index: int) -> str:
    """The text without one child: with the comma before it, or with the one after the first."""
    _, start, child = node.children[index]
    if index:
        return text[: node.children[index - 1][2].end] + text[child.end :]
    rest = text[child.end :]
    comma = re.match(r"\s*,", rest)
    if comma and len(node.children) > 1:
        return text[:start] + rest[comma.end() :].lstrip(" \t\r\n")
    head = text[:start].rstrip()
    return (
        head + (rest[comma.end() :] if comma else rest).lstrip()
        if _bare(text, node, start)
        else text[:start] + (rest[comma.end() :] if comma else rest)
    )


def _bare(text: str, node: Node, start: int) -> bool:
    """Whether nothing but white space stands before the first child."""
    return not text[node.start + 1 : start].strip()


def _added(text: str, node: Node, key: str, made: Any) -> tuple[str, str]:
    unit, base = _indent(text, node)
    line_end = "\r\n" if "\r\n" in text else "\n"
    body = json.dumps(made, indent=unit or None, ensure_ascii=False)
    piece = f"{json.dumps(key)}: {body}" if key else body
    pad = base + (unit if isinstance(unit, str) else " " * unit)
    piece = piece.replace("\n", f"{line_end}{pad}")
    if not node.children:
        at = node.start + 1
        tail = f"{line_end}{base}" if "\n" not in text[at : node.end - 1] else ""
        snippet = f"{line_end}{pad}{piece}{tail}"
        return text[:at] + snippet + text[at:], snippet
    last = node.children[-1][2].end
    snippet = f",{line_end}{pad}{piece}"
    return text[:last] + snippet + text[last:], snippet


def _indent(text: str, node: Node) -> tuple[str | int, str]:
    """How the file indents, and the indent of the line where a node begins."""
    line = text[text.rfind("\n", 0, node.start) + 1 : node.start]
    base = line[: len(line) - len(line.lstrip())]
    first = re.search(r"\n([ \t]+)\S", text)
    unit = first.group(1) if first else "  "
    if base and unit.startswith(base) and len(unit) > len(base):
        unit = unit[len(base) :]
    return unit, base


def _found(text: str, at: Sequence[str]) -> Node | None:
    node: Node | None = parse(text) if text.strip() else None
    for key in at:
        node = node.get(key) if node is not None and node.kind == "{" else None
    return node


def _data(text: str, node: Node) -> Any:
    if node.kind == "{":
        return {key: _data(text, child) for key, _, child in node.children}
    if node.kind == "[":
        return [_data(text, child) for _, _, child in node.children]
    return json.loads(text[node.start : node.end])


def _value(text: str, at: int) -> tuple[Node, int]:
    mark = text[at : at + 1]
    if mark in ("{", "["):
        return _container(text, at, mark)
    found = (_STRING if mark == '"' else _PLAIN).match(text, at)
    if found is None:
        raise ValueError(f"line {_line(text, at)}: a value is missing")
    try:
        json.loads(found.group())
    except ValueError:
        raise ValueError(f"line {_line(text, at)}: {found.group()!r} is no value") from None
    return Node(at, found.end(), ""), found.end()


def _container(text: str, start: int, mark: str) -> tuple[Node, int]:
    closing = "}" if mark == "{" else "]"
    children: list[tuple[str, int, Node]] = []
    at = _skip(text, start + 1)
    while text[at : at + 1] != closing:
        key, begins = "", at
        if mark == "{":
            key, at = _key(text, at)
        child, at = _value(text, at)
        children.append((key, begins, child))
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        elif text[at : at + 1] != closing:
            raise ValueError(f"line {_line(text, at)}: {closing!r} is missing")
    return Node(start, at + 1, mark, tuple(children)), at + 1


def _key(text: str, at: int) -> tuple[str, int]:
    found = _STRING.match(text, at)
    if found is None:
        raise ValueError(f"line {_line(text, at)}: a key is missing")
    colon = _skip(text, found.end())
    if text[colon : colon + 1] != ":":
        raise ValueError(f"line {_line(text, at)}: ':' is missing")
    key: str = json.loads(found.group())
    return key, _skip(text, colon + 1)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
