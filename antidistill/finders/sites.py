"""Whose site a host is part of, and whether it is one that they show the public."""

from __future__ import annotations

import re
from functools import cache

from antidistill.finders.phrases import table

_OUTWARD = re.compile(
    r"(?:www\d?|docs?|blog|blogs|help|support|learn|news|en|de|zh|cn|m|developers?|community|forum|"
    r"status|about|pages|beta|download|downloads|static|cdn|resources|research|press|shop|store)\."
)
_OPEN = ("gov", "edu", "mil", "int", "org")
"""Whose parts mostly are for everybody."""


def is_site(host: str, url: str) -> bool:
    """Whether an address is one of the site that somebody shows the public: the domain itself, or a
    part of it that publishers have, and no tool of the house on it."""
    bare = host.split(".")[0] == owner_of(host)
    path = url.partition(host)[2].lower()
    inside = any(inward_names().match(f"{part}.") for part in re.split(r"[/?#]", path) if part)
    open_ = host.split(".")[-1] in _OPEN
    shown = bare or open_ or _OUTWARD.match(host) is not None
    return shown and not inside


def is_part(host: str) -> bool:
    """Whether a host is a named part of somebody's domain that publishers do not have."""
    parts = host.split(".")
    deep = len(parts) > 2 and parts[0] != owner_of(host)
    return deep and not _OUTWARD.match(host) and parts[-1] not in _OPEN


def owner_of(host: str) -> str:
    """The part of a host that is registered: 'acme' in 'wiki.acme.co.uk'."""
    parts = host.lower().split(".")
    if len(parts) > 2 and parts[-2] in ("com", "co", "net", "org", "edu", "gov", "ac"):
        return parts[-3]
    return parts[-2] if len(parts) > 1 else ""


@cache
def inward_names() -> re.Pattern[str]:
    """Hosts whose first part names a tool of the house: 'grafana.…', 'wiki.…', 'staging.…'."""
    return re.compile(rf"(?:{'|'.join(table('public_names')['hosts']['inward'].split())})\d*[.-]")
