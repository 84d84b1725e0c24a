"""Cutting plain text into sentences, in English and Chinese, without a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from antidistill.span import Span

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|resp|no|nos|fig|sec|ch|vol|pp?|mr|mrs|ms|dr|prof|"
    r"inc|ltd|st|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[a-z])\.|^\s*\d+\.|\.\.)$",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9`@#\u4e00-\u9fff]|\s*$)|"
    r"[。！？!?]+(?:[\"'”’）)」』]+(?!\s*[a-z,，])|(?![\"'”’）)」』。！？!?]))"
)
_RUNS_ON = re.compile(r"(?<![.!?:;。！？：；])\n(?=[a-z])")
"""A line end inside a sentence: the next line goes on in lower case."""
_BY_SENSE = re.compile(
    r"[.。!！?？…:：][\"'”’）)」』]*\n|\n\s*(?:[A-Z]\w* ){0,3}[A-Z]?\w*(?: \w+)?[:：] "
)
"""A line that ends with its sentence, or a next one that begins with a label."""
_OPENERS = {"(": ")", "（": "）", "“": "”", "「": "」", "『": "』"}


def sentences(text: str, solid: Sequence[Span] = (), *, filled: bool = False) -> list[Span]:
    """The sentences of `text`, without the space between them.

    `solid` ranges (code) are never cut. A line feed ends a sentence unless the text is `filled`,
    that is, wrapped at a width.
    """
    masked = _masked(text, solid)
    if filled:
        masked = masked.replace("\n", " ")
    masked = _RUNS_ON.sub(" ", masked)
    spans: list[Span] = []
    start = 0
    for line in re.finditer(r"[^\n]+", masked):
        start = line.start()
        for end in _ends(masked, line.start(), line.end()):
            spans += _trimmed(text, start, end)
            start = end
    return spans


def is_filled(lines: Sequence[str]) -> bool:
    """Whether the lines look wrapped at a width rather than broken by sense."""
    if len(lines) < 2:
        return False
    broken = sum(
        _BY_SENSE.search(f"{one.rstrip()}\n{two}") is not None for one, two in pairwise(lines)
    )
    if 2 * broken > len(lines) - 1:
        return False
    lengths = [len(line) for line in lines[:-1]]
    widest = max(lengths)
    return widest >= 40 and min(lengths) >= 0.6 * widest and len(lines[-1]) <= widest + 10


def _ends(text: str, start: int, end: int) -> list[int]:
    ends = []
    for match in _END.finditer(text, start, end):
        before = text[start : match.end()]
        if match.group().startswith(".") and _ABBREVIATION.search(before):
            continue
        if _open(before):
            continue
        ends.append(match.end())
    return [*(e for e in ends if e < end), end]


def _open(text: str) -> bool:
    """Whether a bracket or quotation mark is still open: sentences inside it are not cut out."""
    return any(text.count(left) > text.count(right) for left, right in _OPENERS.items())


def _masked(text: str, solid: Sequence[Span]) -> str:
    chars = list(text)
    for span in solid:
        for at in range(span.start, span.end):
            chars[at] = "x"
    return "".join(chars)


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return [Span(start + left, start + right)] if right > left else []
