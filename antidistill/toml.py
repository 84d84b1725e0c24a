"""TOML: the one way in, for the program's own data and for files of the user."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import ready
from antidistill.errors import BrokenData, reason_of
from antidistill.message import Message, said

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_PROGRAM = Path(__file__).parent
NOT_TOML = (tomllib.TOMLDecodeError, RecursionError)
"""What `parsed` raises for text that is none, or is nested without end."""


def parsed(text: str) -> dict[str, Any]:
    """The tables of a text; raises one of NOT_TOML."""
    return tomllib.loads(text)


def nearest(word: str, known: Iterable[str]) -> Message:
    """The end of a line about a word that is none of the known: the nearest, or all of them."""
    words = list(known)
    if near := get_close_matches(word, words, n=1):
        return said("; did you mean {near!r}?", near=near[0])
    return said("; known are {known}", known=", ".join(words))


@cache
def shipped(file: Path) -> dict[str, Any]:
    """A data file that comes with the program, read once; raises BrokenData, naming it. Not to be
    changed: it is the same for all who ask."""
    if not file.is_relative_to(_PROGRAM):
        return _read(file)
    return ready.data(f"toml {file.relative_to(_PROGRAM).as_posix()}", lambda: _read(file))


def _read(file: Path) -> dict[str, Any]:
    return tables(file.read_text(encoding="utf-8"), file.name)


def text_of_user(file: Path) -> str:
    """What is in a file of the user, without its byte order mark; raises BrokenData, naming it."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        why = reason_of(fault) if isinstance(fault, OSError) else said("it is not UTF-8")
        raise BrokenData(said("{file}: cannot be read: {why}", file=file, why=why)) from fault


def of_user(file: Path) -> dict[str, Any]:
    """The tables of a file of the user; raises BrokenData, naming it."""
    return tables(text_of_user(file), file)


def tables(text: str, name: object) -> dict[str, Any]:
    """The tables of the text of a file; raises BrokenData with the file's name."""
    try:
        return parsed(text)
    except NOT_TOML as fault:
        told = " ".join(str(fault).split())
        raise BrokenData(said("{name}: no valid TOML: {fault}", name=name, fault=told)) from fault
