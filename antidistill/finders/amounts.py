"""Where a text gives an amount: durations, sizes, shares, sums, times of day, dates, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from antidistill.finders.phrases import HAN, table


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in a text: the number with its unit, and the range it belongs to."""

    start: int
    end: int
    rule: str
    """'duration', 'size', 'count', 'share', 'money', 'clock', 'date', 'weekday', 'range', 'change',
    'limit'."""
    confidence: float
    hedge: int
    """Where the words before it begin that belong to it ('at least'); `start` if there are none."""


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts in `text`, by place, without overlaps; longer ones win."""
    if not _DIGIT_OR_WORD.search(text):
        return ()
    found = list(_english(text))
    if HAN.search(text):
        found += _chinese(text)
    return tuple(_apart(found))


_DIGIT_OR_WORD = re.compile(
    r"\d|[一二两三四五六七八九十百千半双每]|[周期]末|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|half|twice|once|"
    r"couple|dozens?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b",
    re.IGNORECASE,
)


def _apart(found: list[Amount]) -> Iterator[Amount]:
    done = 0
    for one in sorted(found, key=lambda a: (a.start, a.start - a.end)):
        if one.start >= done:
            yield one
            done = one.end


# --- English -------------------------------------------------------------------------------------

_WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|eighteen|twenty(?:-(?:one|two|four|five))?|thirty|forty(?:-eight)?|fifty|sixty|"
    r"seventy(?:-two)?|eighty|ninety|(?:a|one|two|three|five)\s+(?:hundred|thousand|million|dozen)|"
    r"a\s+couple\s+of|half\s+an?|an?(?:\s+half)?"
)
_EDGE = r"(?<![\w.#/@:+-])"
_DIGITS = r"\d+(?:[.,]\d+)*(?:\s?[kKM](?![A-Za-z]))?"
_JOIN = r"\s?(?:-|–|—|~|/|\bto\b|\bor\b|\band\b)\s?"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
_AMPM = r"(?:\s?(?:[ap]m(?![A-Za-z])|[ap]\.m\.))"
_ZONE = r"(?:\s?(?:UTC|GMT|CET|CEST|EST|EDT|PST|PDT|CST|ET|PT|Beijing time)(?:[+-]\d+)?)?"
_CLOCK = rf"(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?{_AMPM}?{_ZONE}"


def _alternatives(text: str) -> str:
    return "|".join(sorted(text.split(), key=len, reverse=True))


@cache
def _english_rules() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    units = table("units")["en"]
    spoken = _alternatives(units["time"])
    number = rf"(?:{_DIGITS}|(?:{_WORDS})(?![A-Za-z]))"
    several = rf"{number}(?:{_JOIN}{number})?"
    exact = rf"{_DIGITS}(?:{_JOIN}{_DIGITS})?"
    tail = r"(?![\w%])"
    counted = _alternatives(units["size"] + units["times"])
    measured = _alternatives(units["measure"] + " " + units["short_size"])
    adjectives = r"(?:[a-z]+\s+)?"
    rules = (
        ("date", 0.8, rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:[T ]{_CLOCK})?(?!\d)"),
        ("date", 0.8, rf"{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?(?:\s{_CLOCK})?(?!\w)"),
        ("date", 0.8, rf"\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:\s\d{{4}})?(?!\w)"),
        ("date", 0.6, r"(?:Q[1-4]|H[12])[\s-]?(?:FY)?20\d\d(?!\d)"),
        ("clock", 0.9, rf"{_CLOCK}(?:\s?(?:-|–|—|~|to|and)\s?{_CLOCK})?(?![\d:])"),
        ("clock", 0.9, rf"\d{{1,2}}(?:\s?(?:-|–|to)\s?\d{{1,2}})?{_AMPM}{_ZONE}"),
        ("clock", 0.6, r"(?:noon|midnight)(?!\w)"),
        ("clock", 0.6, r"(?<=\bat\s)(?:1[0-2]|[1-9])(?:\s?o'clock)?(?=[\s,;)]|\.?\Z|\.\s)(?!\s\w*s\b)"),
        ("range", 0.6, r"\d{2,}\s?[-–~～]\s?\d{2,}(?![\w-])"),
        ("change", 0.7, r"(?<=\bfrom\s)\d+(?:\.\d+)?\sto\s\d+(?:\.\d+)?(?![\w.]*\w)"),
        ("change", 0.7, r"(?<=\bto\s)\d+(?:\.\d+)?\sfrom\s\d+(?:\.\d+)?(?![\w.]*\w)"),
        ("change", 0.6, r"(?<=\bto\s)\d+(?:\.\d+)?(?=[\s,;)]|\.?\Z|\.\s)(?!\s(?:[a-z]+\s)?[a-z]+)"),
        ("duration", 0.9, rf"{several}(?:\s|-)?(?:{spoken})(?!\w)"),
        ("duration", 0.9, rf"{exact}\s?(?:{_alternatives(units['short_time'])}){tail}"),
        ("share", 0.9, rf"{exact}\s?%"),
        ("share", 0.9, rf"{several}\s(?:{_alternatives(units['part'])}){tail}"),
        ("share", 0.7, rf"{_DIGITS}\s?[x×](?![\w])"),
        ("money", 0.9, rf"(?:US|HK|AU|CA)?[$€£¥]\s?{_DIGITS}(?:{_JOIN}[$€£¥]?{_DIGITS})?"
                       r"(?:\s?(?:million|billion|thousand|[kKmMbB](?!\w)))?"),
        ("money", 0.9, rf"{several}\s(?:{_alternatives(units['money'])}){tail}"),
        ("size", 0.85, rf"{exact}\s?(?:{measured}){tail}"),
        ("count", 0.75, rf"{exact}(?:\s|-){adjectives}(?:{counted})(?!\w)"),
        ("count", 0.75, rf"(?:{_WORDS})\s(?:{_alternatives(units['times'])})(?!\w)"),
        ("count", 0.75, r"(?:once|twice)\s(?:an?|per|every)\s\w+"),
        ("weekday", 0.6, rf"(?:every\s|each\s|on\s)?{_DAY}(?:\s?(?:-|–|to|through|and)\s?{_DAY})?(?!\w)"),
    )
    return tuple((n, c, re.compile(_EDGE + f"(?:{p})")) for n, c, p in rules)


@cache
def _hedge_before() -> re.Pattern[str]:
    hedges = _alternatives(table("units")["en"]["hedges"])
    return re.compile(rf"(?:(?<!\w)(?:{hedges})\s*)+\Z", re.IGNORECASE)


@cache
def _limits() -> re.Pattern[str]:
    """A bare number after words that make it a limit: 'more than 500', 'at most three approvers'."""
    limiting = (
        r"at\s+least|at\s+most|no\s+more\s+than|no\s+fewer\s+than|not\s+more\s+than|more\s+than|"
        r"less\s+than|fewer\s+than|greater\s+than|up\s+to|above|below|exceeds?|exceeding|over|under|"
        r"limit(?:ed)?(?:\s+(?:is|to|of))?|threshold\s+(?:is|of)|maximum(?:\s+(?:is|of))?|"
        r"minimum(?:\s+(?:is|of))?|max|min|cap(?:ped)?\s+(?:at|of)|≥|≤|>=|<=|>|<"
    )
    words = r"two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty"
    return re.compile(
        rf"(?<![\w-])(?:{limiting})\s*({_DIGITS}(?:{_JOIN}{_DIGITS})?|(?:{words})\s[a-z]+s)(?![\w.%-]*\w)",
        re.IGNORECASE,
    )


@cache
def _names_before() -> re.Pattern[str]:
    words = _alternatives(table("units")["not_quantities"]["en"])
    return re.compile(rf"(?<![A-Za-z])(?:{words})\.?[\s#:-]{{0,2}}\Z", re.IGNORECASE)


_ARTICLE = re.compile(r"an?\b", re.IGNORECASE)
_ADVERBIAL = re.compile(r"\b(?:within|every|after|for|in|last|past|least|most|than|to|about|half)\s+\Z", re.I)


def _english(text: str) -> Iterator[Amount]:
    for name, confidence, pattern in _english_rules():
        for match in pattern.finditer(text):
            start, end = match.span()
            if _is_english_amount(text, start, end, name):
                yield Amount(start, end, name, confidence, _hedged(text, start))
    for match in _limits().finditer(text):
        start, end = match.span(1)
        yield Amount(start, end, "limit", 0.7, match.start())


def _is_english_amount(text: str, start: int, end: int, name: str) -> bool:
    before = text[max(0, start - 24) : start]
    if name in ("date", "clock", "money", "share", "weekday"):
        return True
    if _ARTICLE.match(text, start, end) and not text[start:end].lower().startswith("a couple"):
        # 'a week' is an amount in 'within a week', not in 'a week later' or 'once a week'
        return _ADVERBIAL.search(before) is not None
    return text[start].isalpha() or _names_before().search(before) is None


def _hedged(text: str, start: int) -> int:
    match = _hedge_before().search(text, max(0, start - 40), start)
    return match.start() if match else _zh_hedged(text, start)


# --- Chinese -------------------------------------------------------------------------------------

_HAN_DIGITS = "零〇一二两三四五六七八九十百千万半"
_ZH_NUMBER = rf"(?:\d+(?:[.,]\d+)*|[{_HAN_DIGITS}]+)"
_ZH_JOIN = r"\s?(?:-|–|—|~|～|到|至|或|、)\s?"
_NO_AMOUNT = re.compile(r"十分(?!钟)|百度|一度|千万(?!元|条|行|级|次|用户|QPS)|万一|一行人|一年一度|二次(?!/)|一级|百分百|双方")


@cache
def _chinese_rules() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    units = table("units")["zh"]
    part = "|".join(units["dayparts"].split())
    several = rf"{_ZH_NUMBER}(?:{_ZH_JOIN}{_ZH_NUMBER})?"
    time = _alternatives(units["time"])
    hour = rf"{_ZH_NUMBER}\s?(?:点钟?|时)(?:整|半|一刻|三刻|{_ZH_NUMBER}分?)?"
    day = r"(?:周|星期|礼拜)[一二三四五六日天末](?:{0}(?:周|星期|礼拜)?[一二三四五六日天])?".format(_ZH_JOIN)
    rules = (
        ("date", 0.8, r"\d{4}\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?)?|\d{1,2}\s?月\s?\d{1,2}\s?[日号]"),
        ("clock", 0.9, rf"(?:(?:{part})\s?)+{hour}(?:{_ZH_JOIN}(?:(?:{part})\s?)?{hour})?"),
        ("clock", 0.85, rf"(?:(?:{part})\s?)*{_CLOCK}(?:{_ZH_JOIN}(?:(?:{part})\s?)*{_CLOCK})?"),
        ("clock", 0.8, rf"(?:\d{{1,2}}\s?点(?:半|整)?{_ZH_JOIN})?\d{{1,2}}\s?点(?:半|整|钟)?(?=[前后开钟之左]|\s|[,，。）]|$)"),
        ("clock", 0.8, rf"[{_HAN_DIGITS}]+点(?:半|整|钟|{_ZH_JOIN}[{_HAN_DIGITS}]+点)"),
        ("weekday", 0.7, rf"每?个?{day}"),
        ("weekday", 0.7, rf"每(?:个?月|年|季度?)\s?{_ZH_NUMBER}\s?[日号]"),
        ("share", 0.9, rf"百分之{several}|{several}\s?(?:个百分点|百分点|成(?=[^功为员本果立品就都熟分])|[%％‰])"),
        ("duration", 0.85, rf"每?{several}\s?(?:多\s?)?(?:{time})(?![历报])"),
        ("size", 0.85, rf"{several}\s?(?:[KMGTP]i?B?|kB|ms|QPS|TPS|mL|ml|μL|μm|nm|mm|cm|min|rpm|kg|mg|g|h|s)(?![A-Za-z])"),
        ("count", 0.75, rf"{several}\s?(?:多\s?)?(?:{_alternatives(units['count'])})"),
    )
    return tuple((n, c, re.compile(rf"(?<![\d.第A-Za-z_-])(?:{p})")) for n, c, p in rules)


@cache
def _zh_hedges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    units = table("units")["zh"]
    before = re.compile(rf"(?:(?:{_alternatives(units['hedges'])})\s*)+\Z")
    after = re.compile(rf"\s?(?:{_alternatives(units['after'])})")
    return before, after


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(rf"\A(?:{_alternatives(table('units')['zh']['weak'])})\Z")


_ZH_LIMIT = re.compile(
    r"(?:超过|不超过|至少|最多|最少|最大|最小|不少于|不低于|大于|小于|低于|高于|达到|上限(?:为|是)?|下限(?:为|是)?|≥|≤|>|<)"
    r"\s?(?:[A-Za-z]+\s)?(\d+(?:[.,]\d+)*(?:\s?[-~～到至]\s?\d+)?)(?![\w.%％])"
)


def _chinese(text: str) -> Iterator[Amount]:
    for name, confidence, pattern in _chinese_rules():
        for match in pattern.finditer(text):
            start, end = match.span()
            if not _NO_AMOUNT.match(text, start) and _is_chinese_amount(text, start, end, name):
                yield Amount(start, end, name, confidence, _zh_hedged(text, start))
    for match in _ZH_LIMIT.finditer(text):
        yield Amount(match.start(1), match.end(1), "limit", 0.75, match.start())


def _is_chinese_amount(text: str, start: int, end: int, name: str) -> bool:
    if name not in ("count", "duration"):
        return True
    if _named_before(text, start):
        return False
    number = re.match(_ZH_NUMBER, text[start:end])
    unit = text[start:end][number.end() :].strip() if number else ""
    if number is None or number.group()[0].isdigit() or not _weak().match(unit):
        return True
    return _zh_hedged(text, start) < start or _zh_hedges()[1].match(text, end) is not None


def _named_before(text: str, start: int) -> bool:
    words = _alternatives(table("units")["not_quantities"]["zh"])
    return re.search(rf"(?:{words})\s?\Z", text[max(0, start - 6) : start]) is not None


def _zh_hedged(text: str, start: int) -> int:
    match = _zh_hedges()[0].search(text, max(0, start - 12), start)
    return match.start() if match else start
