"""Amounts that only qualify other words: 'a 5-minute break', 'the limit of 500', 'raise it'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from antidistill.finders.amount import Amount, Trim, alternatives
from antidistill.finders.english_sentence import (
    CLAUSE,
    CONDITION,
    closed,
    is_barred,
    joined,
    listed,
    token_at,
    top,
    word_before,
)
from antidistill.finders.phrases import table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def of_noun(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """' of 500' in 'the limit of 500'."""
    nouns = alternatives(table("units")["trims"]["of_nouns"])
    lead = re.search(
        rf"\b(?:a|an|the|its|their|our|your|this|that)\s(?:[\w-]+\s)?(?:{nouns})(\sof\s)\Z",
        text[: amount.hedge],
        re.IGNORECASE,
    )
    if lead is None or top(amount, doc) is None or not closed(text, amount.end, doc):
        return None
    return Trim(lead.start(1), amount.end)


def at_least(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """'at least three ' in 'at least three members sign'."""
    hedge = re.fullmatch(
        r"(?:at\s+least|a\s+minimum\s+of|no\s+fewer\s+than)\s+",
        text[amount.hedge : amount.start],
        re.I,
    )
    number = re.match(r"[\w.,]+\+?\s(?=[A-Za-z])", text[amount.start : amount.end])
    if hedge is None or number is None or amount.rule not in ("count", "limit"):
        return None
    noun = next((t for t in doc if t.idx + len(t) == amount.end), None)
    clause = text[max((m.end() for m in CLAUSE.finditer(text, 0, amount.start)), default=0) :]
    if noun is None or noun.tag_ not in ("NNS", "NNPS") or CONDITION.match(clause):
        return None
    if re.search(rf"\s(?:{alternatives(table('units')['en']['times'])})\Z", text[: amount.end]):
        return None
    if _SHARED.match(text, amount.end):
        return None
    if is_barred(text, amount) or re.search(
        r"\b(?:is|are|was|were|by|than)\s\Z", text[: amount.hedge]
    ):
        return None
    return Trim(amount.hedge, amount.start + number.end())


_SHARED = re.compile(r"\s(?:per|to|for)\s(?:each|every|an?|one)\b|\s(?:per|each|apiece)\b", re.I)
"""Behind an amount it says of how many: 'at least two cups per guest' means nothing without it."""


def modifier(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """'5-minute ' in 'a 5-minute break', '500 ' in 'the 500 user limit'."""
    words = text[amount.start : amount.end]
    capped = re.fullmatch(r"(\d[\d.,]*\+?\s)(?:[a-z]+\s)?(?:limit|threshold|quota|cap)", words)
    capped = capped or _SINGLE_OF.fullmatch(words)
    if capped is not None:
        return Trim(amount.hedge, amount.start + capped.end(1))
    hyphened = re.search(r"\w-[A-Za-z]+\Z", words) is not None
    if amount.rule == "duration" and _SINGLE.fullmatch(words):
        return _before_noun(text, amount, doc)
    noun = re.compile(r"\+?\s+(?=[A-Za-z])").match(text, amount.end)
    if noun is None or amount.rule not in ("duration", "money", "share", "size", "count", "limit"):
        return None
    behind = token_at(doc, noun.end())
    if behind is None or behind.pos_ not in ("NOUN", "PROPN", "ADJ") or behind.tag_ == "NNS":
        return None
    determined = re.search(
        r"\b(the|an?|its|their|our|your|this|that|these|those)(?:\sfirst|\slast)?\s\Z",
        text[: amount.hedge],
        re.IGNORECASE,
    )
    if not (hyphened or determined or amount.rule in ("share", "money")):
        return None
    if re.search(r"[<>≤≥:：]\s*\Z", text[: amount.start]):
        return None
    if not (hyphened or determined) and not _is_compound(behind):
        return None
    if determined and not _fits(determined.group(1), text[noun.end() :]):
        return None
    if re.search(r"\b(?:is|are|was|were|has|have|had|be)\s(?:an?\s)?\Z", text[: amount.hedge]):
        return None
    return Trim(amount.hedge, noun.end())


_SINGLE = re.compile(r"(?!1\s)\d+\s(?:second|minute|hour|day|week|month)")
_SINGLE_OF = re.compile(rf"({_SINGLE.pattern}\s)[a-z]+")
"""'30 minute': several in the singular belong to the noun behind them."""


def _before_noun(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """'30 minute ' in 'Recruiter: 30 minute video call'."""
    noun = re.compile(r"\s+(?=[A-Za-z])").match(text, amount.end)
    behind = token_at(doc, noun.end()) if noun else None
    if noun is None or behind is None or behind.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    article = re.search(r"\b(an?)\s\Z", text[: amount.hedge], re.IGNORECASE)
    if article and not _fits(article.group(1), text[noun.end() :]):
        return None
    return Trim(amount.hedge, noun.end())


def _is_compound(noun: Token) -> bool:
    """Whether more of the noun follows: 'dividend growth' needs no article, 'position' does."""
    behind = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    return behind is not None and behind.pos_ in ("NOUN", "PROPN") and behind.i > noun.i


def _fits(article: str, noun: str) -> bool:
    """Whether the article is the one that the next word asks for."""
    if article.lower() not in ("a", "an"):
        return True
    return (article.lower() == "an") == (noun[:1].lower() in "aeio")


def change(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """' to 500' in 'raise the limit to 500', ' from 3 to 5' in 'grew from 3 to 5'."""
    edge = amount.start if amount.rule == "limit" else amount.hedge
    lead = re.search(r"\s(?:from|to|by)\s\Z", text[:edge])
    if lead is None or not closed(text, amount.end, doc):
        return None
    clause = text[max((m.end() for m in CLAUSE.finditer(text, 0, amount.start)), default=0) :]
    before = {t.lemma_.lower() for t in doc if t.idx + len(t) <= lead.start() and t.pos_ == "VERB"}
    last = word_before(text, lead.start(), doc)
    aimed = before & listed("aiming") and last is not None and last.pos_ in ("NOUN", "PROPN")
    if not (before & listed("changing") or aimed) or is_barred(text, amount) or not clause:
        return None
    return joined(text, lead.start() + 1, amount.end)
