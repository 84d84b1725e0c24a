"""How much original and copy give away, as two pictures that stand inside a page: no numbers are
told by colour alone, and both follow the page's colours."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from antidistill.exposure import Exposure
from antidistill.reports.columns import clean, cut

HEATS = ((60, "high"), (30, "some"), (0, "low"))
"""From which score on a part is drawn in which colour; as `scan` does it at the terminal."""
_ROW = 22
_NAME = 30
"""Columns of a section's heading."""
_BAR, _LEFT, _WIDE = 130, 232, 420


def gauge(before: Exposure, after: Exposure) -> str:
    """A half circle from 0 to 100: filled up to the copy, with a mark at the original."""
    told = f"{before.score} → {after.score}"
    x1, y1 = _on_circle(before.score, 40)
    x2, y2 = _on_circle(before.score, 62)
    track = f'<path class="track" d="{_arc(100)}"/>'
    filled = f'<path class="{heat_of(after.score)}" d="{_arc(after.score)}"/>' * bool(after.score)
    mark = f'<line class="mark" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'
    text = f'<text x="70" y="66" text-anchor="middle">{told}</text>'
    return (
        f'<svg class="gauge" viewBox="0 0 140 74" role="img" aria-label="{told}">'
        f"{track}{filled}{mark}{text}</svg>"
    )


def heat(before: Exposure, after: Exposure) -> str:
    """A line for each section that tells something: its heading, and two bars with their scores,
    the original above the copy."""
    rows = [row for row in _sections(before, after) if any(row[1:])]
    told = "; ".join(f"{name}: {old} → {new}" for name, old, new in rows)
    height = _ROW * len(rows)
    drawn = "".join(_row(n * _ROW, *row) for n, row in enumerate(rows))
    return (
        f'<svg class="heat" viewBox="0 0 {_WIDE} {max(height, 1)}" role="img" '
        f'aria-label="{escape(told)}">{drawn}</svg>'
    )


def heat_of(score: int) -> str:
    """'high', 'some' or 'low'."""
    return next(name for least, name in HEATS if score >= least)


def _sections(before: Exposure, after: Exposure) -> Iterator[tuple[str, int, int]]:
    """Heading, score in the original, score in the copy; 0 where the copy has no such section."""
    new = dict(_counted(after.sections))
    for place, score in _counted(before.sections):
        path = place[0]
        name = "– " * (len(path) - 1) + clean(path[-1]) if path else "·"
        yield cut(name, _NAME), score, new.get(place, 0)


def _counted(
    sections: Sequence[tuple[tuple[str, ...], int]],
) -> Iterator[tuple[tuple[tuple[str, ...], int], int]]:
    """Scores by path and its number among its equals."""
    seen: Counter[tuple[str, ...]] = Counter()
    for path, score in sections:
        yield (path, seen[path]), score
        seen[path] += 1


def _row(top: int, name: str, old: int, new: int) -> str:
    return (
        f'<text x="0" y="{top + 15}">{escape(name, quote=False)}</text>'
        f'<rect class="{heat_of(old)} old" x="{_LEFT}" y="{top + 3}" '
        f'width="{max(1, old * _BAR // 100)}" height="7"/>'
        f'<rect class="{heat_of(new)}" x="{_LEFT}" y="{top + 12}" '
        f'width="{max(1, new * _BAR // 100)}" height="7"/>'
        f'<text x="{_WIDE}" y="{top + 15}" text-anchor="end">{old} → {new}</text>'
    )


def _arc(score: int) -> str:
    x, y = _on_circle(score, 52)
    return f"M18 62A52 52 0 0 1 {x} {y}"


def _on_circle(score: int, radius: int) -> tuple[float, float]:
    angle = math.pi * (1 - score / 100)
    return round(70 + radius * math.cos(angle), 2), round(62 - radius * math.sin(angle), 2)
