"""What a topic must hold: how many entries of each sort, how long, and how they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from antidistill.manual.entries import Entry, words
from antidistill.manual.fog import tables
from antidistill.manual.parsing import harmful, unparsed
from antidistill.manual.topic import Default, Topic, Words

COUNTS = {
    "procedures": (2, 8),
    "commands": (3, 8),
    "causes": (5, 8),
    "traps": (6, 10),
    "decisions": (4, 6),
    "checks": (6, 8),
    "defaults": (1, 5),
    "statements": (5, 8),
    "samples": (1, 2),
    "persona": (3, 6),
}
MAY_BE_EMPTY = ("commands", "defaults")
STEPS = (4, 8)
"""Steps of one procedure."""
FEWEST_STEPS = 9
"""Steps of all procedures of a topic together."""
CHECKED_STEPS = 0.4
"""Least share of steps with a check."""
TERSE_WORDS, TERSE_STEPS = 12, 1 / 3
"""A third of the steps has at most that many words."""
SHORTEST = {"causes": 12, "traps": 15, "decisions": 18, "checks.say": 8, "statements": 13}
"""A terse document has room for short entries only: one of each sort has no more words."""
FEWEST_NAMES = 4
OPENING_WORDS, OPENING_CHARACTERS = 2, 4
_UNIT = r"`[^`]*`|[A-Za-z0-9.-]+|[^\s]"
_HAN = re.compile("[\u3400-\u9fff]")

Place = str
Message = str


def problems(each: Topic, found: Sequence[Entry]) -> Iterator[tuple[Place, Message]]:
    """What is wrong with a topic as a whole; `found` are its entries."""
    yield from _counts(each)
    yield from _steps(each)
    yield from _lengths(found)
    yield from _names(each)
    yield from _headings(each)
    yield from _openings(found)
    yield from _commands(each)
    for i, default in enumerate(each.defaults):
        if message := _unsourced(default):
            yield f"defaults[{i}]", message


def _counts(each: Topic) -> Iterator[tuple[Place, Message]]:
    for name, (least, most) in COUNTS.items():
        count = len(getattr(each, name))
        if not least <= count <= most and not (count == 0 and name in MAY_BE_EMPTY):
            yield name, f"{count} entries, {least} to {most} wanted"
    for i, procedure in enumerate(each.procedures):
        count = len(procedure.steps)
        if not STEPS[0] <= count <= STEPS[1]:
            yield f"procedures[{i}]", f"{count} steps, {STEPS[0]} to {STEPS[1]} wanted"


def _steps(each: Topic) -> Iterator[tuple[Place, Message]]:
    steps = [step for procedure in each.procedures for step in procedure.steps]
    checked = sum(step.check is not None for step in steps)
    terse = sum(words(step.say.en) <= TERSE_WORDS for step in steps)
    if len(steps) < FEWEST_STEPS:
        yield "procedures", f"{len(steps)} steps in all, at least {FEWEST_STEPS} wanted"
    if checked < CHECKED_STEPS * len(steps):
        yield "procedures", f"only {checked} of {len(steps)} steps have a check"
    if terse < TERSE_STEPS * len(steps):
        yield "procedures", f"only {terse} of {len(steps)} steps have at most {TERSE_WORDS} words"


def _lengths(found: Sequence[Entry]) -> Iterator[tuple[Place, Message]]:
    for slot, most in SHORTEST.items():
        lengths = [words(entry.text.en) for entry in found if entry.slot == slot]
        if lengths and min(lengths) > most:
            yield slot.split(".")[0], f"no entry for terse documents: one of at most {most} words"


def _names(each: Topic) -> Iterator[tuple[Place, Message]]:
    common = set(tables()["common"]["names"])
    for label, group in (("names", each.names), ("hints", each.hints)):
        for language, listed in (("en", group.en), ("zh", group.zh)):
            if len(set(listed)) < FEWEST_NAMES:
                yield f"{label}.{language}", f"at least {FEWEST_NAMES} wanted"
        yield from _in_their_language(label, group)
    for name in sorted(common & {*each.names.en, *each.names.zh}):
        yield "names", f"{name!r} is too common a word"
    for name in sorted({*each.names.en, *each.names.zh} & {*each.hints.en, *each.hints.zh}):
        yield "hints", f"{name!r} is a name already"


def _headings(each: Topic) -> Iterator[tuple[Place, Message]]:
    """One heading word must not call two procedures of the same topic."""
    owners: dict[str, int] = {}
    for i, procedure in enumerate(each.procedures):
        if not (procedure.words.en and procedure.words.zh):
            yield f"procedures[{i}].words", "needs words in both languages"
        yield from _in_their_language(f"procedures[{i}].words", procedure.words)
        for word in sorted({*procedure.words.en, *procedure.words.zh}):
            if owners.setdefault(word, i) != i:
                yield f"procedures[{i}].words", f"{word!r} calls procedures[{owners[word]}] too"


def _in_their_language(place: Place, group: Words) -> Iterator[tuple[Place, Message]]:
    for word in group.en:
        if _HAN.search(word):
            yield f"{place}.en", f"Chinese among the English words: {word!r}"
    if group.zh and not any(_HAN.search(word) for word in group.zh):
        yield f"{place}.zh", "no Chinese word"


def _openings(found: Sequence[Entry]) -> Iterator[tuple[Place, Message]]:
    before: dict[tuple[str, str], str] = {}
    for entry in found:
        if entry.slot in ("checks.question", "steps.check") or entry.slot.startswith("samples"):
            continue
        series = re.sub(r"\[\d+\](?=[^\[]*$)", "", entry.place)
        extra = 1 if entry.slot == "decisions" else 0
        for language in ("en", "zh"):
            opening = _opening(entry.text.of(language), language, extra)
            if before.get((series, language)) == opening:
                yield f"{entry.place}.{language}", f"opens like the entry before: {opening!r}"
            before[series, language] = opening


def _opening(text: str, language: str, extra: int) -> str:
    # Code counts by what it says: two entries may well begin with two different commands.
    pattern = _UNIT if language == "zh" else r"`[^`]*`|\S+"
    units = OPENING_CHARACTERS if language == "zh" else OPENING_WORDS
    head = [m.group() for m in re.finditer(pattern, text)]
    return " ".join(head[: units + extra]).lower()


def _commands(each: Topic) -> Iterator[tuple[Place, Message]]:
    for i, command in enumerate(each.commands):
        if message := unparsed(command):
            yield f"commands[{i}].run", message
        if hit := harmful(command.run):
            yield f"commands[{i}].run", f"destroys without being told what: {hit!r}"
    for entry in (c.run for c in each.commands if sum(c.run == d.run for d in each.commands) > 1):
        yield "commands", f"twice: {entry!r}"
        return


def _unsourced(default: Default) -> str:
    """A figure that others are to believe needs the page where it stands."""
    host, _, page = default.source.removeprefix("https://").partition("/")
    if not default.source.startswith("https://") or "." not in host or not page:
        return "needs an https source: the page that documents it, not a site"
    return "" if default.product and default.versions else "needs product and versions"
