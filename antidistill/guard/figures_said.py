"""The figures and addresses that an answer of a language model says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.guard.invention import invention_problems
from antidistill.manual.fog import tables

_COUNTED = re.compile(r"(?m)(?:(?<=[#/*-] )|^[ \t]*)\d{1,2}(?=[.)、])")
"""The number of a line or comment that counts the steps of a block."""
_FREE_FIGURE = re.compile(
    r"(?<![\w.,:<>≤≥~-])(?<![<>≤≥] )(?<!than )(?<!least )(?<!most )(?<!over )(?<!above )(?<!below )"
    r"(?<!under )(?<!after )(?<!within )(?<![过于少达约近])\d{1,5}(?![\w:%％-]|[.,]\d|\s?[\w%％])"
)
"""A number without a unit that is not compared with: a code, a state, a place in a row."""
_CALLED = re.compile(r"\b[A-Z][\w-]* \d{1,5}\b(?![.,]\d)")
"""A number that belongs to a name: 'HTTP 502'."""


def invented_figures(text: str, known: str, seen: str, *, counted: bool) -> Iterator[str]:
    """Why figures and addresses of an answer may not stand. `known` is what its line and its
    sources say, `seen` all that the model was shown: codes and states may come from there.
    `counted`: whether its lines may be numbered."""
    told = _COUNTED.sub("", text) if counted else text
    for pattern in (_CALLED, _FREE_FIGURE):
        told = pattern.sub(lambda m: "" if _is_shown(m[0], seen) else m[0], told)
    for problem in invention_problems(known, "", told):
        yield f"{problem.message}: leave the figure or address out"
    for word in worded_figures(text):
        if word.lower() not in known.lower():
            yield f"the figure {word!r} is not in the line"


def _is_shown(figure: str, seen: str) -> bool:
    """Whether the document, as the model saw it, has a figure."""
    return re.search(rf"(?<![\w.]){re.escape(figure)}(?![\w.]*\w)", seen) is not None


def worded_figures(text: str) -> Iterator[str]:
    """Figures in words beside a unit: 'five minutes', '两周'."""
    for pattern in (*tables()["figures"]["en"], *tables()["figures"]["zh"]):
        yield from (m.group() for m in re.finditer(pattern, text, re.IGNORECASE))
