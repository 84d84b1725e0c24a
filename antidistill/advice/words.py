"""What advice says, as data (`data/*.toml`)."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from antidistill.errors import BrokenData
from antidistill.message import said

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

DATA = Path(__file__).parent / "data"


@cache
def table(file: str) -> Mapping[str, Any]:
    """`data/<file>.toml` as it is; raises BrokenData."""
    path = DATA / f"{file}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise BrokenData(
            said("{name}: no valid TOML: {fault}", name=path.name, fault=fault)
        ) from fault


def words(*keys: str, language: str) -> str:
    """A text of `words.toml` in 'en' or 'zh'."""
    entry: Any = table("words")
    for key in keys:
        entry = entry[key]
    return str(entry[language])
