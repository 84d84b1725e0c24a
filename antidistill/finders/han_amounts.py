"""Amounts in Chinese characters and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from antidistill.finders.amount import CLOCK, Amount, alternatives
from antidistill.finders.common_words import is_cut
from antidistill.finders.phrases import table

_HAN_DIGITS = "零〇一二两三四五六七八九十百千万半"
_ZH_NUMBER = rf"(?:\d+(?:[.,]\d+)*|[{_HAN_DIGITS}]+)"
_ZH_JOIN = r"\s?(?:-|–|—|~|～|到|至|或|、)\s?"
_NO_AMOUNT = re.compile(
    r"十分(?!钟)|一下(?!子?就)|百度|一度|千万(?!元|条|行|级|次|用户|QPS)|万一|一行人|一年一度|二次(?!/)|一级|百分[百比制率位号点]|双方"
)


@cache
def _chinese_rules() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    units = table("units")["zh"]
    part = "|".join(units["dayparts"].split())
    several = rf"{_ZH_NUMBER}(?:{_ZH_JOIN}{_ZH_NUMBER})?"
    time = alternatives(units["time"])
    hour = rf"{_ZH_NUMBER}\s?(?:点钟?|时)(?:整|半|一刻|三刻|{_ZH_NUMBER}分?)?"
    day = rf"(?:周|星期|礼拜)[一二三四五六日天末](?:{_ZH_JOIN}(?:周|星期|礼拜)?[一二三四五六日天])?"
    rules = (
        (
            "date",
            0.8,
            r"\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?|\d{1,2}\s?月\s?\d{1,2}\s?[日号]",
        ),
        ("clock", 0.9, rf"(?:(?:{part})\s?)+{hour}(?:{_ZH_JOIN}(?:(?:{part})\s?)?{hour})?"),
        ("clock", 0.85, rf"(?:(?:{part})\s?)*{CLOCK}(?:{_ZH_JOIN}(?:(?:{part})\s?)*{CLOCK})?"),
        (
            "clock",
            0.8,
            rf"(?:\d{{1,2}}\s?点(?:半|整)?{_ZH_JOIN})?\d{{1,2}}\s?点(?:半|整|钟)?(?=[前后开钟之左]|\s|[,，。）]|$)",
        ),
        (
            "clock",
            0.8,
            rf"[{_HAN_DIGITS}]+点(?:半|整|钟|[一三]刻|[{_HAN_DIGITS}]{{1,3}}分|{_ZH_JOIN}[{_HAN_DIGITS}]+点)",
        ),
        (
            "clock",
            0.7,
            r"(?:[三四五六七八九]|十[一二]?)点"
            r"(?=以?[前后]|就|才|[开关]门|到|来|发|[，。；]|$)",
        ),
        ("weekday", 0.7, rf"每?个?{day}"),
        ("weekday", 0.7, rf"每(?:个?月|年|季度?)\s?{_ZH_NUMBER}\s?[日号]"),
        (
            "share",
            0.9,
            rf"百分之{several}|[一二三四五六七八九]{{1,2}}折(?![叠扣断页])|{several}\s?(?:个百分点|百分点|成(?![功为员本果立品都熟分型])(?=.)|[%％‰])",
        ),
        ("share", 0.85, rf"{_ZH_NUMBER}分之{_ZH_NUMBER}"),
        (
            "share",
            0.7,
            r"[一二两三四五六七八九十百\d]+[条个件次单张台批份][里中]头?(?:面|总|就|会|准|必)?有?"
            r"[一二两三四五六七八九十\d]+[条个件次单张台批份]",
        ),
        (
            "count",
            0.6,
            r"(?<=[涨降扣砍])(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]百)"
            r"(?=[，。；]|\Z)",
        ),
        ("size", 0.75, r"[一两半三][掌指拳臂](?:宽|厚|高|远|深|的?距离)|[一两半]人高"),
        (
            "limit",
            0.7,
            r"\d+(?:[.,]\d+)*(?=\s?(?:就[\u4e00-\u9fff]|以[上下内外]|出头|左右|上下|开外)(?!版本))",
        ),
        (
            "count",
            0.75,
            rf"一(?:小时|分钟|天|晚|夜|周|个月|年|班)(?:能|可以|顶多|最多|大约|也就)?{_ZH_NUMBER}"
            r"[条件个单张份台次遍箱车批]",
        ),
        ("duration", 0.85, rf"每?{several}\s?(?:[多来几]\s?)?(?:{time})(?![历报代])"),
        ("duration", 0.8, rf"{_ZH_NUMBER}分来钟|个把(?:小时|月|星期|钟头)|[大小]?半天(?![亮黑])"),
        (
            "size",
            0.85,
            rf"{several}\s?(?:[KMGTP]i?B?|kB|ms|QPS|TPS|mL|ml|μL|μm|nm|mm|cm|min|rpm|kg|mg|g|h|s)(?![A-Za-z])",
        ),
        (
            "count",
            0.6,
            r"第[二三四五六七八九十\d]+[次遍](?=失败|重试|尝试|还|仍|就|再|不|没|以后|之后|后)",
        ),
        ("count", 0.75, rf"{several}\s?(?:[多来几]\s?)?[万亿]?(?:{alternatives(units['count'])})"),
    )
    return tuple((n, c, re.compile(rf"(?<![\d.第A-Za-z_-])(?:{p})")) for n, c, p in rules)


@cache
def _zh_hedges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    units = table("units")["zh"]
    before = re.compile(rf"(?:(?:{alternatives(units['hedges'])})\s*)+\Z")
    # '一个内部实例' is no amount with 内 behind it
    after = re.compile(rf"\s?(?:{alternatives(units['after'])})(?![部容存置端台面缀者提])")
    return before, after


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(rf"\A(?:{alternatives(table('units')['zh']['weak'])})\Z")


_ZH_LIMIT = re.compile(
    r"(?:调到|拨到|过了|压到|顶到|调成|改成|改为|设为|设成|设置为|设(?![备计施])|默认值?(?:是|为)?|扩到|缩到|降到|升到|加到|放到|控制在|保持在|超过|不超过|少于|多于|不到|至少|最多|最少|最大|最小|不少于|不低于|大于|小于|低于|高于|达到|上限(?:为|是)?|下限(?:为|是)?|≥|≤|>|<)"
    r"\s?(?:[A-Za-z]+\s)?(\d+(?:[.,]\d+)*(?:\s?[-~～到至]\s?\d+)?)(?![A-Za-z0-9_%％]|\.\d)"
)


def chinese(text: str) -> Iterator[Amount]:
    """The amounts that a Chinese text gives; they may overlap."""
    for name, confidence, pattern in _chinese_rules():
        for match in pattern.finditer(text):
            start, end = match.span()
            if not _NO_AMOUNT.match(text, start) and _is_chinese_amount(text, start, end, name):
                yield Amount(start, end, name, confidence, hedged(text, start))
    for match in _ZH_LIMIT.finditer(text):
        yield Amount(match.start(1), match.end(1), "limit", 0.75, match.start())


def _is_chinese_amount(text: str, start: int, end: int, name: str) -> bool:
    if _is_name(text, start, end, name):
        return False
    if _A_DAY.fullmatch(text, start, end) and _THEN_COUNT.match(text, end):
        return False
    if re.fullmatch(r"[两三四五六七八九十]+[次遍]", text[start:end]):
        return not _named_before(text, start)
    if name not in ("count", "duration"):
        return True
    if name == "count" and _LISTED.search(text, 0, start):
        return False
    if _named_before(text, start):
        return False
    return _ABOUT.match(text, start, end) is not None or _is_counted(text, start, end)


def _is_name(text: str, start: int, end: int, name: str) -> bool:
    """Whether it is a month, a place ('二车间'), a numbered thing or a version ('Java 8 以上')."""
    if _CALENDAR.fullmatch(text, start, end) or _DAYS_OF.search(text[:end]):
        return True
    if name == "count" and text[end - 1] in "车人台家度层打" and is_cut(text, end):
        return True
    version = name == "limit" and _VERSION.search(text, 0, start) is not None
    house = text[end - 1] == "号" and _STREET.search(text, 0, start) is not None
    return _NUMBERED.match(text, start) is not None or version or house


_LISTED = re.compile(
    r"(?:[\u4e00-\u9fffA-Za-z0-9]、[^，,。；;：:！？]{1,30}|[A-Za-z0-9]\s?)等(?:以[上下]|这)?\s?\Z"
)
"""Before how many have just been named: 'Word、PDF 等 4 个文件', which is no choice of anybody."""
_STREET = re.compile(r"[路街道巷弄园村][东西南北中]?[第\s]?\Z")
"""Before the number of a house: '湖南路1号'."""
_VERSION = re.compile(r"(?:[A-Za-z]|版本?)\s?\Z")


def _is_counted(text: str, start: int, end: int) -> bool:
    """Whether a number with a classifier is an amount: 'one' and small numbers are articles mostly,
    unless something says that the amount matters."""
    number = re.match(_ZH_NUMBER, text[start:end])
    if number is None or number.group()[0].isdigit():
        return True
    said, unit = number.group(), text[start:end][number.end() :].strip()
    done = _DONE.search(text, 0, start) is not None
    sum_of_money = unit == "元" and any(sign in said for sign in "十百千万")
    if unit in table("units")["zh"]["arabic_only"].split():
        return sum_of_money or (unit == "场" and done)
    if not _weak().match(unit) or re.search("[百千万]|[二三四五六七八九]十", said):
        return True
    told = hedged(text, start) < start and text[start - 1] != "共"
    if told or _zh_hedges()[1].match(text, end):
        return True
    if said == "一":
        return done and unit not in ("个", "名", "位", "人")
    return done or _LEFT.search(text, 0, start) is not None


_ABOUT = re.compile(
    r"十?(?:一两|两三|三四|三五|四五|五六|六七|七八|八九|二三)|[一二三四五六七八九]?十[几来]"
)
"""'两三条', '十来个': nobody says so of what there is."""
_CALENDAR = re.compile(r"每?[一二三四五六七八九十]{1,2}月份?|半夜")
"""'九月' is a month, 'nine months' are 九个月; 半夜 is a time of day."""
_DAYS_OF = re.compile(r"(?:[第前某哪那有后同整头]|最近|过去)一(?:天|晚|周|小时|年|夜)\Z")
_NUMBERED = re.compile(
    r"\d+\s?号(?:车|房|楼|桌|机|线|库|台|口|门|柜|厅|会议|仓|月台|窗|井|炉)|\d+\s?[排桌床座](?!以|起|左右|位)"
)
_DONE = re.compile(
    r"(?:干完|做完|做满|分|退过?|连着?|攒够|凑够|满|高|低|差|慢|快|多|少|空打|降|升|减|拧|抬|垫|磨掉?|刮|抹)"
    r"\Z"
)
_LEFT = re.compile(
    r"(?:[堆加留装剩攒等拖叠排]到|[留攒配涨剩垫隔响敲按压晃摇吹泡晾空缺补囤备](?:出|够|上|足)?|要算|答应)"
    r"\Z"
)
"""The same for more than one: '留八个座', but 'a key' in '留一个钥匙'."""
_A_DAY = re.compile(r"一(?:天|晚|夜|周|年|小时)(?:上|里)?")
_THEN_COUNT = re.compile(
    rf"[^\d内之以后前里左多才就再的没不，。；]{{1,4}}(?:{_ZH_NUMBER}|[一二三四五六七八九]百多)[次遍回个件条单封份]"
)
"""'一天说十遍' gives how often, not how long."""


def _named_before(text: str, start: int) -> bool:
    words = alternatives(table("units")["not_quantities"]["zh"])
    return re.search(rf"(?:{words})\s?\Z", text[max(0, start - 6) : start]) is not None


def hedged(text: str, start: int) -> int:
    """Where the words before `start` begin that belong to the amount there ('至少')."""
    match = _zh_hedges()[0].search(text, max(0, start - 12), start)
    return match.start() if match else start
