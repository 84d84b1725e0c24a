"""The expressions of `answers.toml`: what an answer of a language model gives itself away by."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from antidistill import toml


@cache
def signs(name: str) -> re.Pattern[str]:
    """The expressions of a table, as one."""
    data = toml.shipped(Path(__file__).parent / "answers.toml")
    return re.compile("|".join(f"(?:{p})" for p in data[name]["patterns"]), re.IGNORECASE)
