"""Whether a firm that a document names is the one that it is written in."""

from __future__ import annotations

import re

from antidistill.finders.excerpts import Excerpt
from antidistill.reading import Reading


def is_title(reading: Reading, excerpt: Excerpt) -> bool:
    """Whether a sentence is the title of its document."""
    return reading.document.blocks[excerpt.block].level == 1


_IDENTITY = re.compile(
    r"\d+\s?岁|职级|入职|(?:版权所有|\bCopyright\b)|"
    r"\b(?:You are|I am|I'm|aged?|years old|level [A-Z]\d)\b|"
    r"\bis\s\d\d\b"
)
_ADDRESSED = re.compile(
    r"(?:适用于|欢迎加入|欢迎来到|欢迎使用|感谢您?选择|职位是|作者[：:]\s?|[本该][\u4e00-\u9fff]{1,3}(?:由|供|适用于))\Z"
)
"""What stands before the name of the firm that a document is for."""
_OURS = re.compile(
    r"各组|(?:的|内部)?(?:生产机|机房|内网|员工|办公室|工牌|食堂|总部|服务器)|"
    r"['’]s (?:staff|office|intranet)"
)

_DOCUMENT = re.compile(
    r"[\u4e00-\u9fffA-Za-z/ ]{0,24}?"
    r"(?:手册|规范|制度|流程|指南|SOP|标准|办法|守则|须知|规程|细则|预案)\W*\Z"
)
"""What stands behind the name of the firm whose document it is, in a line of its own."""


def is_own(reading: Reading, excerpt: Excerpt, start: int, end: int) -> bool:
    """Whether it is the firm that the document is written in: its title or an identity line names
    it, or its rooms and machines are spoken of."""
    if is_title(reading, excerpt) or _IDENTITY.search(excerpt.text):
        return True
    if not re.search(r"\w", excerpt.text[:start]) and _DOCUMENT.match(excerpt.text, end):
        return True
    addressed = _ADDRESSED.search(excerpt.text[:start]) is not None
    return addressed or _OURS.match(excerpt.text, end) is not None
