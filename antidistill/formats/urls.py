"""Addresses that stand in a text without any markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.formats.places import Range

URL = re.compile(
    r"(?<![A-Za-z0-9])(?:[a-z][a-z0-9+.-]{1,20}://(?:\[[0-9a-f:.]+\])?|www\.(?=[a-z0-9]))"
    r"[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+",
    re.IGNORECASE,
)
TAIL = ".,;:!?'*_~"
"""What ends a sentence around an address, not the address."""


def bare_urls(content: str) -> Iterator[Range]:
    """Where addresses stand in `content`, without the punctuation that ends a sentence."""
    for match in URL.finditer(content):
        url = match.group().rstrip(TAIL)
        unopened = url.count(")") - url.count("(")
        while unopened > 0 and url.endswith(")"):
            url = url[:-1].rstrip(TAIL)
            unopened -= 1
        if not url.endswith("://"):
            yield match.start(), match.start() + len(url)
