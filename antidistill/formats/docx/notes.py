"""What a copy leaves behind, counted for the user."""

from __future__ import annotations

import re
from collections import Counter

from antidistill.message import Message, said, worded


class Notes:
    """Counts in the order in which they were met."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._plurals: dict[str, str] = {}

    def add(self, count: int, what: str, *, spell: str = "") -> None:
        """`count` more of `what`; `spell` is its plural where an s at its first noun is not."""
        if count:
            self._counts[what] += count
            self._plurals[what] = spell

    def lines(self) -> tuple[str, ...]:
        """'3 comments', '1 chart', …"""
        return tuple(self._line(n, what) for what, n in self._counts.items() if n > 0)

    def _line(self, count: int, what: str) -> Message:
        text = f"{count} {self._spelled(count, what)}"
        return worded(text, "{n} {what}", {"n": count, "what": said(what)})

    def _spelled(self, count: int, what: str) -> str:
        if count == 1:
            return what
        if self._plurals[what]:
            return self._plurals[what]
        for gap in (" of ", " that ", " with ", " turned ", " accepted", " refused", " outside ",
                    " or "):  # fmt: skip
            if gap in what:
                head, _, tail = what.partition(gap)
                return f"{_plural(head)}{gap}{tail}"
        return _plural(what)


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if re.search(r"[^aeiou]y$", noun) else f"{noun}s"
