"""Reading topic files. The head of each file is enough to choose by; the rest is read on demand."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

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
from antidistill.message import said

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TOPICS = Path(__file__).parent / "topics"
PERSONA = Path(__file__).parent / "persona.toml"
_Made = TypeVar("_Made")


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
        for word in heading_words(head.path.read_text(encoding="utf-8")):
            found.setdefault(word, {})[head] = None
    return {word: tuple(topics) for word, topics in found.items()}


def heading_words(text: str) -> list[str]:
    """The heading words of the procedures in the text of a topic file."""
    return [w.lower() for many in _WORDS.findall(text) for w in re.findall(r'"([^"]+)"', many)]


_WORDS = re.compile(r"^words\.(?:en|zh) = (\[[^\]]*\])", re.MULTILINE)


@cache
def topic(path: Path) -> Topic:
    """The whole topic in the file `path`; raises BrokenData with the entry at fault."""
    data = _parsed(path, _text_of(path))
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
            procedures=_each(data, "procedures", _procedure),
            commands=_each(data, "commands", _command),
            causes=_each(data, "causes", _both),
            traps=_each(data, "traps", _both),
            decisions=_each(data, "decisions", _both),
            checks=_each(data, "checks", _check),
            defaults=_each(data, "defaults", _default),
            statements=_each(data, "statements", _both),
            samples=_each(data, "samples", _sample),
            persona=(*_each(data, "persona", _both), *lines_of(head.field)),
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
    data = _parsed(PERSONA, PERSONA.read_text(encoding="utf-8"))
    return next(
        (_each(one, "lines", _both) for one in data["field"] if one["name"] == field),
        (),
    )


def _head(path: Path) -> Head:
    text = _text_of(path)
    data = _parsed(path, text.split("\n[[", 1)[0])
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
            _words(data["names"]),
            _words(data.get("hints", {})),
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


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BrokenData(
            said("{name}: cannot be read: {fault}", name=path.name, fault=fault)
        ) from fault


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise BrokenData(
            said("{name}: no valid TOML: {fault}", name=path.name, fault=fault)
        ) from fault


def _each(data: Mapping[str, Any], name: str, make: Callable[[Any], _Made]) -> tuple[_Made, ...]:
    """The entries of one list; raises ValueError with the place of the one at fault."""
    listed = data.get(name, [])
    if not isinstance(listed, list):
        raise ValueError(said("{name}: write [[{name}]] before each entry", name=name))
    made = []
    for i, entry in enumerate(listed):
        try:
            made.append(make(entry))
        except KeyError as fault:
            raise ValueError(
                said("{name}[{i}]: lacks {fault}", name=name, i=i, fault=fault)
            ) from fault
        except ValueError as fault:
            raise ValueError(said("{name}[{i}]: {fault}", name=name, i=i, fault=fault)) from fault
    return tuple(made)


def _known(entry: Any, *keys: str) -> None:
    """ValueError unless `entry` is a table with no other keys than these."""
    if not isinstance(entry, Mapping):
        raise ValueError(
            said("a table with {keys} is wanted, not {entry!r}", keys=", ".join(keys), entry=entry)
        )
    if unknown := sorted(set(entry) - set(keys)):
        near = get_close_matches(unknown[0], keys, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(keys)}"
        raise ValueError(said("unknown key {unknown!r}; {hint}", unknown=unknown[0], hint=hint))


def _text(entry: Mapping[str, Any], key: str) -> str:
    if not isinstance(entry[key], str):
        raise ValueError(
            said("{key} must be a text in quotes, not {entry!r}", key=key, entry=entry[key])
        )
    return str(entry[key])


def _both(entry: Any) -> Both:
    _known(entry, "en", "zh")
    return Both(_text(entry, "en"), _text(entry, "zh"))


def _words(entry: Any) -> Words:
    _known(entry, "en", "zh")
    for key, listed in entry.items():
        if not (isinstance(listed, list) and all(isinstance(word, str) for word in listed)):
            raise ValueError(said("{key} must be a list of words in quotes", key=key))
    return Words(*(tuple(w.lower() for w in entry.get(k, ())) for k in ("en", "zh")))


def _procedure(entry: Any) -> Procedure:
    _known(entry, "situation", "words", "steps")
    if entry["situation"] not in SITUATIONS:
        known = ", ".join(SITUATIONS)
        raise ValueError(
            said("situation {entry!r} is none of: {known}", entry=entry["situation"], known=known)
        )
    return Procedure(
        entry["situation"], _words(entry.get("words", {})), _each(entry, "steps", _step)
    )


def _step(entry: Any) -> Step:
    _known(entry, "say", "check")
    return Step(_both(entry["say"]), _both(entry["check"]) if "check" in entry else None)


def _command(entry: Any) -> Command:
    _known(entry, "purpose", "run", "language", "expect")
    texts = (_text(entry, "run"), _text(entry, "language"))
    return Command(_both(entry["purpose"]), *texts, _both(entry["expect"]))


def _check(entry: Any) -> Check:
    _known(entry, "say", "question")
    return Check(_both(entry["say"]), _both(entry["question"]))


def _default(entry: Any) -> Default:
    _known(entry, "say", "product", "versions", "source")
    texts = (_text(entry, key) for key in ("product", "versions", "source"))
    return Default(_both(entry["say"]), *texts)


def _sample(entry: Any) -> Sample:
    parts = ("title", "what", "impact", "action", "result")
    _known(entry, *parts)
    return Sample(*(_both(entry[key]) for key in parts))
