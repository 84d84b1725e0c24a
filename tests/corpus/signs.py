"""What can be counted of a result."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from antidistill.guard.wording import fog
from antidistill.result import Result


@dataclass(frozen=True, slots=True)
class Signs:
    """One document in one mode."""

    kept: float
    """Share of sentences that stand as they were."""
    length: float
    """Characters of the result ÷ characters of the original."""
    out: int
    trimmed: int
    roles: int
    manual: int
    """Edits of that sort."""
    twice: int
    """Lines of more than 20 characters that the result has more often than the original."""
    fog: int
    """Filler phrases that the result has more often than the original."""
    again: int
    """Edits that a second run over the result still makes."""
    seconds: float


def signs(result: Result, again: Result, seconds: float) -> Signs:
    """The counts for a result and for what a second run makes of it."""
    old, new = result.document.text, result.text
    actions = Counter(e.action for e in result.edits)
    return Signs(
        kept=result.kept,
        length=len(new) / max(1, len(old)),
        out=actions["left out"],
        trimmed=actions["trimmed"],
        roles=actions["role"] + actions["masked"] + actions["smoothed"] + actions["unlinked"],
        manual=actions["manual"],
        twice=sum((_lines(new) - _lines(old)).values()) and _repeated(old, new),
        fog=max(0, len(list(fog(new))) - len(list(fog(old)))),
        again=len(again.edits),
        seconds=seconds,
    )


def _lines(text: str) -> Counter[str]:
    bare = (re.sub(r"\W+", " ", line).strip() for line in text.splitlines())
    return Counter(line for line in bare if len(line) > 20)


def _repeated(old: str, new: str) -> int:
    before, after = _lines(old), _lines(new)
    return sum(1 for line, count in after.items() if count > 1 and count > before[line])
