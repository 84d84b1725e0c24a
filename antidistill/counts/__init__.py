"""How many of something a text says will follow: 'three checks:', '两种方式：', and how many do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import ready, toml
from antidistill.document import CONTAINERS, Document, Form

_FILE = Path(__file__).parent / "words.toml"
_DIGITS = "零一二三四五六七八九十"
_HAN = {c: n for n, c in enumerate(_DIGITS)} | {"两": 2}
_MOST = 20
"""Larger numbers count something else than the items of a list."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number that a sentence announces."""

    number: int
    start: int
    """Of the number, in the sentence's plain text."""
    end: int
    """Of the number."""
    told: int
    """Where the words that are counted end."""


def counts_in(text: str, name: str) -> Iterator[Count]:
    """The counts in a sentence by one of the patterns 'announces', 'heading' or 'plural'."""
    for match in pattern(name).finditer(text):
        start, end = match.span("number")
        number = number_in(match["number"])
        if number and number <= _MOST and not pattern("not").search(text[:start]):
            yield Count(number, start, end, match.end())


def announces_several(text: str) -> bool:
    """Whether a sentence announces more than one without saying how many."""
    return pattern("several").search(text) is not None


def leaf_before(document: Document, index: int) -> int:
    """Index of the leaf right before a list or table at the same level, -1 if there is none; the
    heading above counts when nothing stands between."""
    blocks, parent = document.blocks, document.blocks[index].parent
    before = next((i for i in range(index - 1, parent, -1) if blocks[i].parent == parent), -1)
    return -1 if before >= 0 and blocks[before].form in CONTAINERS else before


def members(document: Document, index: int) -> list[int]:
    """Indices of the items of a list, with those of the lists that go on behind it; of the rows of
    a table without its head."""
    blocks = document.blocks
    if blocks[index].form is Form.TABLE:
        rows = document.children(index)
        heads = ("header", "delimiter")
        return [i for i in rows if blocks[i].form is Form.ROW and blocks[i].info not in heads]
    out: list[int] = []
    parent = blocks[index].parent
    for sibling in range(index, len(blocks)):
        if blocks[sibling].parent < parent:
            break
        if blocks[sibling].parent != parent:
            continue
        form = blocks[sibling].form
        if form is Form.HEADING:
            break
        if form is Form.LIST and blocks[sibling].info == blocks[index].info:
            out += [i for i in document.children(sibling) if blocks[i].form is Form.ITEM]
    return out


def number_in(words: str) -> int:
    """The number that words say, 0 if they say none: '7', 'seven', '七', '十二'."""
    lower = words.lower()
    if lower.isdigit():
        return int(lower)
    names = _table()["numbers"]
    if lower in names:
        return int(names.index(lower)) + 1
    if "十" in words:
        tens, _, ones = words.partition("十")
        return 10 * _HAN.get(tens, 1) + _HAN.get(ones, 0)
    return _HAN.get(words, 0)


def number_like(number: int, words: str) -> str:
    """A number from 1 to 20 in the way in which `words` says one: digits, English or Chinese."""
    if words.isascii() and words.isdigit():
        return str(number)
    if words.isascii():
        names = _table()["numbers"]
        word = str(names[number - 1]) if number <= len(names) else str(number)
        return word.capitalize() if words[:1].isupper() else word
    if number == 2:
        return "两"
    tens, ones = divmod(number, 10)
    head = (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "")
    return head + (_DIGITS[ones] if ones else "")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of the file, in both languages."""
    data = _table()
    source = data["patterns"][name].replace("THINGS", "|".join(data["things"]))
    return numbered(source.replace("MEASURES", f"(?:{'|'.join(data['measures'])})"))


@ready.of_the_program
def numbered(source: str) -> re.Pattern[str]:
    """A pattern in which NUMBER stands for a number, as the group of that name."""
    names = "|".join(_table()["numbers"])
    number = (
        rf"(?P<number>\d{{1,2}}|(?:{names})\b"
        "|[二三四五六七八九两]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
    )
    return re.compile(source.replace("NUMBER", number), re.IGNORECASE)


def _table() -> dict[str, Any]:
    return toml.shipped(_FILE)
