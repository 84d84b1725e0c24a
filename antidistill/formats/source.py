"""A text with its line ends evened out for a parser, and the way back to the text itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from antidistill.span import Span

LINE_END = re.compile(r"\r\n|\r|\n")
"""Not `str.splitlines`: that also cuts at form feeds and Unicode separators, parsers do not."""


@dataclass(frozen=True, slots=True)
class Source:
    """Parsers count in `plain`; spans count in `text`."""

    text: str
    plain: str
    """`text` with every line end as one line feed."""
    starts: tuple[int, ...]
    """Offset in `plain` of each line's first character."""
    shifts: tuple[int, ...]
    """For each line, how much further on it stands in `text`; () when nowhere."""

    def at(self, position: int) -> int:
        """The offset in `text` of an offset in `plain`."""
        if not self.shifts:
            return position
        return position + self.shifts[bisect_right(self.starts, position) - 1]

    def span(self, start: int, end: int) -> Span:
        """The span of `text` for a range of `plain` that does not end in a line end."""
        return Span(self.at(start), self.at(end))

    def lines(self, first: int, end: int) -> Span:
        """Whole lines of `text`, from line `first` up to, not including, line `end`."""
        return Span(self._line_start(first), self._line_start(end))

    def line_of(self, position: int) -> int:
        """The line, from 0, on which an offset in `plain` stands."""
        return bisect_right(self.starts, position) - 1

    def line(self, index: int) -> str:
        """Line `index` of `plain` without its line end."""
        return self.plain[self.starts[index] : self.line_end(index)]

    def line_end(self, index: int) -> int:
        """Offset in `plain` after the last character of line `index`, before its line end."""
        last = index + 1 == len(self.starts)
        return len(self.plain) if last else self.starts[index + 1] - 1

    def _line_start(self, index: int) -> int:
        return self.at(self.starts[index]) if index < len(self.starts) else len(self.text)


def source_of(text: str) -> Source:
    """`text` made ready for a parser."""
    ends = [m.group() for m in LINE_END.finditer(text)]
    plain = LINE_END.sub("\n", text) if "\r" in text else text
    starts = [0, *(m.end() for m in re.finditer("\n", plain))]
    shifts = list(accumulate((len(e) - 1 for e in ends), initial=0))
    return Source(text, plain, tuple(starts), tuple(shifts) if shifts[-1] else ())
