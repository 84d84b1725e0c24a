"""The lines of pages, from words at places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from antidistill.formats.pdf.opening import Page, Words
from antidistill.formats.pdf.tables import Table, tables_of

_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_HAN_EDGE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_BULLET = re.compile(r"[\ue000-\uf8ff](?=\s)")
"""A mark of a symbol font, which no other font has."""
_NEAR = 4.0
"""Points by which the columns of a table may lie apart on the next page."""
_MARGINS = 2
"""Lines at either end of a page among which running heads are looked for."""
_LONG = 8
"""Letters from which on the width of words is a guess too rough to see a gap behind them."""


_Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, or a table of it."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    fixed: bool
    page: int
    rows: _Rows = ()
    """Of a table: its cells; `text` is empty then."""
    edges: tuple[float, ...] = ()
    """Of a table: the borders of its columns."""

    @property
    def width(self) -> float:
        """In points, by how wide letters usually are."""
        return _width(self.text, self.size)


def _width(text: str, size: float) -> float:
    return sum(1.0 if _WIDE.match(c) else 0.5 for c in text) * size


def lines_of(pages: Sequence[Page]) -> tuple[list[Line], int]:
    """The lines in their order, without page numbers, running heads and feet; and how many of
    these there were."""
    by_page = [list(_shown(page, number)) for number, page in enumerate(pages)]
    often = Counter(k for page in by_page for k in {_bare(x) for x in _ends(page)})
    running = {k for k, n in often.items() if n > 1 and n * 2 > len(pages)}
    out: list[Line] = []
    left = 0
    for page in by_page:
        ends = _ends(page)
        for line in page:
            if line in ends and (_bare(line) in running or _is_number(line.text)):
                left += 1
            else:
                out.append(line)
    if not out:
        out, left = [x for page in by_page for x in page], 0
    return list(_tables_joined(out)), left


def _shown(page: Page, number: int) -> Iterator[Line]:
    """The lines of a page; each of its tables where its first words stand."""
    tables = list(tables_of(page))
    run: list[Words] = []
    done: set[int] = set()
    for words in page.words:
        at = next((n for n, t in enumerate(tables) if t.place(words) is not None), None)
        if at is None:
            run.append(words)
        elif at not in done:
            done.add(at)
            yield from _lines(run, number)
            run = []
            yield _of_table(tables[at], page, number)
    yield from _lines(run, number)


def _of_table(table: Table, page: Page, number: int) -> Line:
    rows = tuple(
        tuple(_BULLET.sub("•", joined([x.text for x in _lines(cell, number)])) for cell in row)
        for row in table.cells(page.words)
    )
    top, left = -table.heights[0], table.edges[0]
    return Line("", left, top, 0.0, False, False, number, rows, table.edges)


def _tables_joined(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with tables whole that go on over pages; a row on its own is a line."""
    last: Line | None = None
    for line in lines:
        if last is not None and last.rows and line.rows and _continues(last, line):
            last = replace(last, rows=_more(last.rows, line.rows), page=line.page)
            continue
        if last is not None:
            yield _alone(last)
        last = line
    if last is not None:
        yield _alone(last)


def _continues(one: Line, other: Line) -> bool:
    near = len(one.edges) == len(other.edges) and all(
        abs(a - b) < _NEAR for a, b in zip(one.edges, other.edges, strict=True)
    )
    return near and other.page == one.page + 1


def _more(rows: _Rows, more: _Rows) -> _Rows:
    """Rows with those of the next page, without a head that is said again; a row that goes on there
    has nothing in its first cell."""
    if more[0] == rows[0]:
        more = more[1:]
    if more and not more[0][0] and any(more[0]) and len(more[0]) == len(rows[-1]):
        whole = tuple(
            joined([c for c in pair if c]) for pair in zip(rows[-1], more[0], strict=True)
        )
        return (*rows[:-1], whole, *more[1:])
    return (*rows, *more)


def _alone(line: Line) -> Line:
    if len(line.rows) != 1:
        return line
    return replace(line, text=" ".join(c for c in line.rows[0] if c), rows=(), edges=())


def joined(lines: Sequence[str]) -> str:
    """Lines as one: hyphens at their ends go, and no blank comes between Han characters."""
    out = lines[0] if lines else ""
    for line in lines[1:]:
        if re.search(r"[^\W\d_]-$", out) and line[:1].islower():
            out = out[:-1] + line
        elif _HAN_EDGE.match(out[-1:]) and _HAN_EDGE.match(line[:1]):
            out += line
        else:
            out += " " + line
    return out


def _ends(page: Sequence[Line]) -> list[Line]:
    tall = sorted((x for x in page if not x.rows), key=lambda x: -x.y)
    return [*tall[:_MARGINS], *tall[_MARGINS:][-_MARGINS:]]


def _bare(line: Line) -> str:
    return re.sub(r"[\d\W]+", "", line.text) or "#"


def _is_number(text: str) -> bool:
    number = r"[-–—\s]*(?:page|第)?\s*\d{1,4}\s*页?(?:\s*(?:/|of|共)\s*\d{1,4}\s*页?)?[-–—\s]*"
    return re.fullmatch(number, text, re.IGNORECASE) is not None


def _lines(found: Sequence[Words], number: int) -> Iterator[Line]:
    run: list[Words] = []
    for words in found:
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
