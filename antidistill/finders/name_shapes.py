"""How words are written that could be a name, and what shows that they are only a piece of one."""

from __future__ import annotations

import re

from antidistill.finders.common_words import is_common_word, is_everyday_han
from antidistill.finders.han_letters import FOREIGN, FOREIGN_TAIL, surnames
from antidistill.finders.meanings import START, is_everyday, meanings
from antidistill.finders.name_words import never
from antidistill.finders.phrases import HAN
from antidistill.finders.public import is_public
from antidistill.finders.quirks.words import is_slang

_NO_NAME = re.compile(
    r"[<>{}\[\]$%=/\\@|]|\A[\W\dYMDHhmsyd]+\Z|\.(?:com|net|org|io|cn|dev|md|py|sh|ya?ml|json)\b"
)
_KATAKANA = re.compile("[\u30a1-\u30fc]{5}")
"""A title or a loan word: 'デジタル'; the tagger has learned no Japanese."""
_CREATURE = re.compile("[\u4e00-\u9fff](?:[鱼魚虾蝦蟹蛤鳖鱉鳝鱔鳅鰍螺蚝蠔蛙鸭鴨鹅鵝])\\Z")
"""Goods on a list, which open with what could be a family name: '汪丫鱼'."""
_ABBREVIATION = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?")
_COUNTED = re.compile("(?:[单双]|第?[一二三四五六七八九十])[台段个份次条节张批]")
_LONG = 8
"""Longer names have no '的' in them."""
_LETTER = re.compile(r"[^\W\d_]")
_BEARER = tuple("者员員人方")
"""What before a family name makes it a part of another word: '受試者|費'."""


def could_be_name(words: str, lower: frozenset[str]) -> bool:
    """Whether words can name anybody or anything: no dates, no placeholders, no address, and in
    Latin letters no capitals that the document also writes small, `lower`, and no run of everyday
    words with capitals, which is a title."""
    if _NO_NAME.search(words) or is_slang(words):
        return False
    if _ABBREVIATION.fullmatch(words) or words.count("(") != words.count(")"):
        return False
    if _COUNTED.match(words) or (len(words) > _LONG and "的" in words):
        return False
    if len(words) == 1 and HAN.search(words):
        return False
    if _KATAKANA.search(words) or _CREATURE.search(words) or not _LETTER.search(words):
        return False
    latin = [w.lower() for w in re.findall(r"[A-Za-z][A-Za-z'’]+", words)]
    if not latin or HAN.search(words):
        return True
    everyday = meanings("en").rows
    titled = len(latin) > 1 and all(START + w in everyday for w in latin)
    return words.islower() or not (titled or all(w in lower for w in latin))


def is_plain(words: str) -> bool:
    """Whether everybody uses these English words."""
    return is_everyday(words) or (words.isascii() and is_common_word(words))


_CAPITAL_BEFORE = re.compile(r"[A-Z][\w&'’-]*\s\Z")
_CAPITAL_BEHIND = re.compile(r"\s(?:&\s)?[A-Z]")


def is_piece(text: str, start: int, end: int) -> bool:
    """Whether plain words are a piece of a longer run with capitals, which is a title or the name
    of a thing: 'Chart' in 'Breadth Chart Analyst'."""
    if not any(
        is_plain(w) or w.lower() in never() for w in re.findall(r"[A-Za-z]+", text[start:end])
    ):
        return False
    before = _CAPITAL_BEFORE.search(text, 0, start)
    if before is not None and (
        text[: before.start()].strip(" \"'“*_([>-") or is_public(before.group().strip())
    ):
        return True
    return _CAPITAL_BEHIND.match(text, end) is not None


def begins_as_name(text: str, start: int, words: str) -> bool:
    """Whether words can be a person's by their beginning: Chinese ones have a family name there
    that is no part of the word before."""
    if not HAN.match(words):
        return True
    named = any(words[0] in names for names in surnames())
    return named and not text[:start].endswith(_BEARER)


def is_torn(text: str, start: int, end: int) -> bool:
    """Whether the words are one side of a word with a hyphen: 'Righty' in 'Righty-ho'."""
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    if HAN.match(behind) and not is_everyday_han(text[start:end]) and _runs_on(text, start, end):
        return True
    if FOREIGN.match(behind) or FOREIGN_TAIL.search(before):
        return True
    return (before[-1:] == "-" and before[:1].isalpha()) or (
        behind[:1] == "-" and behind[1:].islower()
    )


def _runs_on(text: str, start: int, end: int) -> bool:
    """Whether a short Chinese word ends inside another one: '中大' in '中大型'."""
    return end - start == 2 and is_everyday_han(text[end - 1 : end + 1])
