"""Amounts in English words and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from antidistill.finders.amount import Amount, alternatives
from antidistill.finders.english_patterns import DIGITS, JOIN, english_rules
from antidistill.finders.phrases import table


@cache
def _hedge_before() -> re.Pattern[str]:
    hedges = alternatives(table("units")["en"]["hedges"])
    return re.compile(rf"(?:(?<!\w)(?:{hedges})\s*)+\Z", re.IGNORECASE)


@cache
def _limits() -> re.Pattern[str]:
    """A bare number after words that make it a limit: 'more than 500', 'at most three'."""
    limiting = (
        r"at\s+least|at\s+most|no\s+more\s+than|no\s+fewer\s+than|not\s+more\s+than|more\s+than|"
        r"less\s+than|fewer\s+than|greater\s+than|up\s+to|above|below|exceeds?|exceeding|over|under|past|beyond|reach(?:es|ed)?|hits?|"
        r"limit(?:ed)?(?:\s+(?:is|to|of))?|threshold\s+(?:is|of)|maximum(?:\s+(?:is|of))?|"
        r"minimum(?:\s+(?:is|of))?|default(?:s)?(?:\s+(?:is|of|to))?|(?:set|bumped|raised|lowered|dropped|"
        r"cut)\s+(?:it\s+)?to|max|min|cap(?:ped)?\s+(?:at|of)|(?:stop|cut|quit|halt)(?:\s\w+)?\s+at|≥|≤|>=|<=|>|<"
    )
    words = r"two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty"
    people = r"(?-i:[a-z]+s|people|[A-Z][A-Za-z]*\s(?:[a-z]+s|people))"
    number = rf"{DIGITS}(?:{JOIN}{DIGITS})?|(?:{words})\s{people}"
    return re.compile(rf"(?<![\w-])(?:{limiting})\s*({number})(?![\w.%-]*\w)", re.IGNORECASE)


@cache
def _names_before() -> re.Pattern[str]:
    words = alternatives(table("units")["not_quantities"]["en"])
    return re.compile(rf"(?<![A-Za-z])(?:{words})\.?[\s#:-]{{0,2}}\Z", re.IGNORECASE)


_STATUS = re.compile(
    r"(?:30[0-9]|40[0-9]|429|50[0-4])\s(?:requests?|errors?|responses?|codes?|pages?)\b"
)
"""'400 requests' are requests that got the HTTP status 400."""
_VIEW = re.compile(r"[\d,]+[\s-](?:foot|feet|ft)[\s-]view\b", re.IGNORECASE)
"""'the 10,000 foot view' is one from far above."""
_GOES_TO = re.compile(
    r"\b(?:go|skip|jump|turn|refer|return|back|proceed)\sto\s\Z|"
    r"\b(?:up|down)(?:grad|dat)\w*\b[^.;]{0,24}\s\Z|\bmigrat\w+\b[^.;]{0,24}\s\Z",
    re.I,
)
"""'go to 3' names a step, 'upgrade to 3' a version."""
_ORDINAL = re.compile(r"third|fourth|fifth|dozen|hundred|thousand")
_BETWEEN = re.compile(r"\b(?:between|of|the|these|those|both|other|same)\s+\Z", re.IGNORECASE)
"""'between two restarts', 'the three nodes' count what there is."""
_ARTICLE = re.compile(r"(?:an?\b|one day\b)", re.IGNORECASE)
_A_FEW = re.compile(
    r"a (?:couple|quarter of|hundred|thousand|dozen|fiver|tenner)\b|an? \w+ and a (?:half|quarter)|"
    r"an? \w+ or (?:two|so)\b|an? good \w|an? [a-z]+['’]?s['’]?[\s-](?:width|breadth|length|reach)",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r"\b(?:within|every|after|for|in|last|past|least|most|than|to|about|half)\s+\Z|"
    r"\b(?:gave|took|kept|left|lost|spent|"
    r"(?:giv|allow|wait|leav|tak|need|keep|last|sav|los|cost|spend)(?:e|es|s|ed|ing)?)\b"
    r"(?:\s(?!(?:once|twice|times?|per)\b)[\w'’-]+){0,4}\s\Z",
    re.I,
)
"""'give a new hand a week': what somebody waits or spends is an amount."""
_HAVING = re.compile(
    r"(?:\bthere\s(?:are|were)|(?:\A|[.,;:]\s|\b(?:where|which|that|and)\s)(?:we|they|it|the\s\w+(?:\s\w+)?|both\s\w+)\s"
    r"(?:have|has|had|own|owns|shares?))\s\Z",
    re.IGNORECASE,
)
"""'we have two washers', 'there are two doors' count what there is."""


def english(text: str) -> Iterator[Amount]:
    """The amounts that an English text gives; they may overlap."""
    for name, confidence, pattern in english_rules():
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
    if _VIEW.match(text, start) or (name == "count" and _STATUS.match(text, start)):
        return False
    spelt = name in ("count", "limit") and text[start].isalpha() and not _ORDINAL.match(text, start)
    if spelt and (_BETWEEN.search(before) or _HAVING.search(text, 0, start)):
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
