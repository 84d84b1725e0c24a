"""Which domains belong to the house that a document comes from."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from antidistill.finders.addresses import private_url
from antidistill.finders.public import is_house_host, is_public_host
from antidistill.finders.sites import owner_of
from antidistill.reading import Reading

_HOST = r"(?:[\w-]+\.)+[a-z]{2,}"
_MANY = 4
"""Links into one unknown domain that show that it is the house's."""


@lru_cache(maxsize=8)
def owned_domains(reading: Reading) -> frozenset[str]:
    """Names of the domains that the house has, lower case: those of its mail boxes, of hosts that
    look inward, of many links, and those that the text has as a proper name."""
    text = reading.document.text
    mails = {owner_of(h) for h in re.findall(rf"(?<=@){_HOST}", text) if not is_public_host(h)}
    hosts = [h for h in re.findall(rf"//({_HOST})", text) if _is_unknown(h)]
    counts = Counter(owner_of(h) for h in hosts)
    inward = {owner_of(h) for h in hosts if private_url(f"https://{h}") == "private host"}
    words = {w.lower() for w in re.findall(r"(?<![\w/.@-])[A-Z][a-z]+(?![\w@]|\.\w)", text)}
    named = {o for o in counts if o in words or o.removeprefix("get") in words}
    many = {o for o, count in counts.items() if count >= _MANY}
    return frozenset(mails | inward | named | many | {w.lower() for w in reading.own.names})


def _is_unknown(host: str) -> bool:
    return not is_public_host(host) and not is_house_host(host)
