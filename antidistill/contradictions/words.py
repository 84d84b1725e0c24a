"""The words by which contradictions are seen, from `words.toml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import toml
from antidistill.counts import numbered

_FILE = Path(__file__).parent / "words.toml"


def table() -> dict[str, Any]:
    """The file; raises BrokenData."""
    return toml.shipped(_FILE)


@cache
def pattern(part: str, name: str) -> re.Pattern[str]:
    """The pattern `name` of a part, in both languages; 'NUMBER' in it stands for a number."""
    return numbered(table()[part][name])
