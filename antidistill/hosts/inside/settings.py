"""Settings line by line: comments, and values that are sentences (INI, .env, properties)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from antidistill.hosts.inside.base import Text, led, on_one_line, plain, whole_lines
from antidistill.span import Span

_COMMENT = re.compile(r"(?P<lead>[ \t]*(?:[#;!]+|//))(?P<said>[^\r\n]*)")
_ENTRY = re.compile(
    r"(?P<key>[ \t]*(?:export )?[\w.*/ \u4e00-\u9fff-]+?[ \t]*[=:][ \t]*)(?P<value>\S[^\r\n]*)"
)
_TAIL = re.compile(r"(?P<lead>[ \t]+[#;][ \t]*)(?P<said>[^\"'\r\n]*)$")
_FURTHER = re.compile(r"[ \t]+(?P<said>\S[^\r\n]*)")


@dataclass(frozen=True, slots=True)
class Settings:
    """A file of them."""

    def texts(self, text: str) -> Iterator[Text]:
        """Comments on lines that follow one another as one; values with the lines that they go on
        in."""
        rows = list(_rows(text))
        at = 0
        while at < len(rows):
            line, start = rows[at]
            if found := _COMMENT.match(line):
                end = _while(rows, at, found["lead"])
                yield _comment(text, rows[at:end], found["lead"])
            else:
                end = _value_end(rows, at)
                yield from _entry(rows[at:end], start)
            at = end

    def said(self, text: str) -> Iterator[str]:
        """What they say."""
        for one in self.texts(text):
            yield from one.text.split("\n\n")

    def same(self, before: str, after: str) -> bool:
        """Whether it has the same sections and keys."""
        return _keys(before) == _keys(after)


def syntax(path: str) -> Settings:
    """That of any such file."""
    del path
    return Settings()


def _rows(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield line.rstrip("\r\n"), at
        at += len(line)


def _while(rows: Sequence[tuple[str, int]], at: int, lead: str) -> int:
    while at < len(rows) and (found := _COMMENT.match(rows[at][0])) and found["lead"] == lead:
        at += 1
    return at


def _comment(text: str, rows: Sequence[tuple[str, int]], lead: str) -> Text:
    said = "\n".join(line[len(lead) :].strip() for line, _ in rows)
    return whole_lines(text, _span(rows), said, led(f"{lead} "))


def _value_end(rows: Sequence[tuple[str, int]], at: int) -> int:
    end = at + 1
    if _ENTRY.match(rows[at][0]):
        while end < len(rows) and _FURTHER.match(rows[end][0]) and not _is_other(rows[end][0]):
            end += 1
    return end


def _is_other(line: str) -> bool:
    return bool(_COMMENT.match(line) or re.match(r"[ \t]*[\w.-]+[ \t]*=", line))


def _entry(rows: Sequence[tuple[str, int]], start: int) -> Iterator[Text]:
    line = rows[0][0]
    found = _ENTRY.match(line)
    if found is None:
        return
    value, tail = found["value"], None
    if len(rows) == 1:
        tail = _TAIL.search(value)
        value = value[: tail.start()] if tail else value
    place = start + found.start("value")
    quote = value[0] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else ""
    said = "\n".join((value, *(one.strip() for one, _ in rows[1:])))
    end = place + len(value) if len(rows) == 1 else _span(rows).end
    yield Text(Span(place, end), said.strip(quote) if quote else said, _value(quote, rows))
    if tail:
        span = Span(place + tail.start(), place + tail.end())
        yield Text(span, tail["said"], plain(tail["lead"]))


def _value(quote: str, rows: Sequence[tuple[str, int]]) -> Callable[[str], str]:
    further = rows[1][0] if len(rows) > 1 else ""
    indent = further[: len(further) - len(further.lstrip())]

    def written(text: str) -> str:
        if not further:
            bare = on_one_line(text)
            safe = bare.replace(quote, "") if quote else bare
            return f"{quote}{safe}{quote}"
        first, *others = text.splitlines() or [""]
        return "\n".join((first, *(f"{indent}{one.strip()}" for one in others if one.strip())))

    return written


def _span(rows: Sequence[tuple[str, int]]) -> Span:
    line, start = rows[-1]
    return Span(rows[0][1], start + len(line))


def _keys(text: str) -> list[str]:
    found = []
    for line, _ in _rows(text):
        if _COMMENT.match(line) or not line.strip() or line[0] in " \t":
            continue
        found.append(re.split(r"[=:]", line, maxsplit=1)[0].strip())
    return found
