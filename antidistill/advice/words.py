"""What advice says, as data (`data/*.toml`)."""

from __future__ import annotations

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


def words(*keys: str, language: str) -> str:
    """A text of `words.toml` in 'en' or 'zh'."""
    entry: Any = table("words")
    for key in keys:
        entry = entry[key]
    return str(entry[language])
