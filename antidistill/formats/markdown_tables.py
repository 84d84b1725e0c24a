"""Rows of pipe tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from antidistill.formats.places import Range

PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Cut:
    """One cell, in offsets of the whole text."""

    text: Range
    """Without the white space around it; empty for an empty cell."""
    extent: Range
    """From after the pipe before it to after the pipe behind it. The last cell of a row that has
    no pipe at its end takes the one before it."""


def cells(plain: str, start: int, end: int) -> list[Cut]:
    """The cells of the row in `plain[start:end]`, those beyond the header's columns too."""
    row = plain[start:end].rstrip(" \t")
    pipes = [start + m.start() for m in PIPE.finditer(row)]
    if not row:
        return []
    left = start
    if pipes and pipes[0] == start:
        left = pipes.pop(0) + 1
    closed = bool(pipes) and pipes[-1] == start + len(row) - 1
    edges = pipes if closed else [*pipes, start + len(row)]
    out: list[Cut] = []
    for edge in edges:
        behind = edge if edge == edges[-1] and not closed else edge + 1
        out.append(Cut(_stripped(plain, left, edge), (left, behind)))
        left = edge + 1
    if not closed and len(out) > 1:
        out[-1] = Cut(out[-1].text, (_before(plain, edges[-2]), out[-1].extent[1]))
    return out


def _stripped(plain: str, start: int, end: int) -> Range:
    text = plain[start:end]
    first = start + len(text) - len(text.lstrip(" \t"))
    return (first, start + len(text.rstrip(" \t"))) if text.strip(" \t") else (start, start)


def _before(plain: str, pipe: int) -> int:
    """The start of the white space before a pipe."""
    while plain[pipe - 1] in " \t":
        pipe -= 1
    return pipe
