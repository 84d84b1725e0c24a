"""What a language model is pointed to at a line: what it tells, and which of its words may stay."""

from __future__ import annotations

import re
from collections.abc import Callable

from antidistill.asking.masks import CLOSE, OPEN
from antidistill.asking.opened import Opened
from antidistill.asking.quoted import bare
from antidistill.asking.reasons import reason
from antidistill.asking.wide import Opening
from antidistill.finding import Kind
from antidistill.sheet import Line, May

_STAND_IN = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")
Seen = Callable[[str], str]
"""Words of the document as a line shows them, stand-ins in place."""


def tells(opening: Opening, index: int, line: Line, seen: Seen) -> str:
    """What a line tells that stays, or that `null` would leave as it is; '' where that is
    nothing."""
    told = opening.told.get(index)
    if told is not None and line.may in (May.MEND, May.NAME):
        words = map(seen, told.words(opening.draft.document.text))
        return reason(told.because, Kind.PROCEDURE, [w for w in words if w in line.text])
    one = opening.proposals.get(index)
    return line.why if one is not None and one.still else ""


def own_words(opened: Opened, shown: str, seen: Seen) -> str:
    """The words of a line that an answer may keep, where `otherwise` does not show them."""
    if opened.may is May.MEND or opened.passage.slot.place == "code":
        return ""
    parts = (_STAND_IN.sub("…", seen(part)).strip() for part in opened.spare.split("\n"))
    open_ = _STAND_IN.sub("", shown)
    said = " … ".join(p for p in parts if p.strip(" ,，。.;；:：…") and _is_within(p, open_))
    same = bool(opened.otherwise) and bare(said.replace("…", "")) == bare(opened.otherwise)
    return "" if same else said


def _is_within(words: str, shown: str) -> bool:
    """Whether words stand in a line in their order, perhaps with others between them."""
    rest = iter(shown)
    return all(sign in rest for sign in words if sign != "…" and not sign.isspace())
