"""The diff that `patch` and other programs read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from antidistill.diff import Change, changes
from antidistill.reports.base import Look, Outcome
from antidistill.reports.columns import clean

CONTEXT = 3

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""Only a line feed ends a line here, as `patch` sees it."""

_Block = tuple[int, int, int, int]
"""Lines [a, b) of the original became lines [c, d) of the result."""


class Unified:
    """`--- a/FILE`, `+++ b/FILE` and hunks; nothing at all for a file that stays as it is."""

    name = "unified"

    def render(self, outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
        """Line by line, as it is in the file; for a terminal without control characters."""
        for outcome in outcomes:
            old = _LINE.findall(outcome.result.document.text)
            new = _LINE.findall(outcome.result.text)
            found = list(_blocks(old, new, changes(outcome.result)))
            if found:
                name = outcome.name.lstrip("/")
                yield look.paint(f"--- a/{name}", "bold") + "\n"
                yield look.paint(f"+++ b/{name}", "bold") + "\n"
            for hunk in _grouped(found):
                yield from _hunk(hunk, old, new, look)


def _blocks(old: Sequence[str], new: Sequence[str], made: Iterable[Change]) -> Iterator[_Block]:
    """The changed ranges of lines, sorted, apart from each other and without common lines at
    their ends."""
    olds, news = _starts(old), _starts(new)
    shift = 0
    current: _Block | None = None
    for change in made:
        start, end = change.span.start, change.span.end
        a, b = _touched(olds, len(old), start, end)
        c, d = _touched(news, len(new), start + shift, start + shift + len(change.new))
        shift += len(change.new) - (end - start)
        if current and a <= current[1]:
            current = (current[0], max(b, current[1]), current[2], max(d, current[3]))
            continue
        if current:
            yield _trimmed(current, old, new)
        current = (a, b, c, d)
    if current:
        yield _trimmed(current, old, new)


def _starts(some: Sequence[str]) -> list[int]:
    """Where each line starts; after a last line feed there is one more, which is empty."""
    found = [0, *accumulate(map(len, some))]
    return found[:-1] if some and not some[-1].endswith("\n") else found


def _touched(starts: Sequence[int], count: int, start: int, end: int) -> tuple[int, int]:
    return bisect_right(starts, start) - 1, min(bisect_right(starts, end), count)


def _trimmed(block: _Block, old: Sequence[str], new: Sequence[str]) -> _Block:
    a, b, c, d = block
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    return a, b, c, d


def _grouped(found: Iterable[_Block]) -> Iterator[list[_Block]]:
    """Blocks whose contexts touch, together."""
    group: list[_Block] = []
    for block in found:
        if group and block[0] - group[-1][1] > 2 * CONTEXT:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _hunk(
    group: Sequence[_Block], old: Sequence[str], new: Sequence[str], look: Look
) -> Iterator[str]:
    before = min(CONTEXT, group[0][0])
    after = min(CONTEXT, len(old) - group[-1][1])
    a, b = group[0][0] - before, group[-1][1] + after
    c, d = group[0][2] - before, group[-1][3] + after
    yield look.paint(f"@@ -{_range(a, b)} +{_range(c, d)} @@", "cyan") + "\n"
    done = a
    for block in group:
        yield from _marked(" ", "", old[done : block[0]], look)
        yield from _marked("-", "red", old[block[0] : block[1]], look)
        yield from _marked("+", "new", new[block[2] : block[3]], look)
        done = block[1]
    yield from _marked(" ", "", old[done:b], look)


def _range(start: int, end: int) -> str:
    """As unified diffs write it: an empty range stands after the line before it."""
    if end - start == 1:
        return str(start + 1)
    return f"{start + 1 if end > start else start},{end - start}"


def _marked(sign: str, style: str, some: Iterable[str], look: Look) -> Iterator[str]:
    for line in some:
        end = "\n" if line.endswith("\n") else "\n\\ No newline at end of file\n"
        text = line.removesuffix("\n")
        text = clean(text.removesuffix("\r")) if look.width else text
        yield look.paint(sign + text, style) + end
