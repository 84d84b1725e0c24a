"""The names that an answer of a language model says."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = re.compile(
    r"``.+?``|`[^`]+`|\b[A-Z][A-Za-z0-9]*(?:[A-Z][a-z0-9]+|\d)[A-Za-z0-9]*\b|\b[A-Z]{2,}[A-Z0-9-]*\b|"
    r"\b[a-z]+(?:[A-Z][a-z0-9]+)+\b|\b\w+_\w+\b|(?<![\w/])/[\w./-]{2,}|\b[\w-]+\.(?:[a-z]{2,4})\b(?!\w)|@[\w-]+",
    re.ASCII,
)
_CAPITAL = re.compile(r"(?<=[a-z,;’'] )[A-Z][a-z]{2,}\b(?: [A-Z][a-z]+\b)*")
_LATIN_IN_HAN = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z0-9.+-]*[A-Za-z0-9]")


def names_in(text: str, place: str, language: str) -> Iterator[str]:
    """Identifiers, code spans, paths, handles and capitalised words inside a sentence."""
    if place == "code":
        yield from (line for line in text.splitlines() if line.strip())
        return
    seen = dict.fromkeys(m.group() for m in _NAME.finditer(text))
    prose = re.sub(r"``.+?``|`[^`]*`", " ", text)
    pattern = _LATIN_IN_HAN if language == "zh" else _CAPITAL
    seen |= dict.fromkeys(m.group() for m in pattern.finditer(prose))
    inside = [s for s in seen if s.startswith("`")]
    yield from (s for s in seen if s.startswith("`") or not any(s in c for c in inside))
