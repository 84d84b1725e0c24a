"""Jupyter notebooks: Markdown cells, and comments in the cells of code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from antidistill.hosts import json_text
from antidistill.hosts.inside.base import Text
from antidistill.hosts.json_text import Value
from antidistill.span import Span

_COMMENT = re.compile(r"(?P<lead>[ \t]*#+[ \t]*)(?P<text>.*)")
_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\n")
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a cell."""

    span: Span
    """In the file, without its line end."""
    said: str


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook."""

    def texts(self, text: str) -> Iterator[Text]:
        """Its Markdown cells, each as one; runs of comments in code."""
        for sort, values in _cells(text):
            lines = [one for value in values for one in _lines(text, value)]
            if sort == "code":
                yield from _comments(text, lines)
            elif sort == "markdown" and lines:
                yield _text(text, lines, "")

    def said(self, text: str) -> Iterator[str]:
        """What they say, paragraph by paragraph."""
        for one in self.texts(text):
            yield from _PARAGRAPH.split(one.text)

    def same(self, before: str, after: str) -> bool:
        """Whether it has the same cells."""
        return [sort for sort, _ in _cells(before)] == [sort for sort, _ in _cells(after)]


def syntax(path: str) -> Notebook:
    """That of any notebook."""
    del path
    return Notebook()


def _cells(text: str) -> Iterator[tuple[str, list[Value]]]:
    """The sort of each cell, and the strings that its source is."""
    strings = [v for v in json_text.values(text) if v.keys[:1] == ("cells",)]
    sources = iter([v for v in strings if v.keys == ("cells", "source")])
    told = json.loads(text.removeprefix("\ufeff")) if strings else {}
    for cell in told.get("cells", ()) if isinstance(told, dict) else ():
        source = cell.get("source", "") if isinstance(cell, dict) else ""
        many = len(source) if isinstance(source, list) else 1
        found = [one for _, one in zip(range(many), sources, strict=False)]
        yield _sort(cell), found


def _sort(cell: Any) -> str:
    return str(cell.get("cell_type", "")) if isinstance(cell, dict) else ""


def _lines(text: str, value: Value) -> Iterator[_Line]:
    start, end = value.span.start + 1, value.span.end - 1
    while start < end:
        found = _BREAK.search(text, start, end)
        stop = found.end() - 2 if found else end
        yield _Line(Span(start, stop), str(json.loads(f'"{text[start:stop]}"')))
        start = found.end() if found else end


def _comments(text: str, lines: Sequence[_Line]) -> Iterator[Text]:
    run: list[_Line] = []
    lead = ""
    for line in (*lines, None):
        found = _COMMENT.fullmatch(line.said) if line is not None else None
        if line is not None and found:
            lead = lead if run else found["lead"]
            run.append(line)
            continue
        if run:
            yield _text(text, run, lead)
        run = []


def _text(text: str, lines: Sequence[_Line], lead: str) -> Text:
    said = "\n".join(
        found["text"] if lead and (found := _COMMENT.fullmatch(one.said)) else one.said
        for one in lines
    )
    glue = text[lines[0].span.end : lines[1].span.start] if len(lines) > 1 else "\\n"
    return Text(Span(lines[0].span.start, lines[-1].span.end), said, _writing(lead, glue))


def _writing(lead: str, glue: str) -> Callable[[str], str]:
    def written(text: str) -> str:
        rows = [f"{lead}{one}".rstrip() if lead else one for one in text.splitlines()]
        return glue.join(json.dumps(one, ensure_ascii=False)[1:-1] for one in rows)

    return written
