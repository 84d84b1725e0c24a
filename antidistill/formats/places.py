"""From offsets in lines that were cut out and joined to offsets in the text they come from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

Range = tuple[int, int]
"""Half-open, like a Span, but of another text than `Document.text`."""


class Places:
    """The way back from lines joined by line feeds."""

    def __init__(self, lines: Sequence[Range]) -> None:
        self.lines = lines
        self.starts = [0]
        for start, end in lines[:-1]:
            self.starts.append(self.starts[-1] + end - start + 1)

    def at(self, offset: int) -> int:
        """Where the character at `offset` stands."""
        line = bisect_right(self.starts, offset) - 1
        start, end = self.lines[line]
        return min(start + offset - self.starts[line], end)

    def range(self, where: Range) -> Range:
        """Where a range of the joined lines stands."""
        start, end = where
        first = self.at(start)
        return first, max(first, self.at(end - 1) + 1 if end > start else first)


def joined(text: str, lines: Sequence[Range]) -> str:
    """The lines, joined by line feeds."""
    return "\n".join(text[a:b] for a, b in lines)


def split(text: str, start: int, end: int) -> Iterator[Range]:
    """The lines between `start` and `end` (line feeds only) that hold anything, without the white
    space around."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield from filled(text, (start, stop))
        start = stop + 1


def filled(text: str, line: Range) -> Iterator[Range]:
    """`line` without the white space around it, if it holds anything else."""
    cut = text[line[0] : line[1]]
    if cut.strip():
        yield line[0] + len(cut) - len(cut.lstrip()), line[0] + len(cut.rstrip())
