"""The expectation files beside these tests."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def cases(name: str, key: str = "case") -> list[dict[str, Any]]:
    """The cases of a file under `key`."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)[key]
    return found
