"""Chinese firms by name: a trade with the word before it, '恒舟物流'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from antidistill.finders.common_words import is_everyday_han, is_unusual
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.phrases import table
from antidistill.finders.public import is_public
from antidistill.finders.trades import han_trade


def han_firms(excerpt: Excerpt, title: bool) -> Iterator[tuple[str, int, str]]:
    """Each with its place in the excerpt and its rule; `title`: the excerpt is a title."""
    for match in han_trade().finditer(excerpt.text):
        if _TRADESMAN.match(excerpt.text, match.end()):
            continue
        start = head_start(excerpt, match.start(), _SURE if match.group("sure") else _MAYBE)
        own = _unusual_head(excerpt, match.start())
        if start is None or (own == start + 1 and _OPENING.match(excerpt.text[start])):
            start = own
        if start is not None and match.end() - start <= 8:
            name = excerpt.text[start : match.end()]
            thing = match.group() in _things()
            sure = match.group("sure") or (title and start == 0 and not thing)
            named = own is not None and not _is_act(excerpt, own, match.start())
            sure = sure or (named and not thing)
            sure = sure or _deals(excerpt, start, match.start(), match.end(), thing=thing)
            head = excerpt.text[start : match.start()]
            if is_public_body(head, match.group()) or _is_work(head):
                continue
            if sure and not is_public(name):
                yield name, start, "trade"


_PUBLIC_BODY = re.compile("银行|证券|保险|医院|大学|中学|博物馆|图书馆")


def is_public_body(head: str, noun: str) -> bool:
    """Whether the name of a place before such a noun makes a body that everybody knows:
    '海南大学'."""
    return _PUBLIC_BODY.fullmatch(noun) is not None and is_public(head)


def _is_work(head: str) -> bool:
    """Whether a word before a trade says what the work is done on, or what tool has it: '封面设计',
    '公告翻译', '扫码枪光学扫码口'; or is half a sentence: '买卖不破租赁'."""
    tool = len(head) > 2 and head[-1] in _TOOLS
    return tool or not _DENIES.isdisjoint(head) or (is_everyday_han(head) and not is_unusual(head))


_DENIES = frozenset("不没未")
_TOOLS = frozenset("枪机器仪炉泵阀灯秤镜柜箱架")
"""Last characters of tools."""


_HEAD = re.compile(r"[\u4e00-\u9fff]{2,3}")
_OPENING = re.compile(
    r"(?:\A|[^\u4e00-\u9fff]|[给向从和找与跟为是被让在由用到被请对订送交约去归走换催问供于入])\Z"
)


def _unusual_head(excerpt: Excerpt, at: int) -> int | None:
    """Where a word of two or three characters before `at` begins that no text shares: '文澜' in
    '文澜印务'."""
    text = excerpt.text
    for size in (2, 3):
        start = at - size
        opens = start >= 0 and _OPENING.search(text[max(0, start - 1) : start])
        head = text[start:at] if opens else ""
        usual = head in _qualifiers() or han_trade().fullmatch(head) is not None
        # '约' in '约禾宁门诊' stands before the name
        usual = usual or (size == 3 and _OPENING.match(head[:1]) is not None)
        if (
            _HEAD.fullmatch(head)
            and not usual
            and is_unusual(head)
            and _is_noun(excerpt, start, at)
        ):
            return start
    return None


@cache
def _things() -> frozenset[str]:
    return frozenset(table("systems")["trades"]["things"].split())


_TRADESMAN = re.compile("[师師员員家]|生(?![产產成效意命活鲜鮮物])")
"""Behind a trade these make a person of it: '首席工程师', '全国大学生'."""


def _is_act(excerpt: Excerpt, start: int, end: int) -> bool:
    """Whether the tagger sees one verb there, of which the noun behind is the object: '重进' in
    '重进游戏'."""
    doc = excerpt.sentence.doc if excerpt.sentence else None
    return any(t.idx == start and t.idx + len(t) == end and t.tag_ == "v" for t in doc or ())


_NO_NOUN = frozenset({"v", "vd", "vn", "a", "d", "p", "q", "m", "r", "c", "f", "TIME"})


def _is_noun(excerpt: Excerpt, start: int, end: int) -> bool:
    """Whether the tagger sees one word there, or none that does or counts: '带杯' is no name."""
    doc = excerpt.sentence.doc if excerpt.sentence else None
    inside = [t for t in doc or () if t.idx < end and start < t.idx + len(t)]
    return len(inside) < 2 or not any(t.tag_ in _NO_NOUN for t in inside)


_PARTY = re.compile(
    r"的(?:货|单|工单|订单|发票|合同|钱|款|人|账|对账|毛坯|样品|螺丝|箱|车|价|退|投诉|要求|采购|老板|会计|仓库|司机|批量|生产机|员工|机房|签到|接口人)|"
    r"(?:来|要|停|把|每|月|总是|只收|不收|发来|送来|催|退回|下单|那[边家种]|上个?月|的)|[\u4e00-\u9fff]{0,4}(?:专家|工程师|运营|经理|主管|专员|员)"
)
"""What stands behind the name of a firm that one deals with, or works for."""


def _deals(excerpt: Excerpt, start: int, noun: int, end: int, *, thing: bool) -> bool:
    """Whether an ordinary noun with a word before it is a firm: the word is a name, or two
    characters at the beginning of a clause of which something is said as of a party. With `thing`
    the noun is made or sold too, and a product has such a name."""
    text = excerpt.text
    doc = excerpt.sentence.doc if excerpt.sentence else None
    naming = ("ORG",) if thing else ("nz", "nw", "PER", "ORG")
    if any(t.idx == start and t.tag_ in naming for t in doc or ()):
        return True
    opens = re.search(r"(?:\A|[，,。；;：:、\s|]|[给向从和找与跟为是被让])\Z", text[:start])
    return opens is not None and noun - start == 2 and _PARTY.match(text, end) is not None


_NAMING = frozenset({"nz", "nw", "PER", "LOC", "ORG"})
_SURE = frozenset({"n", "a", "vn", "v"})
_MAYBE = frozenset({"n"})


def head_start(excerpt: Excerpt, at: int, tags: frozenset[str]) -> int | None:
    """Where the name begins that stands before a noun at `at`: the one word of two to four
    characters right before it, a name or with one of `tags`; None if that is a common word."""
    doc = excerpt.sentence.doc if excerpt.sentence else None
    token = next((t for t in doc or () if t.idx < at <= t.idx + len(t)), None)
    if token is None or (token.tag_ not in _NAMING and token.tag_ not in tags):
        return None
    head = excerpt.text[token.idx : at]
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", head) or head in _qualifiers():
        return None
    if is_public(head) and not (token.tag_ == "ORG" and len(token) > len(head)):
        return None
    return int(token.idx)


@cache
def _qualifiers() -> frozenset[str]:
    data = table("systems")
    return frozenset((*data["common"]["zh"].split(), *data["trades"]["qualifiers"].split()))
