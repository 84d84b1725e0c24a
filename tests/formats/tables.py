"""The expectation files beside these tests, and in the folders below."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from antidistill import toml

Table = dict[str, Any]


def table(name: str) -> Table:
    """All of a file."""
    return toml.parsed((Path(__file__).parent / name).read_text(encoding="utf-8"))


def cases(name: str, key: str = "case") -> list[Table]:
    """Its cases."""
    found: list[Table] = table(name)[key]
    return found
