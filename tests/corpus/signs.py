"""What can be counted of a result."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from antidistill.document import Document, Form
from antidistill.guard.wording import fog
from antidistill.result import Result

_MOST = 0.7
"""Share of a line's words that its source has."""


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
    """Lines of more than 20 characters, code apart, that the result has twice and the original did
    not, not in other numbers or names either."""
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
        twice=_repeated(_prose(result.document, old), _prose(again.document, new)),
        fog=max(0, len(list(fog(new))) - len(list(fog(old)))),
        again=len(again.edits),
        seconds=seconds,
    )


def _prose(document: Document, text: str) -> list[str]:
    code = {
        number
        for block in document.blocks
        if block.form is Form.CODE
        for number in range(_line(text, block.extent.start), _line(text, block.extent.end) + 1)
    }
    bare = (re.sub(r"\W+", " ", x).strip() for x in text.splitlines())
    return [line for n, line in enumerate(bare) if n not in code and len(line) > 20]


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at)


def _repeated(before: list[str], after: list[str]) -> int:
    return sum(
        1
        for line, count in Counter(after).items()
        if count > 1 and count > sum(_alike(line, old) for old in before)
    )


def _alike(new: str, old: str) -> bool:
    """Whether a line may be what is left of another: most of its words are there."""
    words, source = set(new.lower().split()), set(old.lower().split())
    return len(words & source) >= _MOST * len(words) if len(words) > 1 else new in old
