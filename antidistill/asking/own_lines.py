"""What of a command block is its own and may be said again: its lines, whole or cut short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_COMMENT = re.compile(r"\s*(?:#|//|--|;|%)")
_BEHIND = re.compile(r"\s+(?:#|//|--)\s.*\Z")
"""A comment on a line of its own, and behind a command."""


def own_lines(block: str, answer: str, quotes: Sequence[str] = ()) -> list[str]:
    """The lines of an answer that are lines of the block, or such lines with fewer words; none if
    it is all of the block again. Where only a part was quoted as telling, none holds words of
    that."""
    if _bare(block) == _bare(answer):
        return []
    telling = [q for quote in quotes for ln in quote.splitlines() if (q := _bare(ln))]
    whole = not _bare("".join(ln for ln in block.splitlines() if not _holds(ln, telling)))
    known = [ln.split() for ln in block.splitlines() if ln.strip()]
    return [
        line
        for line in answer.splitlines()
        if line.strip()
        and any(_is_within(line.split(), words) for words in known)
        and (whole or not _holds(line, telling))
    ]


def is_fewer(block: str, answer: str, quotes: Sequence[str] = ()) -> bool:
    """Whether an answer is the block with less of it: nothing of that is anybody else's."""
    said = [ln for ln in answer.splitlines() if ln.strip()]
    own = own_lines(block, answer, quotes)
    return len(own) == len(said) > 0


def without_comments(block: str, quotes: Sequence[str]) -> str | None:
    """A command block without the comments that were quoted, those on lines of their own with their
    line ends; None where something else was quoted, or nothing would be left."""
    telling = [q for quote in quotes for ln in quote.splitlines() if (q := _bare(ln))]
    found: set[str] = set()
    left = []
    for line in block.split("\n"):
        behind = _BEHIND.search(line)
        comment = line if _COMMENT.match(line) else behind.group() if behind else ""
        here = {q for q in telling if q in _bare(comment)}
        found |= here
        if not here:
            left.append(line)
        elif behind and not _COMMENT.match(line):
            left.append(line[: behind.start()])
    text = "\n".join(left)
    return text if found == set(telling) and found and _bare(text) else None


def _holds(line: str, telling: Sequence[str]) -> bool:
    return any(words in _bare(line) for words in telling)


def _is_within(words: Sequence[str], line: Sequence[str]) -> bool:
    """Whether words stand in a line in their order, perhaps with others between them."""
    rest: Iterator[str] = iter(line)
    return all(word in rest for word in words)


def _bare(text: str) -> str:
    return "".join(text.split())
