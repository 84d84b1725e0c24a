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
_NAMED = re.compile(
    r"\b(?:2-[Ss]tep [Vv]erification|2-[Ff]actor [Aa]uthentication|"
    r"3-[Ww]ay (?:[Mm]erge|[Hh]andshake)|"
    r"HTTP/[123]|IPv[46]|UTF-(?:8|16)|SHA-(?:1|256|512))(?![\w-]|\.\d)"
)
"""Things that have a figure in their name wherever they are sold or spoken of."""
_ONE = r"\bone (?:second|minute|hour|day|week|month|quarter|year)\b"
_CALLED = re.compile(r"\b[A-Z][\w-]* \d{1,5}\b(?![.,]\d)")
"""A number that belongs to a name: 'HTTP 502'."""


_CODED = re.compile(
    r"`(?P<a>[2-5]\d\d)`|"
    r"\b(?:HTTP|HTTP status|status(?: code)?|returns?|answers? with) (?P<b>[2-5]\d\d)\b|"
    r"(?:返回|状态码|HTTP) ?(?P<c>[2-5]\d\d)(?!\d)|"
    r"(?:[Ee]xit code|exits with|退出码) ?`?(?P<d>\d{1,3})\b`?|"
    r"(?<![A-Za-z0-9_.,:<>≤≥~%-])(?<![<>≤≥] )(?<!than )(?<!least )(?<!most )(?<!over )(?<!above )"
    r"(?<!below )(?<!under )(?<!after )(?<!within )(?<![过于少达约近到])"
    r"(?P<e>40[134]|429|499|50[234])(?=$|[,，。；;、)）/]|\.(?:\s|$)|[和或与及的]|错误|\s(?:and|or|errors?|responses?)\b)"
)
"""Where a status of HTTP or of a process stands."""
STATES = frozenset(
    {200, 201, 204, 301, 302, 304, 307, 400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 422, 429}
    | {499, 500, 501, 502, 503, 504}
)
_EXITS = frozenset({0, 1, 2, 126, 127, 128, 130, 137, 139, 143})
"""What these numbers mean is told in every manual."""


def invented_figures(
    text: str, known: str, seen: str, *, counted: bool, public: bool = False
) -> Iterator[str]:
    """Why figures and addresses of an answer may not stand. `known` is what its line and its
    sources say, `seen` all that the model was shown: codes and states may come from there.
    `counted`: whether its lines may be numbered; `public`: whether the codes may stand that every
    manual explains."""
    told = _COUNTED.sub("", text) if counted else text
    if public:
        told = _NAMED.sub("", told)
        told = _CODED.sub(lambda m: "" if _is_explained(m) else m[0], told)
    for pattern in (_CALLED, _FREE_FIGURE):
        told = pattern.sub(lambda m: "" if _is_shown(m[0], seen) else m[0], told)
    for problem in invention_problems(known, "", told):
        yield f"{problem.message}: leave the figure or address out"
    for word in worded_figures(text):
        if word.lower() not in known.lower():
            yield f"the figure {word!r} is not in the line"


def public_codes(text: str) -> str:
    """The codes of a text that every manual explains, as they stand there."""
    return " ".join(m[0].strip("`") for m in _CODED.finditer(text) if _is_explained(m))


def _is_explained(match: re.Match[str]) -> bool:
    """Whether a status is one that everybody knows."""
    if match["d"]:
        return int(match["d"]) in _EXITS
    return int(match["a"] or match["b"] or match["c"] or match["e"]) in STATES


def _is_shown(figure: str, seen: str) -> bool:
    """Whether the document, as the model saw it, has a figure."""
    return re.search(rf"(?<![\w.]){re.escape(figure)}(?![\w.]*\w)", seen) is not None


def worded_figures(text: str) -> Iterator[str]:
    """Figures in words beside a unit: 'five minutes', '两周'."""
    for pattern in (*tables()["figures"]["en"], *tables()["figures"]["zh"], _ONE):
        yield from (m.group() for m in re.finditer(pattern, text, re.IGNORECASE))
