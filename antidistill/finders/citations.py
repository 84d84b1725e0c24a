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
_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?:\s[A-ZÀ-Þ][\w'’.-]*){1,3}"
_NAMES = rf"{_NAME}(?:(?:,\s|,?\s(?:and|&)\s){_NAME})*"
_OPENS = r"\A[\s*_\d.\[\]•\"“'-]*[A-Z0-9]"
_TITLED = re.compile(rf"{_OPENS}[^.!?]{{3,}}?[,\"”*_]*\sby\s{_NAMES}(?=[.,;(\s*_\]]|\Z)")
"""'Measuring twice by Ada Holm', where the title stands before its author."""
_BETWEEN = re.compile(rf"{_OPENS}[^\n]{{8,}}?[.?!\"”]\s{_NAMES}\.\s[A-Z]")
"""'Measuring twice. Ada Holm and Ulla Brandt. Proceedings …'."""
_PRINTED = re.compile(r"\b(?:Books|Press|Publish(?:ing|ers)|Verlag|Company|& Co|[Ee]d(?:ition|\.))")
_EVER = re.compile(r"(?<!\d)(?:1[89]|20)\d{2}(?!\d)")
_HAN_TITLED = re.compile(
    r"\A[\s*_\d.\[\]•-]*《[^》]+》[，,、\s]*(?:[\u4e00-\u9fff]{2,12}(?:报|刊|周刊|杂志|学报|出版社|时报|晚报))(?!告)"
)
_SHELF = re.compile(
    r"references|bibliography|works cited|(?:further|recommended|suggested|additional) reading|"
    r"reading list|for more information|literature|"
    r"参考(?:文献|资料|书目|阅读)|延伸阅读|扩展阅读|推荐(?:阅读|书目)|书单",
    re.IGNORECASE,
)


def cited(reading: Reading) -> Iterator[Span]:
    """The places of such entries."""
    document = reading.document
    shelf = False
    for block in document.blocks:
        if block.form is Form.HEADING:
            shelf = _SHELF.search(document.content(block)) is not None
        elif block.form in PROSE and _is_entry(document.content(block), shelf):
            yield block.span


def _is_entry(text: str, shelf: bool) -> bool:
    """Whether a block is such an entry; `shelf`: it stands under a heading for them."""
    if _AUTHORS.match(text) and _DATED.search(text) and _VENUE.search(text):
        return True
    if _HAN_TITLED.match(text):
        return True
    dated = _EVER.search(text) is not None
    if _TITLED.match(text):
        return shelf or (dated and bool(_PRINTED.search(text) or _VENUE.search(text)))
    return dated and _VENUE.search(text) is not None and _BETWEEN.match(text) is not None
