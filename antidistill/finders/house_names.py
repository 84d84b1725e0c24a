"""All the names of its own that a document shows, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from antidistill.finders.columned import columned, enumerated
from antidistill.finders.firms import firms
from antidistill.finders.framed import framed
from antidistill.finders.han_framed import framed as han_framed
from antidistill.finders.han_named import described
from antidistill.finders.house import owned_domains
from antidistill.finders.named import Named, company, proper_names
from antidistill.finders.public import is_public_in_any_case
from antidistill.finders.titled import titled
from antidistill.reading import Reading


@lru_cache(maxsize=4)
def known_names(reading: Reading) -> Mapping[str, Named]:
    """Private names of the document, by their text."""
    found: dict[str, Named] = {}
    named_so = (
        titled,
        firms,
        framed,
        company,
        proper_names,
        described,
        han_framed,
        columned,
        enumerated,
    )
    for named in (one for seen in named_so for one in seen(reading)):
        found.setdefault(named.text, named)
    for owner in owned_domains(reading):
        if len(owner) > 4 and not is_public_in_any_case(owner):
            found.setdefault(owner, Named(owner, "", "company", 0.7))
    for own in reading.own.names:
        found[own] = Named(own, "system", "own", 1.0)
    return found


@lru_cache(maxsize=4)
def pattern_of(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all of them, the longest first; None when there are none."""
    parts = []
    for name in sorted(names, key=len, reverse=True):
        # a Chinese character may stand right beside a Latin name
        left = r"(?<![A-Za-z0-9_-])" if name[0].isascii() else ""
        right = r"(?![A-Za-z0-9_-])" if name[-1].isascii() else ""
        parts.append(left + re.escape(name) + right)
    return re.compile("|".join(parts)) if parts else None
