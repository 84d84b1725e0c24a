"""Lines that stay and lean on one that goes when it is answered with null; sections of which hardly
anything would be left then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from antidistill.sheet import Goes, Line, May, Part
from antidistill.toml import shipped

_WORDS = Path(__file__).with_name("leaning.toml")
_QUESTION = re.compile(r"[?？][*_\"”]*\s*$")
_MARK = r"[\s*_\"“”「（(>~-]*"
_THIN = 3
"""A section is thin where less than one line in so many is left."""
_GOES_ANYWAY = frozenset({Goes.ALWAYS, Goes.UNANSWERED})


def with_leaning(part: Part, language: str) -> Part:
    """The section, with what its lines lean on, and whether little of it is left with null."""
    return replace(part, lines=tuple(_leaning(part.lines, language)), thin=_is_thin(part.lines))


def _leaning(lines: Sequence[Line], language: str) -> Iterator[Line]:
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        behind = lines[at + 1] if at + 1 < len(lines) else None
        words = ""
        if line.may is May.MEND and line.goes not in _GOES_ANYWAY:
            if before is not None and _goes(before):
                words = _leans(line, language)
            elif behind is not None and _goes(behind):
                words = _asks(line, behind)
        yield replace(line, leans=words) if words else line


def _goes(line: Line) -> bool:
    """Whether a line is left out when it is answered with null."""
    open_ = line.may in (May.REPLACE, May.VAGUER)
    return open_ and not line.otherwise and line.place not in ("cell", "code")


def _asks(line: Line, behind: Line) -> str:
    """The mark of a question that the next line answers; '' for one of a list of them."""
    found = _QUESTION.search(line.text)
    answers = behind.continues or line.place == "paragraph"
    if found is None or not answers or _QUESTION.search(behind.text):
        return ""
    return found.group().strip('*_ "”')


def _leans(line: Line, language: str) -> str:
    """The word by which a line leans on the one before it; '' for none."""
    opens, holds = _patterns(language)
    found = opens.match(line.text)
    if found is None and line.continues:
        found = holds.search(line.text)
    return found[1] if found else ""


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = shipped(_WORDS)[language if language == "zh" else "en"]
    edge = "" if language == "zh" else r"\b"
    opens, holds = (
        "|".join(map(re.escape, sorted(table[key], key=len, reverse=True)))
        for key in ("opens", "holds")
    )
    return (
        re.compile(f"{_MARK}({opens}){edge}", re.IGNORECASE),
        re.compile(f"{edge}({holds}){edge}", re.IGNORECASE),
    )


def _is_thin(lines: Sequence[Line]) -> bool:
    """Whether hardly anything stands under a heading once what is open was answered with null."""
    told = [ln for ln in lines if ln.place not in ("cell", "code", "field")]
    gone = sum(_goes(ln) or ln.goes in _GOES_ANYWAY for ln in told)
    return gone > 0 and _THIN * (len(told) - gone) < len(told)
