"""Checks topic files, a line per problem: `python -m antidistill.manual.lint [FILE or FOLDER…]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from antidistill.errors import BrokenData
from antidistill.manual import shape, wording
from antidistill.manual.entries import Entry, entries
from antidistill.manual.load import TOPICS, heading_words, heads, topic
from antidistill.manual.topic import Topic
from antidistill.manual.twins import twins

ALIKE_FIELDS = 0.8
"""From this likeness on, a field that no other topic has is taken for a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One problem of a topic file."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.message}"


def lint(files: Sequence[Path], folder: Path = TOPICS) -> list[Fault]:
    """The faults of `files` by themselves, among each other and against the rest of `folder`; a
    topic of `folder` that one of them replaces is left aside."""
    faults: list[Fault] = []
    topics: list[Topic] = []
    chosen = {path.resolve() for path in files}
    ids = {path.stem for path in chosen}
    others = {path.resolve() for path in folder.glob("*.toml") if path.stem not in ids}
    for path in sorted(chosen | others):
        try:
            topics.append(topic(path))
        except (BrokenData, OSError) as fault:
            said = f"cannot be read: {fault.strerror}" if isinstance(fault, OSError) else str(fault)
            faults += [Fault(path.name, "file", said)] if path in chosen else []
        else:
            faults += _unread(path, topics[-1]) if path in chosen else []
    for each in topics:
        if each.id in ids:
            faults += _alone(each)
    return faults + list(_together(topics, ids))


def _unread(path: Path, each: Topic) -> Iterator[Fault]:
    """Heading words are read as text, so they stand on lines of their own."""
    read = set(heading_words(path.read_text(encoding="utf-8")))
    for i, procedure in enumerate(each.procedures):
        if not {*procedure.words.en, *procedure.words.zh} <= read:
            yield _fault(each, f"procedures[{i}].words", 'write words.en = ["…"] on its own line')


def _alone(each: Topic) -> Iterator[Fault]:
    found = list(entries(each))
    for place, message in shape.problems(each, found):
        yield _fault(each, place, message)
    for entry in found:
        for language, message in wording.problems(entry):
            yield _fault(each, f"{entry.place}.{language}", message)


def _together(topics: Sequence[Topic], ids: set[str]) -> Iterator[Fault]:
    yield from _neighbours(topics, ids)
    yield from _shared_names(topics, ids)
    yield from _fields(topics, ids)
    for later, earlier, language in twins(list(_once(topics))):
        if {later.topic, earlier.topic} & ids:
            place = f"{later.place}.{language}"
            yield Fault(f"{later.topic}.toml", place, f"twin of {earlier.topic} {earlier.place}")


def _once(topics: Sequence[Topic]) -> Iterator[Entry]:
    """All entries; persona lines, which the topics of a field share, once."""
    shared: set[str] = set()
    for entry in (e for each in topics for e in entries(each)):
        if entry.slot == "persona" and entry.text.en in shared:
            continue
        if entry.slot == "persona":
            shared.add(entry.text.en)
        yield entry


def _neighbours(topics: Sequence[Topic], ids: set[str]) -> Iterator[Fault]:
    known = {each.id for each in topics}
    for each in topics:
        if each.id in ids:
            for missing in sorted(set(each.neighbours) - known | set(each.neighbours) & {each.id}):
                yield _fault(each, "neighbours", f"no other topic {missing!r}")


def _shared_names(topics: Sequence[Topic], ids: set[str]) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for each in topics:
        for name in sorted({*each.names.en, *each.names.zh}):
            other = owners.setdefault(name, each.id)
            if other != each.id and {other, each.id} & ids:
                yield _fault(each, "names", f"{name!r} names {other} too")


def _fields(topics: Sequence[Topic], ids: set[str]) -> Iterator[Fault]:
    """Topics of one field are at home in each other's documents: a misspelt field is lonely."""
    for each in topics:
        others = sorted({t.field for t in topics if t.id != each.id} - {each.field})
        near = get_close_matches(each.field, others, n=1, cutoff=ALIKE_FIELDS)
        alone = all(t.field != each.field for t in topics if t.id != each.id)
        if each.id in ids and alone and near:
            yield _fault(each, "field", f"no other topic has {each.field!r}; is it {near[0]!r}?")


def _fault(each: Topic, place: str, message: str) -> Fault:
    return Fault(f"{each.id}.toml", place, message)


def main(arguments: Sequence[str]) -> int:
    """Print the faults of the named files and folders (our topics if none is named); 1 if there are
    any, 2 if a folder holds no topic."""
    named = [Path(name) for name in arguments]
    empty = [path for path in named if path.is_dir() and not _topics(path)]
    for path in empty:
        print(f"{path}: no topics (*.toml) in this folder", file=sys.stderr)
    files = [file for path in named for file in _topics(path)]
    faults = lint(files if named else [head.path for head in heads()])
    for fault in faults:
        print(fault)
    return 2 if empty else int(bool(faults))


def _topics(path: Path) -> list[Path]:
    return sorted(path.glob("*.toml")) if path.is_dir() else [path]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
