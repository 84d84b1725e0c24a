"""What the manual says word for word: such sentences are public wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from antidistill.manual.load import Head, heads, topic
from antidistill.manual.topic import Topic

_MOST = 16
"""Topics looked into for one document: those that it names most."""


def known_wordings(text: str, language: str, folders: tuple[Path, ...] = ()) -> frozenset[str]:
    """`normal` forms of all entries, in `language`, of the topics that `text` names."""
    low = text.lower()
    named = sorted(
        ((_mentions(head, language, low), head.id, head) for head in heads(*folders)),
        key=lambda row: (-row[0], row[1]),
    )
    paths = [head.path for count, _, head in named[:_MOST] if count]
    return frozenset(w for path in paths for w in _wordings(path, language))


def normal(text: str) -> str:
    """`text` without case, spaces, and the stop at its end: how entries are compared."""
    return re.sub(r"\s+", " ", text).strip(" .。").lower()


def _mentions(head: Head, language: str, text: str) -> int:
    return sum(text.count(w) for w in head.names.of(language)) * 2 + sum(
        text.count(w) for w in head.hints.of(language)
    )


@cache
def _wordings(path: Path, language: str) -> frozenset[str]:
    return frozenset(normal(w) for w in _all(topic(path), language))


def _all(whole: Topic, language: str) -> Iterator[str]:
    for procedure in whole.procedures:
        for step in procedure.steps:
            yield step.say.of(language)
            if step.check is not None:
                yield step.check.of(language)
    for both in (*whole.causes, *whole.traps, *whole.decisions, *whole.statements):
        yield both.of(language)
    for check in whole.checks:
        yield check.say.of(language)
        yield check.question.of(language)
    for default in whole.defaults:
        yield default.say.of(language)
    for command in whole.commands:
        yield command.purpose.of(language)
        yield command.expect.of(language)
        yield from command.run.strip().split("\n")
