"""Chinese names that no list knows, told by what stands around them: '洛书的日志', '供应商顺禾'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from antidistill.finders import excerpts
from antidistill.finders.common_words import (
    has_grammar,
    is_common_word,
    is_cut,
    is_everyday_han,
    is_unusual,
)
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.given import is_given
from antidistill.finders.han_frames import any_of, frames
from antidistill.finders.han_letters import surnames
from antidistill.finders.han_ways import ways
from antidistill.finders.identifiers import is_machine
from antidistill.finders.named import Named
from antidistill.finders.people import people
from antidistill.finders.phrases import HAN, table
from antidistill.finders.public import is_public_in_any_case
from antidistill.finders.trades import is_traded
from antidistill.reading import Reading

_ENOUGH = 2.0
"""So much has to speak for a name: one sure frame, or two; one that says little is not enough, for
of the names that our own documents show hardly one hangs on it, and of words most do."""
_SURE = 2.0
_TRADE = 1.0
"""What the ending of a firm adds: '苏合药业'."""
_EVERYDAY = 0.5
"""What a weak frame says of an everyday word counts half: '部下的单子', '值日表'."""
_SHAPED = re.compile(
    r"[\u4e00-\u9fff]{1,4}(?:台|宝|通|簿|管家|云|助手|小蜜|魔方|驾驶舱|雷达|日历|小站|之家|工坊|罗盘|罗经|大师|精灵|本本|盒子)"
)
"""Programs are called so: '邻里通', '排班宝'. It counts beside a frame."""


def framed(reading: Reading) -> Iterator[Named]:
    """The names that the frames of a document show together."""
    if reading.language != "zh":
        return
    # a frame that comes again says nothing new
    shown: dict[tuple[str, str, int], float] = {}
    # what only the tagger takes for a given name is as often a name of the house
    persons = {f for p in people(reading) for f in p.forms if p.rule != "model" or f != p.name}
    for excerpt in excerpts.prose(reading):
        for frame, name, sort, weight in _in_sentence(excerpt):
            weak = _is_made_of_everyday(name) and (sort != "" or weight < _SURE)
            told = weight * (_EVERYDAY if weak else 1)
            shown[name, sort, frame] = max(told, shown.get((name, sort, frame), 0))
    weights: dict[str, Counter[str]] = {}
    for (name, sort, _), told in shown.items():
        weights.setdefault(name, Counter())[sort] += told  # type: ignore[assignment]
    done = ways(reading)
    for name, sorts in weights.items():
        if name in done:
            continue
        if "" in sorts and _SHAPED.fullmatch(name) and is_unusual(name):
            sorts[""] += 1
        if "partner" in sorts and is_traded(name):
            sorts["partner"] += _TRADE  # type: ignore[assignment]
        sort, weight = max(sorts.items(), key=lambda pair: pair[1])
        person = any(p in name for p in persons if len(p) > 1)
        plain = _DIMINUTIVE.fullmatch(name) is not None and not is_unusual(name)
        if weight >= (_TWICE if plain else _ENOUGH) and not person and not _is_part(name, weights):
            yield Named(name, sort, "framed", 0.6)


def _is_made_of_everyday(name: str) -> bool:
    """Whether everybody uses the word, or one of three characters holds one: '白砂糖', '小圈子'."""
    inside = (name[:2], name[1:]) if len(name) == _SHORT else ()
    made = any(map(is_everyday_han, inside)) and _SHAPED.fullmatch(name) is None
    return made or is_everyday_han(name)


def _tells_what(name: str) -> bool:
    """Whether a longer one ends in an everyday word for what it is: '仓库根目录', '分析组组长'."""
    if len(name) <= _SHORT or _SHAPED.fullmatch(name) or is_traded(name):
        return False
    told = is_everyday_han(name[-2:]) or is_everyday_han(name[-3:])
    return told or _DOUBLED.search(name) is not None


_DOUBLED = re.compile(r"([\u4e00-\u9fff])\1([\u4e00-\u9fff])\2")
"""'方方面面'."""


def _is_part(name: str, others: dict[str, Counter[str]]) -> bool:
    """Whether it is a longer one cut off, or a shorter one with a word before it."""
    return any(o != name and len(o) < len(name) and o in name for o in others)


def _in_sentence(excerpt: Excerpt) -> Iterator[tuple[int, str, str, float]]:
    """Each name, by which frame, as what, and how much that says."""
    text = excerpt.text
    if not HAN.search(text):
        return
    for frame, (sort, weight, pattern) in enumerate(frames()):
        for match in pattern.finditer(text):
            name = match.group("x")
            if excerpt.in_code(*match.span("x")):
                continue
            if name.isascii():
                if is_new(name):
                    yield frame, name, sort, weight
            elif (not sort and name.endswith(_NO_PROGRAM)) or _tells_what(name):
                continue
            elif could_be_called(name) and _is_word(excerpt, match, sort):
                yield frame, name, sort, weight * _certainty(excerpt, match)
    for name in _listed(excerpt):
        yield -1, name, "partner", _ENOUGH


def could_be_called(name: str) -> bool:
    """Whether something of the house may have that Chinese name: no text shares it, or it is made
    as the names of programs are, '变更簿'."""
    made = _COINED.fullmatch(name) or _DIMINUTIVE.fullmatch(name)
    return is_unusual(name) or (made is not None and not _is_plain(name))


_COINED = re.compile(r"[\u4e00-\u9fff]{2}[簿墙眼匣通宝亭塔]")
"""Everyday words before what programs and records are called."""
_DIMINUTIVE = re.compile(r"小[\u4e00-\u9fff]{2}")
"""'小哨兵', '小药箱': one frame is not enough for such a word."""
_TWICE = 3.0


def _is_plain(name: str) -> bool:
    plain = table("frames")["zh"]["common"]["coined"].split()
    return has_grammar(name) or is_everyday_han(name) or any(name.startswith(p) for p in plain)


_NO_PROGRAM = tuple("法部科处室院学率度值量性")
"""Last characters of methods, departments and measures: '荧光光度法'."""
_TAGGED = frozenset({"nz", "nw", "PER", "ORG"})
_ACTS = frozenset({"v", "ad", "d", "a", "an"})


def _certainty(excerpt: Excerpt, match: re.Match[str]) -> float:
    """More than 1 where the tagger sees a name right there, less where it sees an act: '私聊'."""
    start, end = match.span("x")
    doc = excerpt.sentence.doc if excerpt.sentence else None
    inside = [t for t in doc or () if start <= t.idx < end]
    if len(inside) == 1 and len(inside[0]) == end - start:
        return 1.5 if inside[0].tag_ in _TAGGED else 1
    acts = len(inside) == end - start == 2 and all(t.tag_ in _ACTS for t in inside)
    return 0.5 if acts else 1


def is_new(name: str) -> bool:
    """Whether a Latin word in a Chinese sentence is no public name, no English word and no
    abbreviation of the trade: 'Kite', 'WMS2', but not 'MES'."""
    if is_public_in_any_case(name) or is_common_word(name) or is_given(name) or is_machine(name):
        return False
    return not name.isalpha() or not name.isupper()


_SHORT = 3
"""Up to so many characters a verb of one character is part of a system's name: '检云'."""
_PLAIN = frozenset({"TIME", "r", "p", "c", "u", "f", "xc", "d", "q", "w", "m"})
_GRAMMATICAL = frozenset({"r", "p", "c", "u", "xc", "w", "TIME"})
_DOES = frozenset({"v", "vd", "a", "ad"})


