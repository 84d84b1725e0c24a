"""What the manual says word for word: such sentences are public wherever they stand."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from antidistill.manual.load import heads

_STRING = re.compile(r'= "((?:[^"\\\n]|\\.)*)"$', re.MULTILINE)
_LINES = re.compile(r"= (?:\"\"\"|''')\n?(.*?)(?:\"\"\"|''')", re.DOTALL)
_LITERAL = re.compile(r"= '([^'\n]*)'$", re.MULTILINE)


def is_known(text: str, folders: tuple[Path, ...] = ()) -> bool:
    """Whether `text` is an entry of the manual, whatever its case and the stop at its end."""
    return normal(text) in _wordings(folders)


def normal(text: str) -> str:
    """`text` without case, spaces, code marks and the stop at its end: how entries are compared."""
    return re.sub(r"\s+", " ", re.sub(r"[`*]", "", text)).strip(" .。").lower()


@cache
def _wordings(folders: tuple[Path, ...]) -> frozenset[str]:
    """The normal forms of all strings of all topics. Read as text: parsing every file would take
    longer than the rest of a short run."""
    found: set[str] = set()
    for head in heads(*folders):
        text = head.path.read_text(encoding="utf-8")
        strings = [m.replace('\\"', '"').replace("\\\\", "\\") for m in _STRING.findall(text)]
        strings += _LITERAL.findall(text)
        for block in _LINES.findall(text):
            strings += block.split("\n")
        found.update(normal(s) for s in strings)
    found.discard("")
    return frozenset(found)
