"""What is marked on the lines of a section as a whole: a figure that is hidden in one of them and
stands in the clear in another, a remark on a line that reads anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from antidistill.asking.masks import figures_in
from antidistill.asking.wide import Opening
from antidistill.plan.verdict import Fate
from antidistill.reading import Section
from antidistill.sheet import Goes, May, Part

_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?([千万亿kKM](?![A-Za-z]))?\s?(.*)", re.DOTALL)
_TIMES = {"千": 1e3, "k": 1e3, "K": 1e3, "万": 1e4, "M": 1e6, "亿": 1e8}
_TELLING = 100
"""From which on a bare number is no coincidence."""


def marked(part: Part, hidden: Mapping[str, str], cut: Iterable[str]) -> Part:
    """The section, with those of its lines marked that stay and say a figure which another one is
    withheld for. `hidden` are the stand-ins of what is hidden in single lines, `cut` the figures
    that lines lose which stay."""
    told = "\n".join(ln.text for ln in part.lines)
    figures = [word for word, shown in hidden.items() if shown in told and word[:1].isalnum()]
    figures += cut
    stays = (May.MEND, May.NAME)
    lines = (
        replace(ln, again=ln.may in stays and says_again(ln.text, figures)) for ln in part.lines
    )
    return replace(part, lines=tuple(lines))


def with_remarks(part: Part) -> Part:
    """The section, with its withheld remarks marked that stand behind a line which reads anew: they
    are about what that said."""
    lines = list(part.lines)
    for at, (before, line) in enumerate(pairwise(part.lines), 1):
        behind = line.continues and line.may is May.VAGUER and before.may is May.REPLACE
        if behind and line.goes is None:
            lines[at] = replace(line, goes=Goes.ANEW)
    return replace(part, lines=tuple(lines))


def cut_figures(opening: Opening, section: Section) -> Iterator[str]:
    """The figures that are cut out of lines which stay."""
    draft = opening.draft
    for block in range(section.first, section.end):
        for unit in draft.units_of(block):
            verdict = opening.verdicts[unit]
            if verdict.fate is Fate.KEEP and draft.units[unit].sentence is not None:
                gone = (e.span.of(draft.document.text) for e in verdict.touches if not e.new)
                yield from (m.group() for words in gone for m in figures_in(words))


def says_again(text: str, figures: Iterable[str]) -> bool:
    """Whether a text has one of the figures: with its unit, or a large number however it is
    written ('10万', '100000')."""
    said = [_valued(m.group()) for m in figures_in(text)]
    return any(_is_same(one, _valued(figure)) for figure in figures for one in said)


def _is_same(one: tuple[float | str, str], other: tuple[float | str, str]) -> bool:
    if one[0] != other[0]:
        return False
    large = isinstance(one[0], str) or one[0] >= _TELLING
    return large or (one[1] == other[1] != "")


def _valued(figure: str) -> tuple[float | str, str]:
    """A figure and its unit; the words themselves where it is written in words."""
    match = _NUMBER.match(figure.strip())
    if match is None:
        return " ".join(figure.lower().split()), ""
    number = float(match[1].replace(",", "")) * _TIMES.get(match[2] or "", 1)
    return number, match[3].strip(" .,:").lower().removesuffix("s")
