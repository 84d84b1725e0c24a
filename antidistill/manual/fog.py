"""The phrases that stand in the place of a fact (`fog.toml`): in nobody's mouth, in no mode."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from antidistill.errors import BrokenData
from antidistill.message import said

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOG = Path(__file__).parent / "fog.toml"


@cache
def tables() -> dict[str, Any]:
    """The data of `fog.toml`; raises BrokenData if it is no valid TOML."""
    try:
        return tomllib.loads(FOG.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise BrokenData(said("{name}: {fault}", name=FOG.name, fault=fault)) from fault


def fog_in(text: str) -> Iterator[str]:
    """Each filler phrase in `text`, code left aside."""
    for match in _pattern().finditer(re.sub(r"`[^`\n]*`", " ", text)):
        yield match.group()


@cache
def _pattern() -> re.Pattern[str]:
    phrases = (*tables()["fog"]["en"], *tables()["fog"]["zh"])
    return re.compile("|".join(f"(?:{p})" for p in phrases), re.IGNORECASE)
