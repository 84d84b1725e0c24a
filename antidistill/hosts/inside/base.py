"""What a syntax with prose in it tells: where the texts are, and how one is written back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from antidistill.span import Span

SENTENCE = re.compile(
    r"[\u4e00-\u9fff，、]{6,}|(?:[^\W\d_]+(?:['’-][^\W\d_]+)*[,;:]? +){3,}[^\W\d_]+"
)
"""Enough words in a row: no title, path, command or identifier."""


@dataclass(frozen=True, slots=True)
class Text:
    """A comment, string, cell or paragraph of a file."""

    span: Span
    """All that is replaced: its marks, quotation marks, indentation."""
    text: str
    """What it says."""
    written: Callable[[str], str]
    """What to put there for another text; '' for none."""
    mark: str = ""
    """What makes it a heading or an item in Markdown."""


class Syntax(Protocol):
    """A way in which prose stands inside a file."""

    def texts(self, text: str) -> Iterator[Text]:
        """In the order of the file, none inside another; whether they are sentences or not."""

    def said(self, text: str) -> Iterator[str]:
        """What they say, for a quick look; the file need not be sound."""

    def same(self, before: str, after: str) -> bool:
        """Whether the file is still the same but for its texts."""


def on_one_line(text: str) -> str:
    """The same without line breaks."""
    return " ".join(text.split())


def led(lead: str) -> Callable[[str], str]:
    """Writes each line behind a mark, such as that of comments."""

    def written(text: str) -> str:
        return "\n".join(f"{lead}{line}".rstrip() for line in text.splitlines())

    return written


def plain(before: str = "", after: str = "") -> Callable[[str], str]:
    """Writes a text on one line between marks."""

    def written(text: str) -> str:
        return f"{before}{on_one_line(text)}{after}" if text.strip() else ""

    return written


def dedented(lines: Sequence[str]) -> tuple[list[str], str]:
    """Lines without the indentation that they share, but for the first; and that indentation."""
    if not lines:
        return [], ""
    sizes = [len(one) - len(one.lstrip()) for one in lines[1:] if one.strip()]
    size = min(sizes, default=0)
    lead = next((one[:size] for one in lines[1:] if one.strip()), "")
    return [lines[0].strip(), *(one[size:].rstrip() for one in lines[1:])], lead


def indent_of(line: str) -> str:
    """The white space at its beginning."""
    return line[: len(line) - len(line.lstrip())]


def whole_lines(text: str, span: Span, said: str, written: Callable[[str], str]) -> Text:
    """A text that has its lines to itself: their end goes with it."""
    end = next((e for e in ("\r\n", "\n") if text.startswith(e, span.end)), "")

    def ended(new: str) -> str:
        made = written(new)
        return made + end if made else ""

    return Text(Span(span.start, span.end + len(end)), said, ended)
