"""What advice says, and its templates of letters, as data (`data/`), in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import toml

_DATA = Path(__file__).parent / "data"
LETTERS = ("scope", "credit", "consent", "erasure")


@cache
def table(file: str) -> Mapping[str, Any]:
    """`data/<file>.toml` as it is; raises BrokenData."""
    return toml.shipped(_DATA / f"{file}.toml")


def words(*keys: str, language: str) -> str:
    """A text of `words.toml` in 'en' or 'zh'."""
    entry: Any = table("words")
    for key in keys:
        entry = entry[key]
    return str(entry[language])


def letter(name: str, language: str) -> str:
    """The template of one of LETTERS in 'en' or 'zh'; what is to be filled in stands in square
    brackets."""
    return (_DATA / "letters" / f"{name}.{language}.md").read_text(encoding="utf-8")
