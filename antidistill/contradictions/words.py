"""The words by which contradictions are seen, from `words.toml`."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from antidistill.counts import numbered
from antidistill.errors import BrokenData
from antidistill.message import said

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_FILE = Path(__file__).parent / "words.toml"


@cache
def table() -> dict[str, Any]:
    """The file; raises BrokenData."""
    try:
        return tomllib.loads(_FILE.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise BrokenData(said("{name}: {fault}", name=_FILE.name, fault=fault)) from fault


@cache
def pattern(part: str, name: str) -> re.Pattern[str]:
    """The pattern `name` of a part, in both languages; 'NUMBER' in it stands for a number."""
    return numbered(table()[part][name])
