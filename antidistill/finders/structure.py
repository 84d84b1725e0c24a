"""Counts that only say how a text is built: 'three channels', '分为 3 个阶段', '2 options:'."""

from __future__ import annotations

import re

from antidistill.document import Document, Form
from antidistill.finders.amount import Amount, alternatives
from antidistill.finders.phrases import table

_ITEMS = re.compile(r"[,，、;；]|\s(?:and|or|&)\s|[和与及或]")
_LISTS = re.compile(r"\s*(?:[:：]|\s[-–—]+\s|[-–—]{2,})\s*(.*)\Z", re.DOTALL)
_SMALL = range(2, 13)
_BARE = re.compile(r"\D*0+(?:\.0+)?\D*|100\s?[%％]|百分之百")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–~～至到]\s?(?:19|20)\d\d)?\s?年?")


def is_structure(text: str, amount: Amount) -> bool:
    """Whether an amount is none that anybody chose: a year, nothing or everything (0, 100 %), the
    number of the things that the text itself lists."""
    words = text[amount.start : amount.end]
    if _BARE.fullmatch(words.strip()) or _YEARS.fullmatch(words.strip()):
        return True
    if amount.rule not in ("count", "limit") or amount.hedge < amount.start:
        return False
    if words.isascii() and words[:1].isalpha() and _is_sort(text, amount):
        return True
    number = _number(words)
    if number not in _SMALL:
        return False
    announced = text.rstrip(" *_").endswith((":", "：")) and _is_sort(text, amount)
    return announced or _lists(text[amount.end :], number) or _is_divided(text, amount)


def is_grade(text: str, amount: Amount) -> bool:
    """Whether the line defines a grade of a scale: '45-50 points: excellent', '3 分：一般'."""
    opens = re.search(r"(?:\A|[；;。])[\s*_>-]*\Z", text[: amount.hedge]) is not None
    graded = re.search(r"(?:points?|分|级|星|stars?|%)\Z", text[amount.start : amount.end])
    return (
        opens and graded is not None and re.match(r"\**\s?[:：=]", text[amount.end :]) is not None
    )


_BAND = re.compile(
    r"[^\n(（]{2,40}[(（]\s*(?:[<>≤≥]=?\s*)?\d+(?:\s*[-–~～至到]\s*\d+)?\s*"
    r"(?:%|％|分|points?|pts)?\s*(?:\+|以[上下])?\s*[)）][\s*_]*"
)
_RANGE = re.compile(r"\d\s*[-–~～至到]\s*\d")
_SCALE = 3


def scale(document: Document) -> frozenset[int]:
    """The headings that name the levels of a scale, each with its band in brackets: 'Good
    (70-90%)'."""
    rows: dict[tuple[int, int], list[int]] = {}
    above = [-1] * 8
    for index, block in enumerate(document.blocks):
        if block.form is Form.HEADING and 0 < block.level < len(above):
            above[block.level :] = [index] * (len(above) - block.level)
            rows.setdefault((above[block.level - 1], block.level), []).append(index)
    return frozenset(i for heads in rows.values() if _are_bands(document, heads) for i in heads)


def _are_bands(document: Document, heads: list[int]) -> bool:
    """Whether headings side by side have a band each, most of them with two ends."""
    texts = [document.content(document.blocks[i]) for i in heads]
    ranges = sum(_RANGE.search(t) is not None for t in texts)
    return len(texts) >= _SCALE and 2 * ranges > len(texts) and all(map(_BAND.fullmatch, texts))


_WORDS = dict(zip("两二三四五六七八九十", (2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))


def _number(words: str) -> int:
    digits = re.match(r"\d+(?![\d.,])", words)
    return int(digits.group()) if digits else _WORDS.get(words[:1], 0)


def _lists(behind: str, number: int) -> bool:
    """Whether as many things follow a colon or dash."""
    match = _LISTS.search(behind)
    if match is None:
        return False
    items = [p for p in _ITEMS.split(match.group(1).rstrip(".。")) if p.strip()]
    return len(items) == number


def _is_sort(text: str, amount: Amount) -> bool:
    """Whether things are counted that a list can hold, and no times or measures."""
    sorts = table("units")["structure"]
    words = text[amount.start : amount.end]
    tail = re.compile(r"\s?[A-Za-z\u4e00-\u9fff]{0,12}").match(text, amount.end)
    near = words + (tail.group() if tail else "")
    return re.search(rf"(?:{alternatives(sorts['en'] + sorts['zh'])})", near, re.I) is not None


def _is_divided(text: str, amount: Amount) -> bool:
    """'分为 3 个阶段', 'consists of 3 stages'."""
    lead = re.search(
        r"(?:分为|分成|包括|包含|由|以下|下面|下列|如下|这|那|上述|consists? of|comes in|"
        r"divided into|falls into|the following)\s?\Z",
        text[: amount.start],
        re.IGNORECASE,
    )
    return lead is not None and _is_sort(text, amount)
