"""Values in SQL that somebody chose: how long, how many, from where on. A manual writes a
placeholder there; 'LIMIT 10' and comparisons with nothing or one are anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUERY = re.compile(
    r"\b(?:SELECT\b[^;]{0,400}\bFROM|ALTER\s+(?:SYSTEM|DATABASE|ROLE)\s|UPDATE\s+\S+\s+SET|"
    r"DELETE\s+FROM|SET\s+(?:GLOBAL|SESSION)\s)",
    re.IGNORECASE,
)
"""Whether there is SQL in a piece of code."""
_NUMBER = r"(?P<value>\d[\d.]*(?:\s?[kMG]i?B)?)"
_PLACES = {
    "<value>": r"\b(?:ALTER\s+(?:SYSTEM|DATABASE\s+\S+|ROLE\s+\S+)\s+SET|SET\s+(?:GLOBAL|SESSION))"
    rf"\s+[\w.]+\s*(?:=|\bTO\b)\s*'?{_NUMBER}",
    "<duration>": r"\bINTERVAL\s+'?(?P<value>\d+\s*[a-z]+)",
    "<threshold>": rf"\b(?:WHERE|AND|OR|HAVING)\s+[\w.]+(?:\([\w.*]*\))?\s*[<>]=?\s*{_NUMBER}",
}
_VALUES = [(re.compile(p, re.IGNORECASE), placeholder) for placeholder, p in _PLACES.items()]
_ANYBODYS = frozenset({"0", "1"})
_ROUND = re.compile(
    r"(?:1|5|10|15|30)\s*(?:s|secs?|seconds?|m|mins?|minutes?)|(?:1|12|24)\s*(?:h|hours?)|"
    r"(?:1|7|30)\s*(?:d|days?)|1\s*(?:week|month|year)s?",
    re.IGNORECASE,
)
"""Times that any manual writes into a query."""


def query_values(code: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and placeholder of each such value in `code`."""
    if not _QUERY.search(code):
        return
    for pattern, placeholder in _VALUES:
        for match in pattern.finditer(code):
            value = match["value"]
            if value not in _ANYBODYS and not _ROUND.fullmatch(value):
                yield *match.span("value"), placeholder
