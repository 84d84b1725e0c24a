"""Links that lead into the house, or tell who follows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.finders import excerpts
from antidistill.finders.addresses import host_of, private_url
from antidistill.finders.excerpts import Excerpt
from antidistill.reading import Reading

Link = tuple[Excerpt, int, int, str, float, str]
"""Where (excerpt, start, end), rule, confidence, note."""

_PARAMETER = re.compile(
    r"[?&]((?:authuser|user|username|email|mail|login|token|access_token|key|sig|signature|auth|session|sid|uid|userid|"
    r"orgid|organizationid|project|tenant|account|invite|pwd|code|share_token|resourcekey|usp)=[^&#\s]+)"
    r"|[?&](\w+=[^&#\s]*(?:%40|@)[^&#\s]+)",
    re.IGNORECASE,
)
_MAIL_TO = re.compile(r"mailto:([^?\s]+)", re.IGNORECASE)
_ANY_BOX = re.compile(
    r"[<{$%\[]|(?:\A|[-_.])(?:xxx+|foo|bar|example)|example\.|\.\.\.", re.IGNORECASE
)
_ON_DISK = re.compile(r"file:/|[A-Za-z]:[\\/]|/?(?:Users|home)/", re.IGNORECASE)
"""A place on its author's own machine."""
_PRIVATE_FILE = re.compile(r"\.(?:xlsx?|docx?|pptx?|sql|sh|py|pem|key|env|csv)\Z", re.IGNORECASE)


def links(reading: Reading, owners: frozenset[str]) -> Iterator[Link]:
    """Targets that are the house's: the whole address, or the parameters that tell who. `owners`
    are the names of the domains that the house has."""
    for excerpt in excerpts.addresses(reading):
        url = excerpt.text.strip("<>")
        size = len(excerpt.text)
        mail = _MAIL_TO.match(url)
        if mail is not None:
            if not _ANY_BOX.search(mail.group(1)) and not _is_shown(reading, excerpt):
                yield excerpt, 0, size, "mail", 0.8, "house link"
        elif private_url(url, owners) or _ON_DISK.match(url):
            yield excerpt, 0, size, "link", 0.85, "house link"
        elif host_of(url) is None:
            yield from _relative(excerpt)
        else:
            yield from _parameters(excerpt)


def _is_shown(reading: Reading, excerpt: Excerpt) -> bool:
    """Whether the link's words are the mail address: whoever may stay as text may be written to."""
    address = re.sub(r"\Amailto:|\?.*", "", excerpt.text, flags=re.IGNORECASE).lower()
    for atom in reading.document.blocks[excerpt.block].atoms:
        if atom.target is not None and atom.target.start == excerpt.where[0]:
            words = atom.inner.of(reading.document.text).lower()
            return address in words or "@" in words
    return False


def _parameters(excerpt: Excerpt) -> Iterator[Link]:
    for match in _PARAMETER.finditer(excerpt.text):
        start, end = match.span(match.lastindex or 1)
        if excerpt.text[end : end + 1] == "&":
            end += 1
        else:
            start -= 1
        yield excerpt, start, end, "parameter", 0.7, "a parameter that tells who"


def _relative(excerpt: Excerpt) -> Iterator[Link]:
    """A link inside the repository tells something only if it names a private file."""
    path = excerpt.text.split("#")[0]
    if _PRIVATE_FILE.search(path) and "/" in path:
        yield excerpt, 0, len(path), "file", 0.5, "house link"
