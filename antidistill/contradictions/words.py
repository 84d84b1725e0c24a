"""The words by which contradictions are seen, from `words.toml`."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from antidistill.errors import BrokenData
from antidistill.message import said

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_FILE = Path(__file__).parent / "words.toml"
_HAN = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}


@cache
def table() -> dict[str, Any]:
    """The file; raises BrokenData."""
    try:
        return tomllib.loads(_FILE.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise BrokenData(said("{name}: {fault}", name=_FILE.name, fault=fault)) from fault


@cache
def pattern(part: str, name: str) -> re.Pattern[str]:
    """The pattern `name` of a part, in both languages; 'NUMBER' in it stands for a number, 'THINGS'
    for what is counted."""
    data = table()
    names = "|".join(data["numbers"])
    number = (
        rf"(?P<number>\d{{1,2}}|(?:{names})\b"
        "|[二三四五六七八九两]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
    )
    source = data[part][name].replace("THINGS", "|".join(data["counts"]["things"]))
    return re.compile(source.replace("NUMBER", number), re.IGNORECASE)


def number_in(words: str) -> int:
    """The number that words say, 0 if they say none: '7', 'seven', '七', '十二'."""
    lower = words.lower()
    if lower.isdigit():
        return int(lower)
    names = table()["numbers"]
    if lower in names:
        return int(names.index(lower)) + 1
    if "十" in words:
        tens, _, ones = words.partition("十")
        return 10 * _HAN.get(tens, 1) + _HAN.get(ones, 0)
    return _HAN.get(words, 0)
