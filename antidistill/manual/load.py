"""Reading topic files. The head of each file is enough to choose by; the rest is read on demand."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from antidistill.errors import BrokenData
from antidistill.manual.topic import (
    SITUATIONS,
    Both,
    Check,
    Command,
    Default,
    Procedure,
    Sample,
    Step,
    Topic,
    Words,
)

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TOPICS = Path(__file__).parent / "topics"


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
    """Heading words of procedures, and the topics whose procedures they call. Read as text: parsing
    every file would take longer than the rest of a short run."""
    found: dict[str, dict[Head, None]] = {}
    for head in heads(*folders):
        text = head.path.read_text(encoding="utf-8")
        for listed in _WORDS.findall(text):
            for word in re.findall(r'"([^"]+)"', listed):
                found.setdefault(word.lower(), {})[head] = None
    return {word: tuple(topics) for word, topics in found.items()}


_WORDS = re.compile(r"^words\.(?:en|zh) = (\[[^\]]*\])", re.MULTILINE)


@cache
def topic(path: Path) -> Topic:
    """The whole topic in the file `path`; raises BrokenData with the entry at fault."""
    data = _parsed(path, path.read_text(encoding="utf-8"))
    head = _head(path)
    known = {"id", "field", "neighbours", "names", "hints", *_LISTS}
    if unknown := set(data) - known:
        raise BrokenData(f"{path.name}: unknown entries: {', '.join(sorted(unknown))}")
    entries = {name: data.get(name, []) for name in _LISTS}
    try:
        return Topic(
            head.id,
            head.field,
            head.neighbours,
            head.names,
            head.hints,
            procedures=tuple(_procedure(e) for e in entries["procedures"]),
            commands=tuple(
                Command(_both(e["purpose"]), e["run"], e["language"], _both(e["expect"]))
                for e in entries["commands"]
            ),
            causes=tuple(_both(e) for e in entries["causes"]),
            traps=tuple(_both(e) for e in entries["traps"]),
            decisions=tuple(_both(e) for e in entries["decisions"]),
            checks=tuple(Check(_both(e["say"]), _both(e["question"])) for e in entries["checks"]),
            defaults=tuple(
                Default(_both(e["say"]), e["product"], e["versions"], e["source"])
                for e in entries["defaults"]
            ),
            statements=tuple(_both(e) for e in entries["statements"]),
            samples=tuple(_sample(e) for e in entries["samples"]),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise BrokenData(f"{path.name}: an entry lacks or misspells {fault}") from fault


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
)


def _head(path: Path) -> Head:
    text = path.read_text(encoding="utf-8")
    data = _parsed(path, text.split("\n[[", 1)[0])
    try:
        if data["id"] != path.stem:
            raise BrokenData(f"{path.name}: the id must be the file's name, not {data['id']!r}")
        return Head(
            data["id"],
            data["field"],
            tuple(data.get("neighbours", ())),
            _words(data["names"]),
            _words(data.get("hints", {})),
            path,
        )
    except KeyError as fault:
        raise BrokenData(f"{path.name}: the head lacks {fault}") from fault


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BrokenData(f"{path.name}: no valid TOML: {fault}") from fault


def _both(entry: Mapping[str, Any]) -> Both:
    if unknown := set(entry) - {"en", "zh"}:
        raise ValueError(f"unknown key {sorted(unknown)[0]!r}")
    return Both(entry["en"], entry["zh"])


def _words(entry: Mapping[str, Sequence[str]]) -> Words:
    return Words(*(tuple(w.lower() for w in entry.get(k, ())) for k in ("en", "zh")))


def _procedure(entry: Mapping[str, Any]) -> Procedure:
    if entry["situation"] not in SITUATIONS:
        raise ValueError(f"situation {entry['situation']!r}")
    steps = tuple(
        Step(_both(s["say"]), _both(s["check"]) if "check" in s else None) for s in entry["steps"]
    )
    return Procedure(entry["situation"], _words(entry.get("words", {})), steps)


def _sample(entry: Mapping[str, Any]) -> Sample:
    return Sample(*(_both(entry[k]) for k in ("title", "what", "impact", "action", "result")))
