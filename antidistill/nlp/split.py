"""Cutting plain text into sentences, in English and Chinese, without a model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from antidistill.span import Span

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|resp|no|nos|fig|sec|ch|vol|pp?|mr|mrs|ms|dr|prof|"
    r"ext|tel|inc|ltd|st|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[a-z])\.|\.\.)$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 8
"""Characters, with the one before it and the stop."""
_NUMBERING = re.compile(r"\s*\d{1,9}\.")
_END = re.compile(
    r"(?<![.!?])[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9`@#\u4e00-\u9fff]|\s*$)|"
    r"(?<![。！？!?])[。！？!?]+(?:[\"'”’）)」』]+(?!\s*[a-z,，])|(?![\"'”’）)」』。！？!?]))"
)
"""From the first mark of a row only: tried from each of them, a long row would take for ever."""
_HAN = re.compile(r"\s*[\u4e00-\u9fff]")
_QUOTED = re.compile(
    r"[\u4e00-\u9fff][\s*_]*(?:[A-Za-z][\w'’-]*[,;]?\s+){3,}[A-Za-z][\w'’-]*[.!?]\Z"
)
"""What a program says, in a Chinese sentence that goes on behind it: '看到 Please tell me who you
are. 时先设置用户名'."""
_LONGEST_QUOTED = 200
_INSIDE_A_WORD = re.compile(r"[!?]+(?=[!-~])")
"""As in a password (`Tidal!27`); with Han after it, it ends a sentence as "！" does."""
_LEADS_ON = re.compile(r"[ \t]*(?:[→⇒➜]|[-=]>)")
"""An arrow: what stands before it is its condition, also a question."""
_RUNS_ON = re.compile(r"(?<![.!?:;。！？：；])\n(?=[a-z])")
"""A line end inside a sentence: the next line goes on in lower case."""
_HANGS = re.compile(
    r"([.!?][\"'”’)]* [A-Z][a-z]+(?: [a-z]+)?|"
    r"\b(?:the|an?|of|to|for|and|or|with|from|your|our|their))\n(?=\S)"
)
"""A line end behind a word or two that begin a sentence, or behind one that wants another:
'Is it up? Use⏎[the page](…)'."""
_BY_SENSE = re.compile(
    r"[.。!！?？…:：][\"'”’）)」』]*\n|\n\s*(?:[A-Z]\w* ){0,3}[A-Z]?\w*(?: \w+)?[:：] |"
    r"\n\s*[\w \u4e00-\u9fff]{1,10}：|(?:[])]|\{:[^{}\n]*\})\s*\n\s*!?\["
)
"""A line that ends with its sentence, a next one that begins with a label, or links below one
another."""
_GAP = re.compile(r"[\s\u4e00-\u9fff]")
_LONGEST = 2_000
"""Characters of a sentence. Nobody writes such a one, but what looks at sentences may take the
square of their length."""
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
    masked = _HANGS.sub(r"\1 ", masked)
    spans: list[Span] = []
    start = 0
    for line in re.finditer(r"[^\n]+", masked):
        start = line.start()
        for end in _ends(masked, line.start(), line.end()):
            for piece in _pieces(masked, start, end):
                spans += _trimmed(text, piece.start, piece.end)
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
    """Where the sentences of a line end. Each piece of it is looked at once, since a line may be
    a million characters long."""
    ends = []
    paired = '"' in text[start:end] and text.count('"', start, end) % 2 == 0
    open_: Counter[str] = Counter()
    at, marks = start, 0
    for match in _END.finditer(text, start, end):
        open_.update(_brackets(text[at : match.end()]))
        marks += text.count('"', at, match.end())
        at = match.end()
        # A bracket or quotation mark that is still open: sentences inside it are not cut out.
        inside = (paired and marks % 2 == 1) or any(n > 0 for n in open_.values())
        if not inside and not _is_part(text, start, match):
            ends.append(at)
    return [*(e for e in ends if e < end), end]


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence whole; what is too long for one in pieces, cut at a space or between Han
    characters where there are any."""
    while end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        gaps = (m.end() for m in _GAP.finditer(window, _LONGEST // 2))
        cut = start + max(gaps, default=_LONGEST)
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def _brackets(text: str) -> dict[str, int]:
    """How many more of each pair are opened than closed."""
    return {left: text.count(left) - text.count(right) for left, right in _OPENERS.items()}


def _is_part(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the mark belongs to an abbreviation, a list number or a word, or leads on to an
    arrow."""
    if _LEADS_ON.match(text, match.end()):
        return True
    if not match.group().startswith("."):
        inside = _INSIDE_A_WORD.match(text, match.start())
        return inside is not None and inside.end() == match.end()
    if _HAN.match(text, match.end()):
        said = text[max(start, match.end() - _LONGEST_QUOTED) : match.end()]
        if _QUOTED.search(said):
            return True
    near = text[max(start, match.end() - _LONGEST_ABBREVIATION) : match.end()]
    return bool(_ABBREVIATION.search(near) or _NUMBERING.fullmatch(text, start, match.end()))


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
