"""Chinese proper names of the house: platforms, projects, customers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from antidistill.finders import excerpts
from antidistill.finders.common_words import (
    class_nouns,
    has_grammar,
    is_everyday_han,
    is_unusual,
)
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.han_firms import head_start, is_public_body
from antidistill.finders.named import Named
from antidistill.finders.phrases import HAN, table
from antidistill.finders.public import is_public
from antidistill.reading import Reading


@cache
def _han_nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    sorts = {
        w: sort for sort, words in table("systems")["classes"]["zh"].items() for w in words.split()
    }
    nouns = "|".join(sorted(sorts, key=len, reverse=True))
    quoted = r"[「『“\"‘'《]([\u4e00-\u9fffA-Za-z0-9]{2,8})[」』”\"’'》]"
    before = rf"({nouns})\s?{quoted}"
    return re.compile(rf"{quoted}\s?({nouns})|([\u4e00-\u9fff]{{2,4}}中台)|{before}"), sorts


def described(reading: Reading) -> Iterator[Named]:
    """Chinese names: in quotation marks before a noun ('“天枢”平台'), a middle platform
    ('用户中台'), customers and projects by name."""
    if reading.language != "zh":
        return
    pattern, sorts = _han_nouns()
    for excerpt in excerpts.prose(reading):
        for match in pattern.finditer(excerpt.text):
            if _is_description(excerpt, match):
                continue
            if match.group(3):
                head = _han_head(match.group(3))
                if head != "中台" and not is_public(head):
                    yield Named(head, "service", "platform", 0.6)
            elif _could_be_quoted(match.group(5)):
                yield Named(match.group(5), sorts[match.group(4)], "quoted", 0.7)
            elif _could_be_quoted(match.group(1)):
                yield Named(match.group(1), sorts[match.group(2)], "quoted", 0.7)
        yield from _customers(excerpt)
        yield from _by_noun(excerpt)
        yield from _numbered(excerpt.text)
        yield from _roomed(excerpt)
        yield from _chat_groups(excerpt)


_LONG = 4


def _could_be_quoted(name: str | None) -> bool:
    """Whether quoted words may be a name: nothing public, and no row of words that says what
    something is for, '“资产评分”模块'."""
    if not name or is_public(name):
        return False
    return len(name) < _LONG or not HAN.fullmatch(name[0]) or is_unusual(name)


def _is_description(excerpt: Excerpt, match: re.Match[str]) -> bool:
    """Whether the quoted words only describe: an adjective, an adverb or a verb."""
    group = 1 if match.group(1) else 5
    doc = excerpt.sentence.doc if excerpt.sentence else None
    if doc is None or not match.group(group):
        return False
    start, end = match.span(group)
    inside = [t.pos_ for t in doc if start <= t.idx < end]
    return len(inside) == 1 and inside[0] in ("ADJ", "ADV", "VERB")


def _han_head(word: str) -> str:
    """Without the verb or particle that stands before it: '负责用户中台' → '用户中台'."""
    return re.sub(
        r"\A(?:负责|维护|对接|使用|调用|依赖|通过|访问|查看|.*(?:比如|例如|所谓)|[和与及对从把在由被])(?=.*中台)",
        "",
        word,
    )


_FIRM = re.compile(
    r"(?:集团|股份|有限公司|银行|证券|保险|医院|大学)(?!法|户|卡|生(?![产成效意命活]))"
)


def _customers(excerpt: Excerpt) -> Iterator[Named]:
    """Firms and bodies by the one word before what they are, when it is none that all share."""
    for match in _FIRM.finditer(excerpt.text):
        start = head_start(excerpt, match.start(), _HEADING)
        if start is None:
            continue
        head, name = excerpt.text[start : match.start()], excerpt.text[start : match.end()]
        if (
            is_public_body(head, match.group())
            or is_public(name)
            or is_everyday_han(head)
            or has_grammar(head)
        ):
            continue
        yield Named(name, "organisation", "organisation", 0.6)


_HEADING = frozenset({"n"})
"""Tags of words that may name a firm, beside those of names."""


@cache
def _own_nouns() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    data = table("systems")["own_nouns"]
    sorts = {w: sort for sort, words in data["zh"].items() for w in words.split()}
    nouns = "|".join(sorted(sorts, key=len, reverse=True))
    return (
        re.compile(
            rf"(?:{nouns})(?![件化商级长员性]|(?<=组)(?:[成合织装建]|队(?![员长]))|\s?[「『“\"‘《])"
        ),
        sorts,
        frozenset(data["common"].split()),
    )


def _by_noun(excerpt: Excerpt) -> Iterator[Named]:
    """A word of its own before a noun: '鹊桥网关', '退款助手', '河马组'."""
    pattern, sorts, common = _own_nouns()
    for match in pattern.finditer(excerpt.text):
        start = head_start(excerpt, match.start(), _SORTING)
        if start is None or excerpt.in_code(*match.span()):
            continue
        head, name = excerpt.text[start : match.start()], excerpt.text[start : match.end()]
        # '重启支付网关': the tagger takes verb and word for one
        usual = head in common or (len(head) > 2 and head[-2:] in common)
        usual = usual or (
            match.group() in _ANY_KIND and _is_shared(head) and not _is_entered(excerpt, start)
        )
        usual = usual or head in class_nouns() or head.endswith("化")
        usual = usual or _is_adjective(excerpt, match) or _is_kind(excerpt, start, match)
        if not usual and not is_public(name):
            yield Named(name, sorts[match.group()], "noun", 0.6)


def _is_shared(head: str) -> bool:
    """Whether everybody uses the word or what it is made of: '色彩', '购物车'."""
    made = len(head) > 2 and (is_everyday_han(head[:2]) or is_everyday_han(head[-2:]))
    return made or is_everyday_han(head)


def _is_adjective(excerpt: Excerpt, match: re.Match[str]) -> bool:
    """Whether the noun says what the word behind it is like: '倒计时组队' has no team in it,
    '主理人核心职责' nothing that is called a core."""
    return match.group() == "核心" and _NOUN_BEHIND.match(excerpt.text, match.end()) is not None


def _is_kind(excerpt: Excerpt, start: int, match: re.Match[str]) -> bool:
    """Whether the word before the noun says what the system is for, or what those in the group are:
    '对讲系统', '导演组'."""
    head = excerpt.text[start : match.start()]
    if match.group() == "组":
        return is_everyday_han(head) and head[-1] in _TRADE
    doc = excerpt.sentence.doc if excerpt.sentence else None
    acts = any(t.idx == start and len(t) == len(head) and t.tag_ == "vn" for t in doc or ())
    return acts and match.group() in _ANY_KIND and not _is_entered(excerpt, start)


_TRADE = frozenset("员师工手演编导像影")
"""Last characters of what people are."""
_NOUN_BEHIND = re.compile(r"(?![的里上中内在由会要和与或])[\u4e00-\u9fff]{2}")
_ANY_KIND = frozenset(["平台", "系统", "社区", "引擎", "小程序", "中心", "大盘"])
"""Nouns that make a kind of thing with an everyday word before them: '色彩系统', '课程平台'."""
_ENTERED = re.compile(
    r"(?:登录|登进|登入|进入|打开|转给|转到|接入|对接|录入|提交到|同步到|上报到|记到)了?\Z"
)


def _is_entered(excerpt: Excerpt, start: int) -> bool:
    """Whether somebody works there, as far as the word before says: '转给账单中心'."""
    return _ENTERED.search(excerpt.text, 0, start) is not None


_SORTING = frozenset({"n", "vn"})
"""Tags of words that say what kind of platform or team it is: '退款助手'."""


@cache
def _places() -> re.Pattern[str]:
    nouns = "|".join(sorted(table("systems")["places"]["zh"].split(), key=len, reverse=True))
    return re.compile(
        rf"(?:[一二三四五六七八九十]{{1,2}}|\d{{1,2}})号(?:{nouns})(?![\u4e00-\u9fff]?[长员])"
    )


@cache
def _rooms() -> tuple[re.Pattern[str], frozenset[str]]:
    data = table("frames")["zh"]["places"]
    last = "|".join(sorted(data["last"].split(), key=len, reverse=True))
    return re.compile(rf"(?P<x>[\u4e00-\u9fff]{{2}})(?P<noun>{last})"), frozenset(
        data["common"].split()
    )


_ROOM_OPENS = re.compile(r"(?:\A|[^\u4e00-\u9fff]|[在到去进从别请楼层号把往是旁的])\Z")


def _roomed(excerpt: Excerpt) -> Iterator[Named]:
    """'望江厅', '摸鱼广场': an uncommon word before a noun of places."""
    pattern, common = _rooms()
    for match in pattern.finditer(excerpt.text):
        lead = excerpt.text[max(0, match.start() - 1) : match.start()]
        unusual = is_unusual(match.group("x")) and match.group() not in common
        if unusual and _ROOM_OPENS.search(lead) and not excerpt.in_code(*match.span()):
            yield Named(match.group(), "place", "room", 0.6)


_GROUP = re.compile(
    r"(?:[在到进拉@]|发到?|贴到?|通知)(?P<x>[\u4e00-\u9fffA-Za-z0-9]{2,7}?)(?<![集人社建])群"
    r"(?=[里中内，。；、,.;）)]|公告|说明|说|同步|通知|[发吼喊报问]|\Z)"
)
_COUNTED = re.compile("[一二三四五六七八九十](?=[\u4e00-\u9fff]{2})(?![天日周月年分秒小个])")
"""A number in the name of a group: '二车间兄弟群'."""


@cache
def _any_group() -> re.Pattern[str]:
    """Words that only say whose or what for a chat group is: '客户群', '项目工作群'."""
    return re.compile(f"(?:{'|'.join(table('frames')['zh']['groups']['common'].split())})+")


def _chat_groups(excerpt: Excerpt) -> Iterator[Named]:
    """'梧桐里' in '发到梧桐里群', '夜班救火群': a chat group with a name of its own."""
    for match in _GROUP.finditer(excerpt.text):
        name, whole = match.group("x"), f"{match.group('x')}群"
        if excerpt.in_code(*match.span()) or _any_group().fullmatch(name):
            continue
        if is_unusual(name):
            yield Named(name, "group", "group", 0.6)
        elif len(name) > 2 and not is_public(name) and not has_grammar(_COUNTED.sub("", name)):
            yield Named(whole, "group", "group", 0.55)


def _numbered(text: str) -> Iterator[Named]:
    """'三号库', '七号厂房'."""
    return (Named(m.group(), "place", "place", 0.6) for m in _places().finditer(text))
