"""Numbers of extensions beside a name, and what goes with them so that nothing hollow is left."""

from __future__ import annotations

import re

from antidistill.finders.clauses import whole
from antidistill.finders.excerpts import Excerpt
from antidistill.reading import Reading
from antidistill.span import Span

_EXTENSION = re.compile(
    r"(?:\s?[,，]\s?|\s)?(?:(?:at|on|under)\s)?(?<![A-Za-z])(?:ext(?:ension|n)?\.?|x|分机(?:号)?)\s?[:：#]?\s?\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\s?(?:[,，:：]|(?P<opens>[(（]))\s?(?P<number>(?!(?:19|20)\d\d)\d{3,5})\s?(?P<closes>[)）])"
)
_REACHED = re.compile(
    r"(?:\s?[,，:：]?\s?(?:ext(?:ension|n)?\.?|x|分机(?:号)?)?\s?[:：#]?\s?\d{3,5})?\s?[)）]",
    re.IGNORECASE,
)


def number_behind(reading: Reading, excerpt: Excerpt, end: int) -> tuple[Span, Span | None] | None:
    """The extension right behind a name that ends at `end`, with what can go with it: 'Maria
    (4417)', '(Maria, 4417)'; None if there is none."""
    match = _NUMBER.match(excerpt.text, end)
    if match is None or excerpt.sentence is None:
        return None
    inside = match.group("opens") is None
    if inside and not re.search(r"[(（][^()（）]*\Z", excerpt.text[:end]):
        return None
    last = match.end("number") if inside else match.end()
    cut = whole(reading.document.blocks[excerpt.block], excerpt.source(match.start(), last))
    return excerpt.source(*match.span("number")), cut


def bracket_around(reading: Reading, excerpt: Excerpt, start: int, end: int) -> Span | None:
    """The brackets around a name, when there is nothing else in them but its number."""
    opens = re.search(r"\s?[(（]\s?\Z", excerpt.text[:start])
    closes = _REACHED.match(excerpt.text, end)
    if opens is None or closes is None:
        return None
    span = excerpt.source(opens.start(), closes.end())
    return whole(reading.document.blocks[excerpt.block], span)


def with_label(reading: Reading, excerpt: Excerpt, start: int, end: int) -> Span | None:
    """A number with the label before it, which says nothing alone: ' (ext. 4417)', ', ext 22';
    None without a label."""
    label = _EXTENSION.search(excerpt.text, 0, start)
    if label is None:
        return None
    block = reading.document.blocks[excerpt.block]
    around = bracket_around(reading, excerpt, label.start(), end)
    return around or whole(block, excerpt.source(label.start(), end))
