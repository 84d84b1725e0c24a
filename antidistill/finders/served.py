"""Latin names that Chinese or a skill's words show to be somebody's: whom an assistant works for
('你是 Nova 的 AI 搭档'), and whom one goes to in small letters ('转发给 zoe 提审')."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from antidistill.finders.given import is_given
from antidistill.finders.name_words import words_of
from antidistill.finders.names import Seen
from antidistill.finders.phrases import table
from antidistill.finders.public import is_public

RULE = "served"


def served(text: str) -> Iterator[Seen]:
    """The name of whom the assistant that the sentence `text` speaks to works for."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            if not is_public(match.group("who")):
                yield Seen(*match.span("who"), RULE, 0.9)


def asked_small(text: str) -> Iterator[Seen]:
    """Given names in small letters where the Chinese sentence `text` tells whom one goes to."""
    for match in _ASKED.finditer(text):
        if is_given(match.group().title()):
            yield Seen(*match.span(), "ask", 0.8)


_ASKED = re.compile(
    r"(?<![A-Za-z])(?:(?<=[给找问由跟让请是])|(?<=[给找问由跟让请是] )"
    r"|(?<=联系|通知|提醒)|(?<=联系 |通知 |提醒 ))"
    r"[a-z]{3,9}(?=\s?[\u4e00-\u9fff，。；、）)]|\Z)"
)


def called(language: str) -> str:
    """What stands in the place of that name, without an article: 'user', '用户'."""
    return str(table("person_context")["served"]["role"][language])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    data = table("person_context")["served"]
    latin = r"(?P<who>[A-Z][a-z]{2,}(?:\s[A-Z][a-z]+)?)"
    helper = words_of(data["en"])
    han, manner = words_of(data["zh"]), words_of(data["zh_manner"])
    are = r"\b[Yy]ou(?:\sare|['’]re|\sact\sas)"
    return (
        re.compile(rf"你(?:现在)?是\s?{latin}\s?的(?:\s?(?:{manner})){{0,3}}\s?(?:{han})"),
        re.compile(rf"{are}\s{latin}['’]s?\s(?:[A-Za-z-]+\s){{0,3}}?(?:{helper})\b"),
    )
