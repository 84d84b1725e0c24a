"""What somebody exclaims before a sentence ('Gosh, …', '得嘞，…'), and words said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders.phrases import HAN, table
from antidistill.finders.quirks.base import Quirk, dropped, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MOST = 3
"""Words of an exclamation."""
_HAN = re.compile(
    r"\A[\s\"“「*_>-]*(?P<x>(?:[哎唉哟呦嘿喂嗨害嗐嗯呃诶欸啧咳哇噢]{1,3}|(?:哎呀|哎哟|得嘞|好嘞|好哒|行吧|成吧|妥了|嗯哼|"
    r"芜湖|啊这|啊哈|得了|得咧|中嘞|欧了|欧克)[呀哟呢啊]?)|e+m+)(?=\s?[，,！!…～~ ])"
)
_TWICE = re.compile(
    r"(?:\A|(?<=[，。！？!?…～~、\s“\"「]))(?P<x>(?P<one>[\u4e00-\u9fff]{2,3})(?P=one))(?=[，。！!～~…\s”\"」]|\Z)"
)
_LATIN_TWICE = re.compile(
    r"\A[\s\"'“*_>-]*(?P<x>(?P<one>[A-Za-z]{2,8})[ -](?P=one))(?=[,!.…])", re.I
)


def see(doc: Doc) -> Iterator[Quirk]:
    """Exclamations that open a sentence; a word twice at the beginning or end of a clause."""
    text = text_of(doc)
    note = table("quirks")["exclaimed"]["note"]
    patterns = (_HAN, _TWICE) if HAN.search(text) else (_LATIN_TWICE,)
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield from dropped(text, *match.span("x"), "exclaimed/word", note)
    if not HAN.search(text):
        end = _exclaimed(doc)
        if end:
            yield from dropped(text, 0, end, "exclaimed/opening", note)


def _exclaimed(doc: Doc) -> int:
    """Where the interjections end with which the sentence opens; 0 when there are none."""
    at = 0
    while at < min(_MOST, len(doc)) and doc[at].tag_ == "UH":
        at += 1
    if not at or at == len(doc) or doc[at].text not in (",", "!", "…"):
        return 0
    words = [t.lower_ for t in doc[:at]]
    plain = all(w in _plain() for w in words)
    return 0 if plain else int(doc[at - 1].idx + len(doc[at - 1]))


@cache
def _plain() -> frozenset[str]:
    """Interjections that are nobody's habit."""
    return frozenset(table("quirks")["exclaimed"]["plain_en"])
