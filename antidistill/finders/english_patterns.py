"""The patterns of amounts in English words and figures."""

from __future__ import annotations

import re
from functools import cache

from antidistill.finders.amount import AMPM, CLOCK, ZONE, alternatives
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
DIGITS = r"\d+(?:[.,]\d+)*(?:\s?[kKM](?![A-Za-z]))?\+?"
JOIN = r"\s?(?:-|–|—|~|/|\bto\b|\bor\b|\band\b)\s?"
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
_SPAN = r"minute|hour|day|week|month|year|night|morning|weekend"
_PAIRS = (
    r"(?:one|a) or two|two or three|three or four|four or five|five or six|six or seven|"
    r"seven or eight|eight or nine|nine or ten|ten or twelve"
)
_PARTS = r"(?:half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)"
_PART_STOP = (
    r"(?=[,;)]|\.?\Z|\.\s|\s(?:of|less|more|full|off|longer|shorter|over|under|up|down|the|and|with|"
    r"to|after|before|at|in|on|when|if|for|by|higher|lower|slower|faster)\b)"
)


@cache
def english_rules() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    """The rule of each amount, how sure it is, and its pattern."""
    units = table("units")["en"]
    spoken = alternatives(units["time"])
    number = rf"(?:{DIGITS}|(?:{_WORDS})(?![A-Za-z]))"
    several = rf"{number}(?:{JOIN}{number})?"
    exact = rf"{DIGITS}(?:{JOIN}{DIGITS})?"
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
        ("range", 0.6, r"(?!0\d)\d{2,}\s?[-–~～]\s?\d{2,}(?![\w-])"),
        ("change", 0.7, r"(?<=\bfrom\s)\d+(?:\.\d+)?\sto\s\d+(?:\.\d+)?(?![\w.]*\w)"),
        ("change", 0.7, r"(?<=\bto\s)\d+(?:\.\d+)?\sfrom\s\d+(?:\.\d+)?(?![\w.]*\w)"),
        (
            "change",
            0.6,
            r"(?<=\bto\s)\d+(?:\.\d+)?(?=[\s,;)]|\.?\Z|\.\s)"
            r"(?!\s(?!(?:and|but|or|if|when|before|after|until)\b)(?:[a-z]+\s)?[a-z]+)",
        ),
        ("duration", 0.9, rf"{several}(?:\s|-)?(?:{spoken})\sand\sa\s(?:half|quarter){_END}"),
        ("duration", 0.9, rf"{several}(?:\s|-)?(?:{spoken}){_END}"),
        ("duration", 0.9, rf"{exact}\s?(?:{alternatives(units['short_time'])}){tail}"),
        ("duration", 0.9, rf"\d+\s?h(?:rs?|ours?)?\s?\d+\s?m(?:ins?|inutes?)?{_END}"),
        ("duration", 0.8, rf"(?:7\s?[x×*/]\s?24|24\s?[x×*/]\s?7){_END}(?:\s?小时)?"),
        ("duration", 0.6, r"(?<=\bnext\s)day\sor\stwo(?!\w)"),
        ("share", 0.9, rf"{exact}\s?%\+?"),
        ("share", 0.9, rf"{several}\s(?:{alternatives(units['part'])}){tail}"),
        ("share", 0.7, rf"{DIGITS}\s?[x×](?![\w])"),
        (
            "money",
            0.9,
            rf"(?:US|HK|AU|CA)?[$€£¥]\s?{DIGITS}(?:{JOIN}[$€£¥]?{DIGITS})?"
            r"(?:\s?(?:million|billion|thousand|[kKmMbB](?!\w)))?",
        ),
        ("money", 0.9, rf"{several}\s(?:{alternatives(units['money'])}){tail}"),
        ("size", 0.85, rf"{exact}\s?(?:{measured}){tail}"),
        ("count", 0.75, rf"{exact}(?:\s|-){adjectives}(?:{counted})(?!\w)"),
        ("count", 0.75, rf"(?:{_WORDS})\s(?:{alternatives(units['times'])})(?!\w)"),
        ("duration", 0.7, r"(?:every|each)\s(?:second|minute|hour)(?!\w)"),
        ("duration", 0.8, r"a\squarter\sof\san\shour(?!\w)"),
        ("duration", 0.75, rf"(?i:an?|one)\s(?:{_SPAN})\sor\s(?:two|so)(?!\w)"),
        ("duration", 0.75, rf"(?i:an?)\sgood\s(?:{number}\s)?(?:{spoken}){_END}"),
        (
            "count",
            0.7,
            rf"(?:{DIGITS}|(?i:{_WORDS}|a\s(?:hundred|thousand|dozen)))\s(?:an?|per)\s(?:{_SPAN}|shift|season|head)(?!\w)",
        ),
        ("count", 0.6, rf"(?:{_PAIRS})(?:\s{adjectives}{_PLURAL})?(?!\w)"),
        ("count", 0.6, rf"(?:{_SPOKEN_HOUR}|\d+)\sin\sa\srow(?!\w)"),
        ("count", 0.55, r"twice(?=\sas\b)"),
        ("count", 0.6, r"(?<=\bto\s)a\s(?:hundred|thousand|dozen)(?!\w|\s(?:an?|per)\b)"),
        ("count", 0.6, rf"(?<=\bto\s)one\s(?:{counted})(?!\w)"),
        (
            "size",
            0.75,
            r"(?:an?|one|two|half\sa|three)\s(?:hand|finger|thumb|arm|palm|fist|foot|boot|nail|hair)['’]?s['’]?[\s-]"
            r"(?:width|breadth|length|reach)(?!\w)",
        ),
        ("money", 0.7, r"an?\s(?:fiver|tenner)(?!\w)"),
        (
            "count",
            0.7,
            rf"\d+(?:[.,]\d+)*\s(?:thousand|million|billion)(?:\s(?:[a-z]+\s)?{_PLURAL})?(?!\w)",
        ),
        ("count", 0.55, rf"(?i:{_SPELT})\s{adjectives}(?:must-haves|{_PLURAL}){_RATE}"),
        ("limit", 0.6, r"(?<=~)\d+(?:[.,]\d+)*" + _END),
        ("count", 0.5, rf"{DIGITS}\s{_PLURAL}"),
        ("count", 0.75, r"(?:once|twice)\s(?:an?|per|every)\s\w+"),
        (
            "count",
            0.6,
            r"(?<=\bevery\s)(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|twentieth|\d+th)"
            r"(?:\s(?!(?:of|and|or|in|on|at|is|to)\b)[a-z]+)?(?!\w)",
        ),
        (
            "weekday",
            0.6,
            rf"(?:[Ee]very\s(?:other|second|third)\s|every\s|each\s|on\s)?{_DAY}(?:\s?(?:-|–|to|through|and)\s?{_DAY})?{_PART_OF_DAY}(?!\w)",
        ),
    )
    return tuple((n, c, re.compile(_EDGE + f"(?:{p})")) for n, c, p in rules)
