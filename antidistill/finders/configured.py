"""Settings in code that name something of the house: 'host: ledger-db', 'DB_HOST=10.1.2.3'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.finders.commonplace import is_common
from antidistill.finders.phrases import table

_KEY = re.compile(
    r"^[ \t-]*[\"']?(host|hostname|server|endpoint|namespace|database|dbname|"
    r"username|user|"
    r"bucket|topic|queue|index|container_name|service_name|project|cluster|registry|image|runner|"
    r"instance|job)[\"']?[ \t]*[:=][ \t]*[\"']?([^\s\"'#,;]+)",
    re.IGNORECASE | re.MULTILINE,
)
_LONG_KEY = re.compile(
    r"^[ \t-]*[\"']?([a-z][\w.-]{0,60}[._-](?:host|hostname|server|endpoint|"
    r"namespace|database|dbname|username|user|bucket|topic|queue|cluster|pod|node|instance))"
    r"[\"']?[ \t]*[:=][ \t]*[\"']?([^\s\"'#,;]+)",
    re.MULTILINE,
)
"""The same with what the setting belongs to: 'db_user: ledger_ro', 'datasource.username=…'."""
_VARIABLE = re.compile(r"(?<![\w$%{.-])([A-Z][A-Z0-9_]{2,})=[\"']?([^\s\"'`]+)")
_PAIR = re.compile(
    r"\bname:[ \t]*[\"']?([A-Z][A-Z0-9_]{2,})[\"']?[ \t]*\n[ \t]*value:[ \t]*[\"']?([^\s\"'#]+)"
)


def configured(code: str) -> Iterator[tuple[int, int, str, str]]:
    """Start and end of each such value, 'setting' or 'variable', and the placeholder for it."""
    for match in _KEY.finditer(code):
        if _is_own(match.group(2)):
            holder = match.group(1).lower().replace("_", "-")
            yield *match.span(2), "setting", f"<{holder}>"
    for pattern in (_LONG_KEY, _VARIABLE, _PAIR):
        for match in pattern.finditer(code):
            holder = holder_of(match.group(1))
            if holder and _is_own(match.group(2)):
                yield *match.span(2), "variable", holder


def holder_of(name: str) -> str:
    """The placeholder for the value of a setting or variable of this name, by the last of its words
    that tells what it is: '<host>' for 'DATABASE_HOST', '<database>' for 'DATABASE_NAME'; empty if
    none does."""
    kinds: dict[str, str] = table("commands")["variables"]
    words = [word for word in re.split(r"[._-]+", name.upper()) if word not in _SAYS_NOTHING]
    return kinds.get(words[-1], "") if words else ""


_SAYS_NOTHING = frozenset({"NAME", "ID", "PRIMARY", "MAIN", "DEFAULT", "PROD", "TEST", "DEV"})


def _is_own(value: str) -> bool:
    return not is_common(value) and not _is_literal(value)


def _is_literal(value: str) -> bool:
    return (
        re.fullmatch(
            r"[\d.]+|true|false|yes|no|null|none|[{\[(|>&*!].*|.*[(){}].*|https?:.*", value, re.I
        )
        is not None
    )
