"""The texts in a YAML file: comments, and strings that are sentences. Everything else stays byte
for byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from antidistill.span import Span

RUN = frozenset({
    "run", "script", "before_script", "after_script", "command", "cmd", "entrypoint", "args",
    "shell", "code", "sql", "query", "image", "test", "pattern", "regex", "if", "when", "uses",
    "openapi", "expr",
})  # fmt: skip
"""Keys of what is run or matched, not read."""
_COMMENT = re.compile(r"^([ \t]*)#(.*)$")
_ENTRY = re.compile(
    r"^( *(?:- +)*)(?:(\"[^\"\n]*\"|'[^'\n]*'|[^\s#\"'\[{&*!|>%@`][^:#\n]*?):(?: +|$))?"
)
_BLOCK = re.compile(r"[|>][-+\d]{0,2}[ \t]*(?:#.*)?$")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\']|\'\')*)\'')
_PLAIN = re.compile(r"[^\s#\"'\[\]{},&*!|>%@`].*?(?=\s+#|\s*$)")
_QUOTE = re.compile("[\"']")
_TAIL = re.compile(r"\s#\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Text:
    """One of them."""

    span: Span
    """All that is replaced: marks of comments, quotation marks, the head of a block."""
    text: str
    before: str = ""
    """What opens it: of a comment its indentation, of a block its head."""
    lead: str = ""
    """What stands before each line of it; '' for a string on one line."""

    def written(self, text: str) -> str:
        """YAML for it with another text."""
        if not self.lead:
            return json.dumps(text, ensure_ascii=False)
        if not text:
            return '""' if self.before else ""
        lines = (f"{self.lead}{line}".rstrip() for line in text.splitlines())
        return self.before + "\n".join(lines)


def texts(text: str) -> Iterator[Text]:
    """Comments, runs of whole lines together, and string values, whether they are sentences or
    not; flow collections are passed over."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    at = 0
    while at < len(lines):
        if _COMMENT.match(lines[at].rstrip("\r\n")):
            end = _while(lines, at, _COMMENT)
            yield _comment(lines[at:end], starts[at])
            at = end
        else:
            found, at = _entry(text, lines, starts, at)
            yield from found


def _while(lines: Sequence[str], at: int, pattern: re.Pattern[str]) -> int:
    lead = _indent(lines[at])
    while at < len(lines) and pattern.match(lines[at].rstrip("\r\n")):
        if _indent(lines[at]) != lead:
            break
        at += 1
    return at


def _comment(lines: Sequence[str], start: int) -> Text:
    whole = "".join(lines).rstrip("\r\n")
    lead = " " * _indent(lines[0])
    bare = "\n".join(line.strip().lstrip("#").strip() for line in lines)
    return Text(Span(start, start + len(whole)), bare, lead=f"{lead}# ")


def _entry(
    text: str, lines: Sequence[str], starts: Sequence[int], at: int
) -> tuple[list[Text], int]:
    """The string of an entry and the comment behind it; and the line after it."""
    line = lines[at].rstrip("\r\n")
    head = _ENTRY.match(line)
    place = head.end() if head else 0
    key = ((head and head[2]) or "").strip("\"' ").lower()
    rest = line[place:]
    size = len(head[1]) if head and key else _indent(line)
    if _BLOCK.match(rest):
        end = _below(lines, at, size)
        block = _block(lines[at + 1 : end], Span(starts[at] + place, starts[at + 1]), rest)
        return ([block] if block and key not in RUN else []), end
    if quoted := _QUOTED.match(text, starts[at] + place):
        end = next(n for n, s in enumerate(starts) if s >= quoted.end())
        inside = _unquoted(quoted)
        found = [Text(Span(*quoted.span()), inside)] if inside and key not in RUN else []
        return found, max(end, at + 1)
    plain = _PLAIN.match(rest)
    end = _below(lines, at, size) if plain and key else at + 1
    found = []
    if plain and key not in RUN and ": " not in plain[0]:
        start = starts[at] + place
        whole = text[start : starts[end]].rstrip() if end > at + 1 else plain[0]
        if not re.search(r"\s#|:\s", whole):
            found.append(Text(Span(start, start + len(whole)), " ".join(whole.split())))
    if end == at + 1 and (tail := _TAIL.search(line, place)) and not _QUOTE.search(rest):
        span = Span(starts[at] + tail.start() + 1, starts[at] + len(line.rstrip()))
        found.append(Text(span, tail[1].strip(), lead="# "))
    return found, end


def _block(body: Sequence[str], opened: Span, head: str) -> Text | None:
    whole = "".join(body).rstrip()
    if not whole:
        return None
    size = min(_indent(line) for line in body if line.strip())
    bare = "\n".join(line.rstrip()[size:] for line in body).rstrip()
    return Text(Span(opened.start, opened.end + len(whole)), bare, f"{head}\n", " " * size)


def _below(lines: Sequence[str], at: int, size: int) -> int:
    """The end of the lines below this one that stand further in than `size`."""
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > size):
        end += 1
    while end > at + 1 and not lines[end - 1].strip():
        end -= 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _unquoted(found: re.Match[str]) -> str:
    if found[2] is not None:
        return re.sub(r"\s*\n\s*", " ", found[2].replace("''", "'"))
    try:
        return str(json.loads(re.sub(r"\s*\n\s*", " ", found[0])))
    except ValueError:
        return ""


def tree(text: str) -> list[object] | None:
    """Keys, and the number of values below them; None when it is no YAML."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        found = list(YAML(typ="rt", pure=True).compose_all(text))
        return [_branch(node) for node in found]
    except (YAMLError, ValueError, RecursionError):
        return None


def _branch(node: object) -> object:
    value = getattr(node, "value", None)
    if not isinstance(value, list):
        return ""
    return [
        (str(one[0].value), _branch(one[1])) if isinstance(one, tuple) else _branch(one)
        for one in value
    ]
