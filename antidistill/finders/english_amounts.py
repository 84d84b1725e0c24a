"""Amounts in English words and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from antidistill.finders.amount import AMPM, CLOCK, ZONE, Amount, alternatives
from antidistill.finders.phrases import table

_WORDS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|eight|nine))?|"
    r"(?:a|one|two|three|four|five)\s+(?:hundred|thousand|million|dozen)|"
    r"a\s+couple\s+of|half\s+an?|an?(?:\s+half)?"
)
_EDGE = r"(?<![A-Za-z0-9_.#/@:+第-])(?:(?<![^\s(（])-(?=\d))?"
# a Chinese character may follow a unit, so the end of a word is the end of its Latin letters
_END = r"(?![A-Za-z0-9_])"
_DIGITS = r"\d+(?:[.,]\d+)*(?:\s?[kKM](?![A-Za-z]))?\+?"
_JOIN = r"\s?(?:-|–|—|~|/|\bto\b|\bor\b|\band\b)\s?"
_PLURAL = (
    r"(?!(?:is|was|has|as|its|this|does|thus|plus|always|perhaps|needs|gets|goes|comes|takes|runs|"
    r"opens|closes|leaves|starts|ends|makes|wants|shows|holds|says|others|kinds|sorts|ways|things|"
    r"reasons|sides|hands|copies|parts|steps|halves)\b)[a-z]{3,}s(?!\w)"
)
_HOURS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_DAYTIME = r"in\sthe\s(?:morning|afternoon|evening)|at\snight"
_SPELT = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|(?:a|one|two|three|five|nine)\s(?:hundred|thousand|dozen)"
)
_RATE = r"(?:\s(?:an?|per)\s(?:hour|day|week|month|year|shift))?"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
_PART_OF_DAY = r"(?:\s(?:mornings?|afternoons?|evenings?|nights?|noon|lunchtimes?))?"
_SPOKEN_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_STOP = r"(?=[,;)]|\.?\Z|\.\s|\s(?:and|or|when|if|because|so|as|the|it|nobody|they|you|we)\b)"
_PARTS = r"(?:half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)"
_PART_STOP = (
    r"(?=[,;)]|\.?\Z|\.\s|\s(?:of|less|more|full|off|longer|shorter|over|under|up|down|the|and|with|"
    r"to|after|before|at|in|on|when|if|for|by|higher|lower|slower|faster)\b)"
)


@cache
def _english_rules() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    units = table("units")["en"]
    spoken = alternatives(units["time"])
    number = rf"(?:{_DIGITS}|(?:{_WORDS})(?![A-Za-z]))"
    several = rf"{number}(?:{_JOIN}{number})?"
    exact = rf"{_DIGITS}(?:{_JOIN}{_DIGITS})?"
    tail = r"(?![A-Za-z0-9_%])"
    counted = alternatives(units["size"] + units["times"])
    measured = alternatives(units["measure"] + " " + units["short_size"])
    adjectives = r"(?:(?!(?:in|a|an|of|and|or|to|the|for|is|are|on|at|if)\s)[a-z]+\s+)?"
    rules = (
        ("date", 0.8, rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:[T ]{CLOCK})?(?!\d)"),
        (
            "date",
            0.8,
            rf"{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?(?:\s{CLOCK})?(?!\w)",
        ),
        ("date", 0.8, rf"\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:\s\d{{4}})?(?!\w)"),
        ("date", 0.7, rf"{_MONTH}\.?\s20\d\d(?!\w)"),
        (
            "count",
            0.6,
            r"(?:third|fourth|fifth|[2-9](?:nd|rd|th))\s"
            r"(?:retry|time|attempt|failure|run|try|reminder|warning|alert|error|strike)(?!\w)",
        ),
        ("date", 0.6, r"(?:Q[1-4]|H[12])[\s-]?(?:FY)?20\d\d(?!\d)"),
        ("clock", 0.9, rf"{_DAY}\s{CLOCK}(?![\d:])"),
        ("clock", 0.9, rf"(?<=\bbetween\s){CLOCK}\sand\s{CLOCK}(?![\d:])"),
        ("clock", 0.9, rf"{CLOCK}(?:\s?(?:-|–|—|~|to)\s?{CLOCK})?(?![\d:])"),
        ("clock", 0.8, rf"{_HOURS}(?:\s?(?:-|–|to)\s?{_HOURS})?\s(?:{_DAYTIME})(?!\w)"),
        (
            "clock",
            0.7,
            r"(?<=\bat\s)(?:six|seven|eight|nine|ten|eleven|twelve)(?=[,;]|\.?\Z|\.\s)",
        ),
        ("clock", 0.9, rf"\d{{1,2}}(?:\s?(?:-|–|to)\s?\d{{1,2}})?{AMPM}{ZONE}"),
        ("clock", 0.6, r"(?:noon|midnight)(?!\w)"),
        (
            "clock",
            0.9,
            r"(?:half|(?:a\s)?quarter|five|ten|twenty(?:-five)?)\s(?:past|to)\s"
            rf"(?:{_SPOKEN_HOUR}|noon|midnight)(?!\w)",
        ),
        ("clock", 0.9, rf"{_HOURS}\so['’]clock(?!\w)"),
        *(
            ("clock", 0.55, rf"(?<=\b{word}\s){_SPOKEN_HOUR}{_STOP}")
            for word in ("after", "before", "until", "till", "by")
        ),
        (
            "share",
            0.6,
            rf"(?:an?|one|two|three|four|five|seven|nine)\s{_PARTS}(?!\sof\san\s){_PART_STOP}",
        ),
        (
            "share",
            0.7,
            rf"(?:(?i:{_SPOKEN_HOUR})|\d+)\s(?:in|out\sof)\s(?:a\s)?(?:{_SPOKEN_HOUR}|twenty|hundred|thousand|\d+)"
            r"(?!\w|\s(?:days?|weeks?|hours?|minutes?|months?|years?)\b|[.,:]\d)",
        ),
        ("count", 0.6, rf"\d+\sof\s\d+(?:\s{_PLURAL})?(?![\w.:])"),
        ("count", 0.6, r"(?<=\bfirst\s)(?:dozen|hundred|thousand)(?!\w)"),
        ("count", 0.6, rf"(?:half\s)?a\sdozen(?:\s{_PLURAL})?(?!\w)"),
        (
            "count",
            0.6,
            r"(?:half|a\squarter|three\squarters)\s(?:of\s)?an?\s(?:turn|spoon|cup|bag|bar|shift|page|litre|liter|pint)(?!\w)",
        ),
        (
            "clock",
            0.6,
            r"(?<=\bat\s)(?:1[0-2]|[1-9])(?:\s?o'clock)?(?=[\s,;)]|\.?\Z|\.\s)(?!\s\w*s\b)",
        ),
        ("range", 0.6, r"\d{2,}\s?[-–~～]\s?\d{2,}(?![\w-])"),
        ("change", 0.7, r"(?<=\bfrom\s)\d+(?:\.\d+)?\sto\s\d+(?:\.\d+)?(?![\w.]*\w)"),
        ("change", 0.7, r"(?<=\bto\s)\d+(?:\.\d+)?\sfrom\s\d+(?:\.\d+)?(?![\w.]*\w)"),
        (
            "change",
            0.6,
            r"(?<=\bto\s)\d+(?:\.\d+)?(?=[\s,;)]|\.?\Z|\.\s)(?!\s(?:[a-z]+\s)?[a-z]+)",
        ),
        ("duration", 0.9, rf"{several}(?:\s|-)?(?:{spoken})\sand\sa\s(?:half|quarter){_END}"),
        ("duration", 0.9, rf"{several}(?:\s|-)?(?:{spoken}){_END}"),
        ("duration", 0.9, rf"{exact}\s?(?:{alternatives(units['short_time'])}){tail}"),
        ("duration", 0.9, rf"\d+\s?h(?:rs?|ours?)?\s?\d+\s?m(?:ins?|inutes?)?{_END}"),
        ("duration", 0.8, rf"(?:7\s?[x×*/]\s?24|24\s?[x×*/]\s?7){_END}(?:\s?小时)?"),
        ("duration", 0.6, r"(?<=\bnext\s)day\sor\stwo(?!\w)"),
        ("share", 0.9, rf"{exact}\s?%\+?"),
        ("share", 0.9, rf"{several}\s(?:{alternatives(units['part'])}){tail}"),
        ("share", 0.7, rf"{_DIGITS}\s?[x×](?![\w])"),
        (
            "money",
            0.9,
            rf"(?:US|HK|AU|CA)?[$€£¥]\s?{_DIGITS}(?:{_JOIN}[$€£¥]?{_DIGITS})?"
            r"(?:\s?(?:million|billion|thousand|[kKmMbB](?!\w)))?",
        ),
        ("money", 0.9, rf"{several}\s(?:{alternatives(units['money'])}){tail}"),
        ("size", 0.85, rf"{exact}\s?(?:{measured}){tail}"),
        ("count", 0.75, rf"{exact}(?:\s|-){adjectives}(?:{counted})(?!\w)"),
        ("count", 0.75, rf"(?:{_WORDS})\s(?:{alternatives(units['times'])})(?!\w)"),
        ("duration", 0.7, r"(?:every|each)\s(?:second|minute|hour)(?!\w)"),
        ("duration", 0.8, r"a\squarter\sof\san\shour(?!\w)"),
        (
            "count",
            0.7,
            rf"\d+(?:[.,]\d+)*\s(?:thousand|million|billion)(?:\s(?:[a-z]+\s)?{_PLURAL})?(?!\w)",
        ),
        ("count", 0.55, rf"(?i:{_SPELT})\s{adjectives}(?:must-haves|{_PLURAL}){_RATE}"),
        ("limit", 0.6, r"(?<=~)\d+(?:[.,]\d+)*" + _END),
        ("count", 0.5, rf"{_DIGITS}\s{_PLURAL}"),
        ("count", 0.75, r"(?:once|twice)\s(?:an?|per|every)\s\w+"),
        (
            "weekday",
            0.6,
            rf"(?:every\s|each\s|on\s)?{_DAY}(?:\s?(?:-|–|to|through|and)\s?{_DAY})?{_PART_OF_DAY}(?!\w)",
        ),
    )
    return tuple((n, c, re.compile(_EDGE + f"(?:{p})")) for n, c, p in rules)


@cache
def _hedge_before() -> re.Pattern[str]:
    hedges = alternatives(table("units")["en"]["hedges"])
    return re.compile(rf"(?:(?<!\w)(?:{hedges})\s*)+\Z", re.IGNORECASE)


@cache
def _limits() -> re.Pattern[str]:
    """A bare number after words that make it a limit: 'more than 500', 'at most three'."""
    limiting = (
        r"at\s+least|at\s+most|no\s+more\s+than|no\s+fewer\s+than|not\s+more\s+than|more\s+than|"
        r"less\s+than|fewer\s+than|greater\s+than|up\s+to|above|below|exceeds?|exceeding|over|under|"
        r"limit(?:ed)?(?:\s+(?:is|to|of))?|threshold\s+(?:is|of)|maximum(?:\s+(?:is|of))?|"
        r"minimum(?:\s+(?:is|of))?|default(?:s)?(?:\s+(?:is|of|to))?|(?:set|bumped|raised|lowered|dropped|"
        r"cut)\s+(?:it\s+)?to|max|min|cap(?:ped)?\s+(?:at|of)|≥|≤|>=|<=|>|<"
    )
    words = r"two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty"
    people = r"(?-i:[a-z]+s|people|[A-Z][A-Za-z]*\s(?:[a-z]+s|people))"
    number = rf"{_DIGITS}(?:{_JOIN}{_DIGITS})?|(?:{words})\s{people}"
    return re.compile(rf"(?<![\w-])(?:{limiting})\s*({number})(?![\w.%-]*\w)", re.IGNORECASE)


@cache
def _names_before() -> re.Pattern[str]:
    words = alternatives(table("units")["not_quantities"]["en"])
    return re.compile(rf"(?<![A-Za-z])(?:{words})\.?[\s#:-]{{0,2}}\Z", re.IGNORECASE)


_STATUS = re.compile(
    r"(?:30[0-9]|40[0-9]|429|50[0-4])\s(?:requests?|errors?|responses?|codes?|pages?)\b"
)
"""'400 requests' are requests that got the HTTP status 400."""
_GOES_TO = re.compile(r"\b(?:go|skip|jump|turn|refer|return|back|proceed)\sto\s\Z", re.I)
"""'go to 3' names a step."""
_ORDINAL = re.compile(r"third|fourth|fifth|dozen|hundred|thousand")
_BETWEEN = re.compile(r"\b(?:between|of|the|these|those|both|other|same)\s+\Z", re.IGNORECASE)
"""'between two restarts', 'the three nodes' count what there is."""
_ARTICLE = re.compile(r"(?:an?\b|one day\b)", re.IGNORECASE)
_A_FEW = re.compile(
    r"a (?:couple|quarter of|hundred|thousand|dozen)\b|an? \w+ and a (?:half|quarter)",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r"\b(?:within|every|after|for|in|last|past|least|most|than|to|about|half)\s+\Z", re.I
)


def english(text: str) -> Iterator[Amount]:
    """The amounts that an English text gives; they may overlap."""
    for name, confidence, pattern in _english_rules():
        for match in pattern.finditer(text):
            start, end = match.span()
            if _is_english_amount(text, start, end, name):
                yield Amount(start, end, name, confidence, _hedged(text, start))
    for match in _limits().finditer(text):
        start, end = match.span(1)
        yield Amount(start, end, "limit", 0.7, match.start())


_MONTH_OF_YEAR = re.compile(r"(?:19|20)\d\d\s?[-–]\s?(?:0[1-9]|1[0-2])")


def _is_english_amount(text: str, start: int, end: int, name: str) -> bool:
    if name == "range" and _MONTH_OF_YEAR.fullmatch(text, start, end):
        return False
    before = text[max(0, start - 24) : start]
    if name in ("date", "clock", "money", "share", "weekday"):
        return True
    if name == "count" and _STATUS.match(text, start):
        return False
    spelt = name in ("count", "limit") and text[start].isalpha() and not _ORDINAL.match(text, start)
    if spelt and _BETWEEN.search(before):
        return False
    if name == "change" and _GOES_TO.search(before):
        return False
    if _ARTICLE.match(text, start, end) and not _A_FEW.match(text, start, end):
        # 'a week' is an amount in 'within a week', not in 'a week later' or 'once a week'
        return _ADVERBIAL.search(before) is not None
    return text[start].isalpha() or _names_before().search(before) is None


def _hedged(text: str, start: int) -> int:
    match = _hedge_before().search(text, max(0, start - 40), start)
    return match.start() if match else start