def _is_word(excerpt: Excerpt, match: re.Match[str], sort: str) -> bool:
    """Whether the tagger sees nothing in it that no name has, and no person's name there."""
    start, end = match.span("x")
    opens = excerpt.text[start - 1 : start] not in tuple("在到从去由把被") and is_cut(
        excerpt.text, start
    )
    # '仓眼' in '仓眼里查', which has '眼里' in it too
    closed = excerpt.text[end : end + 1] in tuple("里上中")
    if opens or (not closed and is_cut(excerpt.text, end)):
        return False
    doc = excerpt.sentence.doc if excerpt.sentence else None
    inside = [t for t in doc or () if t.idx < end and start < t.idx + len(t)]
    if len(inside) == 1 and inside[0].idx == start and len(inside[0]) == end - start:
        return inside[0].tag_ not in _GRAMMATICAL and not _is_person(inside[0].tag_, start, match)
    if any(t.tag_ in _PLAIN for t in inside) or (inside and inside[0].idx < start - 1):
        return False
    acts = [t for t in inside if t.tag_ in _DOES and (len(t) > 1 or sort or end - start > _SHORT)]
    coined = _COINED.fullmatch(match.group("x")) is not None
    if (
        len(inside) > 1
        and not coined
        and any(start <= t.idx and t.idx + len(t) <= end for t in acts)
    ):
        # a clause, and the name of nothing: '用人部门确'
        return False
    if inside and inside[-1].idx + len(inside[-1]) > end + 1:
        return False
    return not any(_is_person(t.tag_, t.idx, match) for t in inside)


def _is_person(tag: str, at: int, match: re.Match[str]) -> bool:
    """Whether the tagger takes a word for a person that is called as people are."""
    name = match.group("x")
    return tag == "PER" and at <= match.start("x") and len(name) < 4 and _is_called(name)


def _is_called(name: str) -> bool:
    """Whether it begins as people's names do."""
    return name[0] in surnames()[0] or name[0] in "老小阿" or name[-1] in "哥姐总工叔姨"


_TONGUES = frozenset("语話话文")
"""Last characters of languages."""
_TRADED = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:人力|物流|快递|速运|传媒|科技|印务|商贸|供应链|电子|餐饮|家政)"
)
"""A name of a firm of which each half is a word: '同舟人力'."""


@cache
def _list() -> re.Pattern[str]:
    party = any_of(table("frames")["zh"]["customer"]["party"])
    return re.compile(
        rf"(?:{party})(?:主要|一共|目前|现在|就|有|是|只用|用|找|分别|固定|常用|只|都|[一两二三四五六七八九十\d]|[家个]){{1,5}}\s?[：:，]?\s?"
        r"(?P<items>[\u4e00-\u9fff]{2,6}(?:(?:、|和|与|及|还有)[\u4e00-\u9fff]{2,6})+)"
    )


def _listed(excerpt: Excerpt) -> Iterator[str]:
    """'大客户就两家：甲海、乙山': each of them, when none is a plain word."""
    for match in _list().finditer(excerpt.text):
        items = re.split(r"、|还有|[和与及]", match.group("items"))
        if any(i[-1] in _TONGUES for i in items):
            continue
        if all(is_unusual(i) or _TRADED.fullmatch(i) for i in items) and any(
            map(is_unusual, items)
        ):
            yield from items
