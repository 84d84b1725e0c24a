"""Settings in code that name something of the house: 'host: ledger-db', 'DB_HOST=10.1.2.3'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.finders.commonplace import is_common

_KEY = re.compile(
    r"^[ \t-]*[\"']?(host|hostname|server|endpoint|namespace|database|dbname|"
    r"username|user|"
    r"bucket|topic|queue|index|container_name|service_name|project|cluster|registry|image|runner|"
    r"instance|job)[\"']?[ \t]*[:=][ \t]*[\"']?([^\s\"'#,;]+)",
    re.IGNORECASE | re.MULTILINE,
)
_VARIABLE = re.compile(r"(?:^|\s|export )([A-Z][A-Z0-9_]{3,})=[\"']?([^\s\"'`]+)", re.MULTILINE)
_ADDRESS_VARIABLE = re.compile(
    r"HOST|URL|URI|ADDR|ENDPOINT|SERVER|DOMAIN|DATABASE|_DB|USER|BUCKET|NAMESPACE|QUEUE|TOPIC|REGISTRY"
)


def configured(code: str) -> Iterator[tuple[int, int, str, str]]:
    """Start and end of each such value, 'setting' or 'variable', and the placeholder for it."""
    for match in _KEY.finditer(code):
        if not is_common(match.group(2)) and not _is_literal(match.group(2)):
            holder = match.group(1).lower().replace("_", "-")
            yield *match.span(2), "setting", f"<{holder}>"
    for match in _VARIABLE.finditer(code):
        told = _ADDRESS_VARIABLE.search(match.group(1)) is not None
        if told and not is_common(match.group(2)) and not _is_literal(match.group(2)):
            yield *match.span(2), "variable", "<value>"


def _is_literal(value: str) -> bool:
    return (
        re.fullmatch(
            r"[\d.]+|true|false|yes|no|null|none|[{\[(|>&*!].*|.*[(){}].*|https?:.*", value, re.I
        )
        is not None
    )
