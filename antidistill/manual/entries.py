"""Walking the texts of a topic: each with its place in the file and the slot that it fills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.manual.topic import Both, Topic

CODE = re.compile(r"`[^`]*`|<[^<>\s][^<>]*>")
"""Code spans and `<argument>`s: rules for prose do not look into them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a topic."""

    topic: str
    place: str
    """As one would write it: `procedures[0].steps[2].say`."""
    slot: str
    """The place without its indexes: `steps.say`, `checks.question`, `causes`."""
    text: Both


def entries(topic: Topic) -> Iterator[Entry]:
    """All texts of `topic` in the order of the file."""
    for place, text in _texts(topic):
        slot = re.sub(r"\[\d+\]", "", place).removeprefix("procedures.")
        yield Entry(topic.id, place, slot, text)


def prose(text: str) -> str:
    """`text` with code spans and arguments shortened to a pair of backticks."""
    return CODE.sub("``", text)


def words(text: str) -> int:
    """The number of words of an English text; a code span counts as one."""
    return len(prose(text).split())


def characters(text: str) -> int:
    """The length of a Chinese text without spaces; a code span counts as four characters."""
    return len(CODE.sub("****", text).replace(" ", ""))


def _texts(topic: Topic) -> Iterator[tuple[str, Both]]:
    yield from _steps(topic)
    for i, command in enumerate(topic.commands):
        yield f"commands[{i}].purpose", command.purpose
        yield f"commands[{i}].expect", command.expect
    for name in ("causes", "traps", "decisions", "statements", "persona"):
        for i, text in enumerate(getattr(topic, name)):
            yield f"{name}[{i}]", text
    for i, check in enumerate(topic.checks):
        yield f"checks[{i}].say", check.say
        yield f"checks[{i}].question", check.question
    for i, default in enumerate(topic.defaults):
        yield f"defaults[{i}].say", default.say
    for i, sample in enumerate(topic.samples):
        for part in ("title", "what", "impact", "action", "result"):
            yield f"samples[{i}].{part}", getattr(sample, part)


def _steps(topic: Topic) -> Iterator[tuple[str, Both]]:
    for i, procedure in enumerate(topic.procedures):
        for j, step in enumerate(procedure.steps):
            yield f"procedures[{i}].steps[{j}].say", step.say
            if step.check:
                yield f"procedures[{i}].steps[{j}].check", step.check
