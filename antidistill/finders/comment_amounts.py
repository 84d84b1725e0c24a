"""Figures in the comments of code that read like a rule, and what can go with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidistill.finders.amount import Amount, Trim
from antidistill.finders.amounts import amounts
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.phrases import HAN
from antidistill.finding import Finding, Kind

_COMMENT = re.compile(r"(?:^|\s)(?:#|//|--|\*)\s?(.*)$", re.MULTILINE)
_GIVEN = re.compile(r"(?:\bdefaults?(?:\s(?:is|to))?|默认值?[是为]?)\s?\Z", re.IGNORECASE)


def in_comments(excerpt: Excerpt) -> Iterator[Finding]:
    """A finding for each figure in the comments of code: settings and commands need theirs. `cut`
    is what goes with it in a line that is nothing but a comment."""
    for comment in _COMMENT.finditer(excerpt.text):
        said, begin = comment.group(1), comment.start(1)
        for amount in amounts(said):
            if _GIVEN.search(said, 0, amount.start):
                continue
            span = excerpt.source(begin + amount.start, begin + amount.end)
            cut = _about(said, amount) if _alone(excerpt.text, comment) else None
            yield Finding(
                Kind.QUANTITY,
                span,
                f"quantities/{amount.rule}",
                amount.confidence,
                "a figure in a comment",
                cut=excerpt.source(begin + cut.start, begin + cut.end) if cut else None,
            )


def _alone(code: str, comment: re.Match[str]) -> bool:
    """Whether nothing but the comment stands in its line: '--start-time' is an option."""
    line = code[code.rfind("\n", 0, comment.start(1)) + 1 : comment.start(1)]
    return _MARK.fullmatch(line) is not None


_MARK = re.compile(r"\s*(?:#+|//+|--(?= ))\s*")
_BRACKET = re.compile(r"\s*(?:\([^()]*\)|（[^（）]*）)")
_LASTS = re.compile(
    r"\s+(?:for|every|within|after|during|over|at)\s+(?:the (?:next|last|first)\s+)?\Z"
)
_WAITS = re.compile(r"[\u4e00-\u9fff]\s*(?:至少|大约|约|持续)?\s*\Z")


def _about(said: str, amount: Amount) -> Trim | None:
    """What goes with the amount of a comment, if words stay that say something: the bracket that
    gives it ('Check the error rate (should be < 1%)'), or how long the work lasts at the end
    ('Watch the shop for 30 minutes')."""
    for match in _BRACKET.finditer(said):
        if match.start() < amount.start and amount.end < match.end():
            return _kept(said, match.start(), match.end())
    if said[amount.end :].strip(" .。") or amount.rule != "duration":
        return None
    lead = _LASTS.search(said, 0, amount.hedge)
    if lead is None and _WAITS.search(said, 0, amount.hedge):
        return _kept(said, len(said[: amount.hedge].rstrip()), amount.end)
    return _kept(said, lead.start(), amount.end) if lead else None


_WORDS, _SIGNS = 2, 4
"""Words, or Han characters, that a comment needs to say something."""


def _kept(said: str, start: int, end: int) -> Trim | None:
    rest = said[:start] + said[end:]
    says = len(re.findall(r"[A-Za-z]{2,}", rest)) >= _WORDS or len(HAN.findall(rest)) >= _SIGNS
    return Trim(start, end) if says else None
