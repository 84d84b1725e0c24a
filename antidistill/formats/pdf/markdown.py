"""Markdown from the lines of a PDF: headings by size, lists by their marks, lines joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from antidistill.formats.pdf.lines import Line, joined, lines_of
from antidistill.formats.pdf.opening import Page
from antidistill.message import counted

_BULLET = re.compile(r"[-*•·●○◦▪■–‣➢✓\uf0b7\uf0a7]\s+(?=\S)|o\s+(?=[A-Z])")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_OTHER_MARK = re.compile(r"[(（]?(?:[A-Za-z]?\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})[)）、]")
_ENDS = re.compile(r"[.!?:;。！？：；…]['\"”’）)]*$")
_LARGER = 1.15
"""Times the size of the text, from which on a line is a heading."""
_FULL = 0.7
"""Of the widest line: what is shorter may be the last of its paragraph."""
_TITLE = 100
"""Characters; what is longer is no heading."""


@dataclass(slots=True)
class _Block:
    sort: str
    """'heading', 'item', 'number', 'code', 'table' or 'text'."""
    lines: list[Line] = field(default_factory=list)
    level: int = 0
    mark: str = ""


def markdown(pages: Sequence[Page]) -> tuple[str, tuple[str, ...]]:
    """The text of pages as Markdown, and what was left out of it."""
    lines, running = lines_of(pages)
    blocks = _blocks(lines)
    out: list[str] = []
    before = ""
    for block in blocks:
        near = before in ("item", "number") and block.sort == before
        out.append(("" if near or not out else "\n") + _written(block))
        before = block.sort
    note = (
        counted(
            "not in the copy: {n} page number or running head",
            "not in the copy: {n} page numbers and running heads",
            running,
        ),
    )
    return "".join(out), note if running else ()


def _blocks(lines: Sequence[Line]) -> list[_Block]:
    size = _usual(lines)
    levels = _levels(lines, size)
    gap = _usual_gap(lines)
    widest = max((x.width for x in lines if x.size == size), default=0.0)
    out: list[_Block] = []
    for line in lines:
        one = _begun(line, size, levels)
        if out and _goes_on(out[-1], one, line, gap, widest):
            out[-1].lines.append(line)
        else:
            one.lines.append(line)
            out.append(one)
    return out


def _usual(lines: Sequence[Line]) -> float:
    letters = Counter[float]()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0]


def _usual_gap(lines: Sequence[Line]) -> float:
    """From one line to the next within a paragraph, in sizes of letters."""
    gaps = [
        (a.y - b.y) / a.size
        for a, b in pairwise(lines)
        if a.page == b.page and a.size == b.size and 0.8 < (a.y - b.y) / max(a.size, 1) < 2.5
    ]
    return median(sorted(gaps)[: max(1, len(gaps) * 2 // 3)]) if gaps else 1.3


def _levels(lines: Sequence[Line], size: float) -> dict[float, int]:
    """Heading level by size of the letters."""
    large = sorted({round(x.size) for x in lines if x.size >= size * _LARGER}, reverse=True)
    return {s: min(n, 4) for n, s in enumerate(large, 1)}


def _begun(line: Line, size: float, levels: dict[float, int]) -> _Block:
    """The block that a line would begin."""
    text = line.text
    if line.rows:
        return _Block("table")
    short = len(text) <= _TITLE
    if short and line.size >= size * _LARGER and round(line.size) in levels:
        return _Block("heading", level=levels[round(line.size)])
    if line.fixed:
        return _Block("code")
    if found := _BULLET.match(text):
        return _Block("item", mark=found.group())
    alone = line.bold and short and not _ENDS.search(text)
    if alone and re.search(r"[^\W\d]", text):
        return _Block("heading", level=min(max(levels.values(), default=0) + 1, 5))
    if found := _NUMBER.match(text):
        return _Block("number", mark=found.group())
    return _Block("text")


def _goes_on(block: _Block, one: _Block, line: Line, gap: float, widest: float) -> bool:
    """Whether a line belongs to the block before it."""
    last = block.lines[-1]
    over = last.page != line.page
    step = (last.y - line.y) / max(last.size, 1)
    near = 0 < step <= max(gap * 1.25, gap + 0.15)
    if one.sort in ("item", "number", "table") or block.sort == "table":
        return False
    if "heading" in (one.sort, block.sort):
        like = (block.lines[0].size, block.lines[0].bold) == (line.size, line.bold)
        return block.sort == "heading" and like and near and not over
    if "code" in (one.sort, block.sort):
        return block.sort == one.sort and (over or 0 < step < 3 * gap)
    ended = _ENDS.search(last.text) is not None
    full = last.width > _FULL * widest
    if ended and _OTHER_MARK.match(line.text):
        return False
    if over:
        return not ended and full and not line.text[:1].isupper()
    if not full and (ended or line.text[:1].isupper()):
        return False
    return near or (full and not ended and 0 < step < 2 * gap)


def _written(block: _Block) -> str:
    if block.sort == "code":
        return "```\n" + "\n".join(x.text for x in block.lines) + "\n```\n"
    if block.sort == "table":
        return _table(block.lines[0].rows)
    text = joined([x.text for x in block.lines])
    if block.mark:
        bare = text[len(block.mark) :] if text.startswith(block.mark) else text
        number = re.match(r"\d+", block.mark)
        return f"{number.group() + '.' if number else '-'} {_escaped(bare)}\n"
    if block.sort == "heading":
        return f"{'#' * block.level} {_escaped(text)}\n"
    return f"{_escaped(text)}\n"


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a table of Markdown, the first of which heads it."""
    lines = [" | ".join(_escaped(c).replace("|", "\\|") for c in row) for row in rows]
    lines.insert(1, " | ".join("---" for _ in rows[0]))
    return "".join(f"| {line} |\n" for line in lines)


def _escaped(text: str) -> str:
    """The text with what would be markup in Markdown marked as none."""
    out = re.sub(r"[*`\\]|<(?=[A-Za-z/!])|\[(?=[^\]\n]*\]\()", lambda m: "\\" + m.group(), text)
    return re.sub(r"\A(?=#{1,6}\s|>|\+\s|-\s|={3,}|-{3,})", r"\\", out)
