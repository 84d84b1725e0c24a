"""Checks topic files: `python -m antidistill.manual.lint [FILE…]`, one line per problem."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidistill.errors import BrokenData
from antidistill.manual import wording
from antidistill.manual.entries import Entry, entries, words
from antidistill.manual.fog import tables
from antidistill.manual.load import TOPICS, heads, topic
from antidistill.manual.topic import Command, Topic
from antidistill.manual.twins import twins

COUNTS = {
    "procedures": (2, 4),
    "commands": (3, 8),
    "causes": (5, 8),
    "traps": (6, 10),
    "decisions": (4, 6),
    "checks": (6, 8),
    "defaults": (1, 5),
    "statements": (5, 8),
    "samples": (1, 2),
}
MAY_BE_EMPTY = ("commands", "defaults")
STEPS = (4, 8)
CHECKED_STEPS = 0.4
"""Least share of steps with a check."""
TERSE_WORDS, TERSE_STEPS = 12, 1 / 3
"""A third of the steps has at most that many words."""
FEWEST_NAMES = 4
OPENING_WORDS, OPENING_CHARACTERS = 2, 4
_UNIT = r"`[^`]*`|[A-Za-z0-9.-]+|[^\s]"
_SQL = re.compile(
    r"\s*(--|SELECT|SHOW|EXPLAIN|DESCRIBE|DESC|ALTER|CREATE|DROP|INSERT|UPDATE|DELETE|WITH|SET|KILL"
    r"|ANALYZE|VACUUM|GRANT|REVOKE|BEGIN|START|COMMIT|ROLLBACK|OPTIMIZE|REINDEX|CHECK|LOCK|USE"
    r"|CALL|TRUNCATE|REPLACE|MERGE|REFRESH|FLUSH|PURGE|STOP|CHANGE|RESET|PREPARE|LOAD|COPY)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One problem of a topic file."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.message}"


def lint(files: Sequence[Path], folder: Path = TOPICS) -> list[Fault]:
    """The faults of `files` by themselves, among each other and against the rest of `folder`."""
    faults: list[Fault] = []
    topics: list[Topic] = []
    chosen = {path.resolve() for path in files}
    for path in sorted(chosen | {p.resolve() for p in folder.glob("*.toml")}):
        try:
            topics.append(topic(path))
        except (BrokenData, OSError) as fault:
            faults += [Fault(path.name, "file", str(fault))] if path in chosen else []
    ids = {path.stem for path in chosen}
    for each in topics:
        if each.id in ids:
            faults += _alone(each)
    return faults + list(_together(topics, ids))


def _alone(each: Topic) -> Iterator[Fault]:
    found = list(entries(each))
    yield from _counts(each)
    yield from _steps(each)
    yield from _names(each)
    yield from _openings(each, found)
    for i, command in enumerate(each.commands):
        if message := unparsed(command):
            yield _fault(each, f"commands[{i}].run", message)
    for i, default in enumerate(each.defaults):
        if not (default.source.startswith("https://") and default.product and default.versions):
            yield _fault(each, f"defaults[{i}]", "needs product, versions and an https source")
    for entry in found:
        for language, message in wording.problems(entry):
            yield _fault(each, f"{entry.place}.{language}", message)


def _together(topics: Sequence[Topic], ids: set[str]) -> Iterator[Fault]:
    known = {each.id for each in topics}
    owners: dict[str, str] = {}
    for each in topics:
        if each.id in ids:
            for missing in sorted(set(each.neighbours) - known | set(each.neighbours) & {each.id}):
                yield _fault(each, "neighbours", f"no other topic {missing!r}")
        for name in sorted({*each.names.en, *each.names.zh}):
            other = owners.setdefault(name, each.id)
            if other != each.id and {other, each.id} & ids:
                yield _fault(each, "names", f"{name!r} names {other} too")
    for later, earlier, language in twins([e for each in topics for e in entries(each)]):
        if {later.topic, earlier.topic} & ids:
            place = f"{later.place}.{language}"
            yield Fault(f"{later.topic}.toml", place, f"twin of {earlier.topic} {earlier.place}")


def _counts(each: Topic) -> Iterator[Fault]:
    for name, (least, most) in COUNTS.items():
        count = len(getattr(each, name))
        if not least <= count <= most and not (count == 0 and name in MAY_BE_EMPTY):
            yield _fault(each, name, f"{count} entries, {least} to {most} wanted")
    for i, procedure in enumerate(each.procedures):
        count = len(procedure.steps)
        if not STEPS[0] <= count <= STEPS[1]:
            message = f"{count} steps, {STEPS[0]} to {STEPS[1]} wanted"
            yield _fault(each, f"procedures[{i}]", message)
        if not (procedure.words.en and procedure.words.zh):
            yield _fault(each, f"procedures[{i}].words", "needs words in both languages")


def _steps(each: Topic) -> Iterator[Fault]:
    steps = [step for procedure in each.procedures for step in procedure.steps]
    checked = sum(step.check is not None for step in steps)
    terse = sum(words(step.say.en) <= TERSE_WORDS for step in steps)
    if checked < CHECKED_STEPS * len(steps):
        yield _fault(each, "procedures", f"only {checked} of {len(steps)} steps have a check")
    if terse < TERSE_STEPS * len(steps):
        message = f"only {terse} of {len(steps)} steps have at most {TERSE_WORDS} words"
        yield _fault(each, "procedures", message)


def _names(each: Topic) -> Iterator[Fault]:
    common = set(tables()["common"]["names"])
    for label, group in (("names", each.names), ("hints", each.hints)):
        for language, listed in (("en", group.en), ("zh", group.zh)):
            if len(set(listed)) < FEWEST_NAMES:
                yield _fault(each, f"{label}.{language}", f"at least {FEWEST_NAMES} wanted")
    for name in sorted(common & {*each.names.en, *each.names.zh}):
        yield _fault(each, "names", f"{name!r} is too common a word")


def _openings(each: Topic, found: Iterable[Entry]) -> Iterator[Fault]:
    before: dict[tuple[str, str], str] = {}
    for entry in found:
        if entry.slot in ("checks.question", "steps.check") or entry.slot.startswith("samples"):
            continue
        series = re.sub(r"\[\d+\](?=[^\[]*$)", "", entry.place)
        extra = 1 if entry.slot == "decisions" else 0
        for language in ("en", "zh"):
            opening = _opening(entry.text.of(language), language, extra)
            if before.get((series, language)) == opening:
                place = f"{entry.place}.{language}"
                yield _fault(each, place, f"opens like the entry before: {opening!r}")
            before[series, language] = opening


def _opening(text: str, language: str, extra: int) -> str:
    # Code counts by what it says: two entries may well begin with two different commands.
    pattern = _UNIT if language == "zh" else r"`[^`]*`|\S+"
    units = OPENING_CHARACTERS if language == "zh" else OPENING_WORDS
    head = [m.group() for m in re.finditer(pattern, text)]
    return " ".join(head[: units + extra]).lower()


def unparsed(command: Command) -> str:
    """Why the command cannot be parsed in its language, or ''."""
    run = re.sub(r"<[A-Za-z][\w .|/-]*>", "ARG", command.run)
    if not run.strip():
        return "empty"
    if command.language in ("bash", "sh", "shell", "console"):
        return _bash(run)
    if command.language == "sql":
        return "" if _SQL.match(run) and _balanced(run) else "no SQL statement"
    try:
        if command.language == "json":
            json.loads(run)
        if command.language == "python":
            ast.parse(run)
    except ValueError as fault:
        return f"no {command.language}: {fault}"
    except SyntaxError as fault:
        return f"no Python: {fault}"
    if command.language in ("yaml", "toml", "ini"):
        return "a tab in the indentation" if "\t" in run else ""
    return "" if _balanced(run) else "brackets or quotes do not match"


def _bash(run: str) -> str:
    bash = shutil.which("bash")
    if bash is None:
        try:
            shlex.split(run, comments=True)
        except ValueError as fault:
            return f"no shell command: {fault}"
        return ""
    done = subprocess.run([bash, "-n"], input=run, capture_output=True, text=True, check=False)
    return f"no shell command: {done.stderr.strip()}" if done.returncode else ""


def _balanced(run: str) -> bool:
    return all(run.count(a) == run.count(b) for a, b in ("()", "[]", "{}")) and not (
        run.count('"') % 2 or run.count("'") % 2
    )


def _fault(each: Topic, place: str, message: str) -> Fault:
    return Fault(f"{each.id}.toml", place, message)


def main(arguments: Sequence[str]) -> int:
    """Print the faults of the named files (all topics if none is named); 1 if there are any."""
    files = [Path(name) for name in arguments] or [head.path for head in heads()]
    faults = lint(files)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
