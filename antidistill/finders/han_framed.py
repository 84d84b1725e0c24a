"""Chinese names that no list knows, told by what stands around them: '洛书的日志', '供应商顺禾'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from antidistill.finders import excerpts
from antidistill.finders.common_words import is_unusual
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.han_names import surnames
from antidistill.finders.named import Named
from antidistill.finders.people import people
from antidistill.finders.phrases import HAN, table
from antidistill.reading import Reading

_ENOUGH = 1.5
"""So much has to speak for a name; two frames that say little are not enough alone."""
_X = r"(?![在到从去别把被给让由用跟和与])(?P<x>[\u4e00-\u9fff]{2,5}?)"
_OPENS = (
    r"(?:(?<![\u4e00-\u9fff])|(?<=[在用由从到进把给让被和与跟看查停启信归找别等靠连按对后前动是]))"
)
_ENDS = r"(?=[，。；、：:）)”」\s,.;]|\Z)"
Frame = tuple[str, float, re.Pattern[str]]


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


@cache
def _frames() -> tuple[Frame, ...]:
    """What each shows ('', a system; 'partner'; 'project'), how sure, and its pattern."""
    data = table("frames")["zh"]
    system, customer, naming = data["system"], data["customer"], data["naming"]
    party = _any(customer["party"])
    behind = rf"{_ENDS}|(?=[里上中的]|系统|平台)"
    rules = (
        ("", 2.0, rf"{_OPENS}{_X}的(?:{_any(system['of'])})"),
        ("", 2.0, rf"(?:\A|[，。；：在到从去别]){_X}里面?(?:{_any(system['within'])})"),
        ("", 2.0, rf"[在到从去]{_X}上(?:{_any(system['on'])})"),
        ("", 2.0, rf"{_OPENS}{_X}(?:{_any(system['does'])})"),
        ("", 2.0, rf"{_OPENS}{_X}是[^，。；]{{0,6}}(?:{_any(system['is'])})"),
        ("", 2.0, rf"(?:{_any(system['sure'])})了?{_X}(?:{behind})"),
        ("", 1.0, rf"(?:{_any(system['maybe'])}){_X}(?:{behind})"),
        ("", 2.0, rf"[由用]{_X}(?:{_any(system['by'])})"),
        (
            "",
            2.0,
            rf"(?:{_any(naming['of'])})\w{{0,2}}(?:{_any(naming['by'])})[“\"「『]?{_X}{_ENDS}",
        ),
        (
            "project",
            2.0,
            rf"(?:{_any(naming['works'])})\w{{0,2}}(?:{_any(naming['by'])})[“\"「『]?{_X}{_ENDS}",
        ),
        (
            "project",
            2.0,
            rf"(?<![\u4e00-\u9fff]){_X}(?:项目|计划|行动)(?!组|经理|管理|书|外|部|名|号)",
        ),
        (
            "partner",
            2.0,
            rf"(?:{_any(naming['firms'])})\w{{0,2}}(?:{_any(naming['by'])})[“\"「『]?{_X}{_ENDS}",
        ),
        ("partner", 1.5, rf"{_OPENS}{_X}的(?:{_any(customer['of'])})"),
        ("partner", 1.5, rf"{_OPENS}{_X}(?:{_any(customer['does'])})"),
        (
            "partner",
            1.0,
            rf"(?:{_any(customer['before'])}){_X}(?:{_ENDS}|(?=的|[发送供扣拖坑拒签谈订做压修印要办]))",
        ),
        ("partner", 2.0, rf"(?:{party}){_X}(?:{_ENDS}|(?=的|要|说|报价|抽|来|不|那|给|送|催))"),
    )
    return tuple((sort, weight, re.compile(p)) for sort, weight, p in rules)


def framed(reading: Reading) -> Iterator[Named]:
    """The names that the frames of a document show together."""
    if reading.language != "zh":
        return
    weights: dict[str, Counter[str]] = {}
    # what only the tagger takes for a given name is as often a name of the house
    persons = {f for p in people(reading) for f in p.forms if p.rule != "model" or f != p.name}
    for excerpt in excerpts.prose(reading):
        for name, sort, weight in _in_sentence(excerpt):
            weights.setdefault(name, Counter())[sort] += weight  # type: ignore[assignment]
    for name, sorts in weights.items():
        sort, weight = max(sorts.items(), key=lambda pair: pair[1])
        if weight >= _ENOUGH and name not in persons and not _is_part(name, weights):
            yield Named(name, sort, "framed", 0.6)


def _is_part(name: str, others: dict[str, Counter[str]]) -> bool:
    """Whether it is a longer one cut off, or a shorter one with a word before it."""
    return any(o != name and len(o) < len(name) and o in name for o in others)


def _in_sentence(excerpt: Excerpt) -> Iterator[tuple[str, str, float]]:
    text = excerpt.text
    if not HAN.search(text):
        return
    for sort, weight, pattern in _frames():
        for match in pattern.finditer(text):
            name = match.group("x")
            if (
                is_unusual(name)
                and not excerpt.in_code(*match.span("x"))
                and _is_word(excerpt, match)
            ):
                yield name, sort, weight
    yield from _listed(excerpt)


_PLAIN = frozenset({"TIME", "r", "p", "c", "u", "f", "xc", "d", "q", "w", "m"})
_DOES = frozenset({"v", "vd", "a", "ad"})


def _is_word(excerpt: Excerpt, match: re.Match[str]) -> bool:
    """Whether the tagger sees nothing in it that no name has, and no person's name there."""
    start, end = match.span("x")
    doc = excerpt.sentence.doc if excerpt.sentence else None
    inside = [t for t in doc or () if t.idx < end and start < t.idx + len(t)]
    if any(t.tag_ in _PLAIN for t in inside) or (inside and inside[0].idx < start - 1):
        return False
    if len(inside) > 1 and any(t.tag_ in _DOES for t in inside):
        # a clause, and the name of nothing: '用人部门确'
        return False
    if inside and inside[-1].idx + len(inside[-1]) > end + 1:
        return False
    person = any(t.tag_ == "PER" and t.idx <= start for t in inside)
    return not (person and len(match.group("x")) < 4 and _is_called(match.group("x")))


def _is_called(name: str) -> bool:
    """Whether it begins as people's names do."""
    return name[0] in surnames()[0] or name[0] in "老小阿" or name[-1] in "哥姐总工叔姨"


@cache
def _list() -> re.Pattern[str]:
    party = _any(table("frames")["zh"]["customer"]["party"])
    return re.compile(
        rf"(?:{party})(?:主要|一共|目前|现在|就|有|是|用|找|分别|[一两二三四五六七八九十\d]|[家个]){{1,5}}\s?[：:，]?\s?"
        r"(?P<items>[\u4e00-\u9fff]{2,6}(?:(?:、|和|与|及|还有)[\u4e00-\u9fff]{2,6})+)"
    )


def _listed(excerpt: Excerpt) -> Iterator[tuple[str, str, float]]:
    """'大客户就两家：甲海、乙山': each of them, when none is a plain word."""
    for match in _list().finditer(excerpt.text):
        items = re.split(r"、|还有|[和与及]", match.group("items"))
        if all(is_unusual(i) for i in items):
            for item in items:
                yield item, "partner", _ENOUGH
