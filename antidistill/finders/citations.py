"""Entries of a list of references: who wrote what, when and where it appeared. Everybody can look
them up, and an entry without its authors is torn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.document import PROSE, Form
from antidistill.reading import Reading
from antidistill.span import Span

_YEAR = r"(?:\((?:19|20)\d{2}[a-z]?\)|[.,]\s(?:19|20)\d{2}[a-z]?[.,;:])"
_VENUE = re.compile(
    r"\b(?:Proc(?:eedings|\.)|Journal|J\.\s[A-Z]|Conference|Symposium|Transactions|Press|Springer|"
    r"Elsevier|Wiley|arXiv|doi\b|DOI\b|ISBN|ISSN|et al\.|pp?\.\s?\d|vol\.\s?\d|Lecture Notes|"
    r"\d+\s?\(\d+\)\s?[:,]\s?\d+)|\(?[A-Z]{3,8}\s?(?:['’]\d{2}|(?:19|20)\d{2})\)?|出版社|学报|[(（]\d+[)）]\s?[:：]\s?\d+|\[[JMDC]\]"
)
_DATED = re.compile(_YEAR)
_AUTHORS = re.compile(
    r"\A[\s*_\d.\[\]•-]*(?:[A-ZÀ-Þ][\w'’-]+(?:,?\s(?:[A-Z]\.\s?-?)+|(?:\s[A-Z]\.)?\s[A-ZÀ-Þ][\w'’-]+)?"
    r"(?:,\s|\sand\s|\s&\s|;\s|\.\s|,?\s\())"
)


def cited(reading: Reading) -> Iterator[Span]:
    """The places of such entries."""
    document = reading.document
    for block in document.blocks:
        if block.form not in PROSE or block.form is Form.HEADING:
            continue
        text = document.content(block)
        if _AUTHORS.match(text) and _DATED.search(text) and _VENUE.search(text):
            yield block.span
