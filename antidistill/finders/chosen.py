"""Values of public commands that somebody chose: how many replicas, how much memory, which switch
of an own program. A manual writes a placeholder there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from antidistill.finders.commands import Named, Word
from antidistill.finders.configured import holder_of
from antidistill.finders.phrases import table

_ANYBODYS = re.compile(r"[01]|[<$%{].*")
"""To nothing, to one, or to a placeholder or variable: anybody's choice."""
_ASSIGNED = re.compile(r"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)=(\S.*)")
_LEVELS = frozenset({"debug", "info", "warn", "warning", "error", "trace"})
_SETS = frozenset({"env"})
_OPEN = re.compile(r"<\w|-X(?:mx|ms|mn|ss)|--max-old-space-size=")
"""Values that are masked already, or have a size in them that is masked alone."""
_HEAP = re.compile(r"-X(?:mx|ms|mn|ss)(\w+)|--max-old-space-size=(\d+)")


def chosen_values(command: tuple[Word, ...]) -> Iterator[Named]:
    """The values in `command` that were chosen by experience, each with its placeholder."""
    sizes = table("commands")["sizes"]
    for word, behind in pairwise((*command, Word("", 0, 0))):
        flag, equals, value = word.text.partition("=")
        if flag in sizes and equals:
            yield from _sized(Word(value, word.end - len(value), word.end), sizes[flag])
        elif flag in sizes and behind.text and not behind.text.startswith("-"):
            yield from _sized(behind, sizes[flag])
        for match in _HEAP.finditer(word.text):
            at = match.lastindex or 0
            place = (word.start + match.start(at), word.start + match.end(at))
            yield Named(Word(match.group(at), *place), "<size>", "chosen")
    if any(w.text in _SETS for w in command[1:3]):
        yield from _switches(command)


def _sized(value: Word, placeholder: str) -> Iterator[Named]:
    if not _ANYBODYS.fullmatch(value.text):
        yield Named(value, placeholder, "chosen")


def _switches(command: tuple[Word, ...]) -> Iterator[Named]:
    for word in command[1:]:
        match = _ASSIGNED.fullmatch(word.text)
        if match is None or _ANYBODYS.fullmatch(match[2]) or _OPEN.search(match[2]):
            continue
        bare = len(word.text) == word.end - word.start
        if bare and match[2].lower() in _LEVELS:
            continue
        if bare and set(match[1].split("_")) <= set(table("commands")["settings"]["words"]):
            value = Word(match[2], word.end - len(match[2]), word.end)
            yield Named(value, holder_of(match[1]) or "<value>", "chosen")
        else:
            yield Named(word, "<NAME>=<value>", "chosen")
