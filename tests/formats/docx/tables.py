"""The expectation files beside these tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from antidistill import toml


def cases(name: str, key: str = "case") -> list[dict[str, Any]]:
    """The cases of a file under `key`."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    found: list[dict[str, Any]] = toml.parsed(text)[key]
    return found
