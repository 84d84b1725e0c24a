"""The phrases that stand in the place of a fact (`fog.toml`): in nobody's mouth, in no mode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import toml

FOG = Path(__file__).parent / "fog.toml"


def tables() -> dict[str, Any]:
    """The data of `fog.toml`; raises BrokenData if it is no valid TOML."""
    return toml.shipped(FOG)


def fog_in(text: str) -> Iterator[str]:
    """Each filler phrase in `text`, code left aside."""
    for match in _pattern().finditer(re.sub(r"`[^`\n]*`", " ", text)):
        yield match.group()


@cache
def _pattern() -> re.Pattern[str]:
    phrases = (*tables()["fog"]["en"], *tables()["fog"]["zh"])
    return re.compile("|".join(f"(?:{p})" for p in phrases), re.IGNORECASE)
