"""The lines of pages, from words at places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from antidistill.formats.pdf.opening import Page, Words

_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_MARGINS = 2
"""Lines at either end of a page among which running heads are looked for."""
_LONG = 8
"""Letters from which on the width of words is a guess too rough to see a gap behind them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    fixed: bool
    page: int

    @property
    def width(self) -> float:
        """In points, by how wide letters usually are."""
        return _width(self.text, self.size)


def _width(text: str, size: float) -> float:
    return sum(1.0 if _WIDE.match(c) else 0.5 for c in text) * size


def lines_of(pages: Sequence[Page]) -> tuple[list[Line], int]:
    """The lines in their order, without page numbers, running heads and feet; and how many of
    these there were."""
    by_page = [list(_lines(page, number)) for number, page in enumerate(pages)]
    often = Counter(k for page in by_page for k in {_bare(x) for x in _ends(page)})
    running = {k for k, n in often.items() if n > 1 and n * 2 > len(pages)}
    out, left = [], 0
    for page in by_page:
        ends = _ends(page)
        for line in page:
            if line in ends and (_bare(line) in running or _is_number(line.text)):
                left += 1
            else:
                out.append(line)
    return (out, left) if out else ([x for page in by_page for x in page], 0)


def _ends(page: Sequence[Line]) -> list[Line]:
    tall = sorted(page, key=lambda x: -x.y)
    return [*tall[:_MARGINS], *tall[_MARGINS:][-_MARGINS:]]


def _bare(line: Line) -> str:
    return re.sub(r"[\d\W]+", "", line.text) or "#"


def _is_number(text: str) -> bool:
    number = r"[-–—\s]*(?:page|第)?\s*\d{1,4}\s*页?(?:\s*(?:/|of|共)\s*\d{1,4}\s*页?)?[-–—\s]*"
    return re.fullmatch(number, text, re.IGNORECASE) is not None


def _lines(page: Page, number: int) -> Iterator[Line]:
    run: list[Words] = []
    for words in page:
        if run and not _beside(run[-1], words):
            yield from _line(run, number)
            run = []
        run.append(words)
    yield from _line(run, number)


def _beside(one: Words, other: Words) -> bool:
    """Whether words go on in the line of the ones before."""
    return abs(one.y - other.y) < 0.45 * max(one.size, other.size) and other.x >= one.x - 1


def _line(run: Sequence[Words], number: int) -> Iterator[Line]:
    text, last = "", None
    for words in run:
        text += _gap(text, last, words) + re.sub(r"\s+", " ", words.text)
        last = words
    if re.search(r"[^\W_]|[^\w\s●○•·▪■]", text):
        letters = Counter[tuple[float, bool, bool]]()
        for words in run:
            letters[(words.size, words.bold, words.fixed)] += len(words.text.strip())
        (size, bold, fixed), _ = letters.most_common(1)[0]
        yield Line(re.sub(r" {2,}", " ", text).strip(), run[0].x, run[0].y, size, bold, fixed,
                   number)  # fmt: skip


def _gap(text: str, last: Words | None, words: Words) -> str:
    """What stands between words and the next on their line."""
    if last is None or text.endswith(" ") or words.text[:1].isspace():
        return ""
    bare = last.text.strip()
    width = _width(bare, last.size)
    short = len(bare) < _LONG
    return " " if words.x - last.x - width > (0.3 if short else 2.0) * last.size else ""
