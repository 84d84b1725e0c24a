"""A text that is being reworded, which remembers where each of its characters came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """`old[start:end]` becomes `new`; '' when it goes."""

    start: int
    end: int
    new: str


class Wording:
    """Rewordings of one text after another; `changes` tells them as changes of the first."""

    def __init__(self, text: str) -> None:
        self._old = text
        self._text = text
        self._from: list[int] = list(range(len(text)))

    @property
    def text(self) -> str:
        """How it reads now."""
        return self._text

    def replace(self, start: int, end: int, new: str) -> None:
        """Put `new` in the place of `text[start:end]`, with offsets in the text as it is now."""
        head = 0
        while head < min(len(new), end - start) and new[head] == self._text[start + head]:
            head += 1
        start, new = start + head, new[head:]
        tail = 0
        while tail < min(len(new), end - start) and new[-1 - tail] == self._text[end - 1 - tail]:
            tail += 1
        end, new = end - tail, new[: len(new) - tail]
        self._text = self._text[:start] + new + self._text[end:]
        self._from[start:end] = [-1] * len(new)

    def sub(self, pattern: re.Pattern[str], new: str) -> bool:
        """Put `new` (a template) in the place of each match; whether there was one."""
        found = list(pattern.finditer(self._text))
        for match in reversed(found):
            self.replace(match.start(), match.end(), match.expand(new))
        return bool(found)

    def changes(self) -> tuple[Change, ...]:
        """What became of the first text, by place; none of them touches another."""
        return tuple(self._changes())

    def _changes(self) -> Iterator[Change]:
        at, new = 0, ""
        for sign, origin in zip(self._text, self._from, strict=True):
            if origin < 0:
                new += sign
                continue
            if origin > at or new:
                yield Change(at, origin, new)
            at, new = origin + 1, ""
        if new or at < len(self._old):
            yield Change(at, len(self._old), new)


def applied(text: str, changes: Iterable[Change]) -> str:
    """`text` with the changes made."""
    for change in sorted(changes, key=lambda c: -c.start):
        text = text[: change.start] + change.new + text[change.end :]
    return text
