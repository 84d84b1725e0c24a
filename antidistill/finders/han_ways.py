"""Chinese words for the way in which business is done, which stand where a party would: '扫码付款',
'断网付款方式'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from antidistill.finders import excerpts
from antidistill.finders.han_frames import any_of
from antidistill.finders.phrases import HAN, table
from antidistill.reading import Reading

_ACTS = frozenset({"v", "vd", "vn", "ad"})


def ways(reading: Reading) -> frozenset[str]:
    """Words that are a way of doing something: a button or a choice of the document is called so,
    or the tagger sees something done more than once, and mostly."""
    seen: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    for excerpt in excerpts.prose(reading):
        doc = excerpt.sentence.doc if excerpt.sentence else None
        for token in doc or ():
            if len(token) > 1 and HAN.match(token.text):
                seen[token.text] += 1
                acts[token.text] += token.tag_ in _ACTS
    done = {word for word, times in acts.items() if times > 1 and 2 * times > seen[word]}
    return frozenset(done.union(*(_chosen(e.text) for e in excerpts.prose(reading))))


def _chosen(text: str) -> Iterator[str]:
    return (match.group("x") for match in _choice().finditer(text))


@cache
def _choice() -> re.Pattern[str]:
    data = table("frames")["zh"]["customer"]
    done = any_of(f"{data['does']} {data['chosen']}")
    things = any_of(data["choices"])
    return re.compile(
        rf"(?:(?<![\u4e00-\u9fff])|(?<=[按选点下择击的有是用]))(?P<x>[\u4e00-\u9fff]{{2,3}})(?:{done})"
        rf"(?:{things}|(?=\s?[】」』\]]))"
    )
