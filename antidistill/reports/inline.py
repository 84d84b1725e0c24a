"""The diff for a terminal: old words struck out and new words put in, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from antidistill.diff import Change, changes, pieces
from antidistill.reports.base import Look, Outcome
from antidistill.reports.columns import clean, cut, painted, signed, wrap
from antidistill.reports.layout import Line, calm, lines
from antidistill.reports.words import exposed, reasons, title

CONTEXT = 1
"""Unchanged lines shown before and after a change."""


class Inline:
    """Colours where there are any, else [-old-]{+new+}."""

    name = "words"

    def render(self, outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
        """A title, then hunk by hunk under the headings that they stand under."""
        for outcome in outcomes:
            made = changes(outcome.result)
            yield look.paint(title(outcome, made), "bold") + "\n"
            stream = list(lines(calm(pieces(outcome.result.document.text, made))))
            digits = len(str(stream[-1].old)) if stream else 1
            heading: tuple[str, ...] = ()
            for number, hunk in enumerate(_hunks(stream)):
                path = _place(hunk, made)
                first = not number and not path
                yield "\n" if first else _bar(path if path != heading else (), look)
                heading = path
                yield from _hunk(hunk, made, digits, look)
            if note := exposed(outcome.result):
                yield look.paint(f"\n! {note}", "yellow") + "\n"
            yield "\n"


def _hunks(stream: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of changed lines with CONTEXT lines around; runs that touch are one."""
    near = [False] * len(stream)
    for at, line in enumerate(stream):
        if not line.same:
            for around in range(max(0, at - CONTEXT), min(len(stream), at + CONTEXT + 1)):
                near[around] = True
    hunk: list[Line] = []
    for line, shown in zip(stream, near, strict=True):
        if shown:
            hunk.append(line)
        elif hunk:
            yield hunk
            hunk = []
    if hunk:
        yield hunk


def _hunk(hunk: Sequence[Line], made: Sequence[Change], digits: int, look: Look) -> Iterator[str]:
    told: set[int] = set()
    gutter = " " * (digits + 3)
    room = max(look.width - len(gutter), 20) if look.width else 0
    for line in hunk:
        shown = line.pieces if look.colour else signed(line.pieces)
        number = look.paint(f"{line.old:>{digits}} {' ' if line.same else '│'} ", "dim")
        for at, row in enumerate(wrap(shown, room)):
            yield (gutter if at else number) + painted(row, look) + "\n"
        fresh = {p.change for p in line.pieces if p.change >= 0} - told
        told |= fresh
        for reason in reasons([made[at] for at in sorted(fresh)]):
            yield gutter + look.paint(f"└ {reason}", "cyan") + "\n"


def _place(hunk: Sequence[Line], made: Sequence[Change]) -> tuple[str, ...]:
    first = next((p.change for line in hunk for p in line.pieces if p.change >= 0), None)
    return () if first is None else made[first].path


def _bar(path: tuple[str, ...], look: Look) -> str:
    if not path:
        return look.paint("  ⋯", "dim") + "\n"
    text = clean(" › ".join(path))
    if look.width:
        text = cut(text, look.width - 3)
    return "\n" + look.paint(f"── {text}", "bold") + "\n"
