"""The detector's word lists (`data/*.toml`), read and compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import toml

DATA = Path(__file__).parent / "data"


@cache
def table(file: str) -> Mapping[str, Any]:
    """`data/<file>.toml` as it is; raises BrokenData."""
    return toml.shipped(DATA / f"{file}.toml")


@cache
def pattern(file: str, *keys: str) -> re.Pattern[str]:
    """The regular expressions of a table's entry, both languages in one, whatever the case."""
    entry: Any = table(file)
    for key in keys:
        entry = entry[key]
    parts = (*entry.get("zh", ()), *(rf"\b(?:{p})\b" for p in entry.get("en", ())))
    return re.compile("|".join(f"(?:{p})" for p in parts), re.IGNORECASE)
