"""What the lines of plain text look like: titles, bullets, numbers."""

from __future__ import annotations

import re

from antidistill.formats.source import Source

BULLET = re.compile(r"(?P<mark>[-*•·●○◦▪■–])[ \t]+(?=\S)")
NUMBER = re.compile(
    r"(?:(?P<open>[(（])(?P<a>\d{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3})[)）]"
    r"|(?P<b>[①-⑳])"
    r"|(?P<c>\d{1,3}|[a-zA-Z])(?P<close>[.)](?=[ \t])|[、．）](?!\d)))[ \t]*(?=\S)"
)
NUMBERED_TITLE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?[ \t]+\S")
HAN_TITLE = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[章节部分篇条]|[一二三四五六七八九十]{1,3}、"
)
UNDERLINE = re.compile(r"[ \t]*(?P<mark>[=\-~*#_])(?:[ \t]?(?P=mark)){2,}[ \t]*$")
SENTENCE_END = re.compile(r"[.!?。！？;；:：,，]$")
TITLE_LENGTH = 80
"""Characters; a longer line is no heading, whatever it looks like."""


def heading_level(source: Source, index: int) -> int:
    """1 to 6 when the line looks like a heading, else 0."""
    text = source.line(index).strip()
    if len(text) > TITLE_LENGTH:
        return 0
    if underlined(source, index):
        return 1 if source.line(index + 1).strip()[0] in "=*#" else 2
    if SENTENCE_END.search(text) or not _alone(source, index):
        return 0
    numbered = NUMBERED_TITLE.match(text)
    if numbered:
        return min(6, numbered["number"].count(".") + 1)
    return 1 if HAN_TITLE.match(text) or _capitals(text) else 0


def underlined(source: Source, index: int) -> bool:
    """Whether the line below is a rule about as long as this line."""
    if index + 1 >= len(source.starts) or (index and source.line(index - 1).strip()):
        return False
    rule = source.line(index + 1).strip()
    width = sum(2 if ord(c) > 0x2E7F else 1 for c in source.line(index).strip())
    return bool(UNDERLINE.match(rule)) and abs(len(rule) - width) <= max(3, width // 2)


def _alone(source: Source, index: int) -> bool:
    """Whether no line of text runs into this one: a blank line, an item or the start is above."""
    above = source.line(index - 1).strip() if index else ""
    return not above or bool(marker(above)) or bool(SENTENCE_END.search(above))


def _capitals(text: str) -> bool:
    """Whether this is a title in capital letters; a lone abbreviation is not."""
    words = re.findall(r"[A-Za-z]+", text)
    return (
        text.isupper()
        and sum(map(len, words)) >= 4
        and text.isascii()
        and (len(words) > 1 or len(words[0]) > 5)
    )


def marker(text: str) -> re.Match[str] | None:
    """The bullet or number that a line starts with."""
    text = text.lstrip()
    return BULLET.match(text) or NUMBER.match(text)
