"""Reading the entries of a topic file: each from its table, with what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from antidistill import toml
from antidistill.manual.topic import (
    SITUATIONS,
    Both,
    Check,
    Command,
    Default,
    Procedure,
    Sample,
    Step,
    Words,
)
from antidistill.message import said

_Made = TypeVar("_Made")


def each(data: Mapping[str, Any], name: str, make: Callable[[Any], _Made]) -> tuple[_Made, ...]:
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
        hint = toml.nearest(unknown[0], keys)
        raise ValueError(said("unknown key {unknown!r}{hint}", unknown=unknown[0], hint=hint))


def _text(entry: Mapping[str, Any], key: str) -> str:
    if not isinstance(entry[key], str):
        raise ValueError(
            said("{key} must be a text in quotes, not {entry!r}", key=key, entry=entry[key])
        )
    return str(entry[key])


def both(entry: Any) -> Both:
    _known(entry, "en", "zh")
    return Both(_text(entry, "en"), _text(entry, "zh"))


def words(entry: Any) -> Words:
    _known(entry, "en", "zh")
    for key, listed in entry.items():
        if not (isinstance(listed, list) and all(isinstance(word, str) for word in listed)):
            raise ValueError(said("{key} must be a list of words in quotes", key=key))
    return Words(*(tuple(w.lower() for w in entry.get(k, ())) for k in ("en", "zh")))


def procedure(entry: Any) -> Procedure:
    _known(entry, "situation", "words", "steps")
    if entry["situation"] not in SITUATIONS:
        known = ", ".join(SITUATIONS)
        raise ValueError(
            said("situation {entry!r} is none of: {known}", entry=entry["situation"], known=known)
        )
    return Procedure(entry["situation"], words(entry.get("words", {})), each(entry, "steps", _step))


def _step(entry: Any) -> Step:
    _known(entry, "say", "check")
    return Step(both(entry["say"]), both(entry["check"]) if "check" in entry else None)


def command(entry: Any) -> Command:
    _known(entry, "purpose", "run", "language", "expect")
    texts = (_text(entry, "run"), _text(entry, "language"))
    return Command(both(entry["purpose"]), *texts, both(entry["expect"]))


def check(entry: Any) -> Check:
    _known(entry, "say", "question")
    return Check(both(entry["say"]), both(entry["question"]))


def default(entry: Any) -> Default:
    _known(entry, "say", "product", "versions", "source")
    texts = (_text(entry, key) for key in ("product", "versions", "source"))
    return Default(both(entry["say"]), *texts)


def sample(entry: Any) -> Sample:
    parts = ("title", "what", "impact", "action", "result")
    _known(entry, *parts)
    return Sample(*(both(entry[key]) for key in parts))
