"""Reading topic files. The head of each file is enough to choose by; the rest is read on demand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import ready, toml
from antidistill.errors import BrokenData
from antidistill.manual import tables
from antidistill.manual.topic import Both, Topic, Words
from antidistill.message import said

TOPICS = Path(__file__).parent / "topics"
PERSONA = Path(__file__).parent / "persona.toml"


@dataclass(frozen=True, slots=True)
class Head:
    """What a topic is chosen by."""

    id: str
    field: str
    neighbours: tuple[str, ...]
    names: Words
    hints: Words
    path: Path


@cache
def heads(*folders: Path) -> tuple[Head, ...]:
    """The heads of all topics in `folders` (ours alone if none is named), by id. A later folder's
    topic replaces an earlier one's of the same id. Raises BrokenData."""
    found = {p.stem: p for folder in (folders or (TOPICS,)) for p in sorted(folder.glob("*.toml"))}
    return tuple(_head(path) for _, path in sorted(found.items()))


@cache
def callers(*folders: Path) -> dict[str, tuple[Head, ...]]:
    """Heading words of procedures, and the topics whose procedures they call."""
    found: dict[str, dict[Head, None]] = {}
    for head in heads(*folders):
        for word in _heading_words(head.path):
            found.setdefault(word, {})[head] = None
    return {word: tuple(topics) for word, topics in found.items()}


def _heading_words(path: Path) -> list[str]:
    return (
        _our_words()[path.name] if path.parent == TOPICS else heading_words(toml.text_of_user(path))
    )


@cache
def _our_words() -> dict[str, list[str]]:
    """The heading words in our own topics, by their files' names. Read as text: parsing every file
    would take longer than the rest of a short run."""
    files = TOPICS.glob("*.toml")
    return ready.data(
        "heading words", lambda: {p.name: heading_words(toml.text_of_user(p)) for p in files}
    )


def heading_words(text: str) -> list[str]:
    """The heading words of the procedures in the text of a topic file."""
    return [w.lower() for many in _WORDS.findall(text) for w in re.findall(r'"([^"]+)"', many)]


_WORDS = re.compile(r"^words\.(?:en|zh) = (\[[^\]]*\])", re.MULTILINE)


@cache
def topic(path: Path) -> Topic:
    """The whole topic in the file `path`; raises BrokenData with the entry at fault."""
    data = toml.tables(toml.text_of_user(path), path.name)
    head = _head(path)
    known = {"id", "field", "neighbours", "names", "hints", *_LISTS}
    if unknown := set(data) - known:
        raise BrokenData(
            said(
                "{name}: unknown entries: {unknown}",
                name=path.name,
                unknown=", ".join(sorted(unknown)),
            )
        )
    try:
        return Topic(
            head.id,
            head.field,
            head.neighbours,
            head.names,
            head.hints,
            procedures=tables.each(data, "procedures", tables.procedure),
            commands=tables.each(data, "commands", tables.command),
            causes=tables.each(data, "causes", tables.both),
            traps=tables.each(data, "traps", tables.both),
            decisions=tables.each(data, "decisions", tables.both),
            checks=tables.each(data, "checks", tables.check),
            defaults=tables.each(data, "defaults", tables.default),
            statements=tables.each(data, "statements", tables.both),
            samples=tables.each(data, "samples", tables.sample),
            persona=(*tables.each(data, "persona", tables.both), *lines_of(head.field)),
        )
    except ValueError as fault:
        raise BrokenData(said("{name}: {fault}", name=path.name, fault=fault)) from fault


_LISTS = (
    "procedures",
    "commands",
    "causes",
    "traps",
    "decisions",
    "checks",
    "defaults",
    "statements",
    "samples",
    "persona",
)


@cache
def lines_of(field: str) -> tuple[Both, ...]:
    """The persona lines of all topics of a field, () for a field that we do not know."""
    data = toml.shipped(PERSONA)
    return next(
        (tables.each(one, "lines", tables.both) for one in data["field"] if one["name"] == field),
        (),
    )


@cache
def _our_heads() -> dict[str, dict[str, Any]]:
    """The tables at the heads of our own topics, by their files' names."""
    return ready.data("heads", lambda: {p.name: _head_table(p) for p in TOPICS.glob("*.toml")})


def _head_table(path: Path) -> dict[str, Any]:
    return toml.tables(toml.text_of_user(path).split("\n[[", 1)[0], path.name)


def _head(path: Path) -> Head:
    data = _our_heads()[path.name] if path.parent == TOPICS else _head_table(path)
    try:
        if data["id"] != path.stem:
            raise BrokenData(
                said(
                    "{name}: the id must be the file's name, not {data!r}",
                    name=path.name,
                    data=data["id"],
                )
            )
        return Head(
            data["id"],
            data["field"],
            tuple(data.get("neighbours", ())),
            tables.words(data["names"]),
            tables.words(data.get("hints", {})),
            path,
        )
    except KeyError as fault:
        raise BrokenData(
            said("{name}: the head lacks {fault}", name=path.name, fault=fault)
        ) from fault
    except ValueError as fault:
        raise BrokenData(
            said("{name}: names and hints: {fault}", name=path.name, fault=fault)
        ) from fault
