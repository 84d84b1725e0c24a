"""What can go together with an amount so that a grammatical sentence is left."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from antidistill.finders import english_trims, han_trims
from antidistill.finders.amount import Amount, Trim
from antidistill.finders.amounts import amounts
from antidistill.finders.clauses import balanced
from antidistill.finders.phrases import HAN

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPEN, _CLOSE = "(（[【", ")）]】"
_MOST_IN_BRACKETS = 60
"""Characters of an aside that goes as a whole with the amount in it."""
_LIST_MARK = re.compile(r"[\s>*_•-]*\Z")
_OPERATOR = re.compile(r"(?:[=×÷]|(?<=\s)[xX*](?=\s))\s*\Z")
_OPERATES = re.compile(r"\s*[=×÷]|\s+[xX*]\s")
"""What brackets are part of a sum or product with: they are no aside."""
_COMMA = r"\s*[,，]\s*"
_AND = r"\s*(?:[,，]?\s*\b(?:and|or)\b|、|以?及|[和与或])\s*"
_PARTED = re.compile(rf"{_AND}|{_COMMA}")
_JOINED, _JOINS = re.compile(_AND), re.compile(r"\b(?:and|or)\b|[、和或]")
"""What the last of an enumeration stands behind, or has in it: 'Wednesday and Friday'."""


def trim(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """What of `text` can be left out with `amount`: its brackets, its prepositional phrase, its
    clause; None when the sentence needs it."""
    found = _bracketed(text, amount)
    if found is not None:
        return found
    row = _row(text, amount)
    found = _loose(text, row, doc)
    whole = row == amount or found is None or (found.start <= row.start and row.end <= found.end)
    return found if whole else None


def _loose(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    if HAN.search(text):
        return han_trims.chinese(text, amount, doc)
    return english_trims.english(text, amount, doc) if doc is not None else None


def _row(text: str, amount: Amount) -> Amount:
    """The amounts of an enumeration as one: of '3 weeks, 3 months and 5 months' all go or none."""
    alike = amounts(text)
    if amount not in alike:
        return amount
    first = last = alike.index(amount)
    while first > 0 and _follows(text, alike[first - 1], alike[first]):
        first -= 1
    while last + 1 < len(alike) and _follows(text, alike[last], alike[last + 1]):
        last += 1
    row = alike[first : last + 1]
    ended = any(_JOINED.fullmatch(text, a.end, b.start) for a, b in pairwise(row))
    if not ended and not (len(row) > 1 and _JOINS.search(text, row[-1].start, row[-1].end)):
        return amount
    return replace(alike[first], end=alike[last].end)


def _follows(text: str, one: Amount, other: Amount) -> bool:
    return one.rule == other.rule and _PARTED.fullmatch(text, one.end, other.start) is not None


def _bracketed(text: str, amount: Amount) -> Trim | None:
    """'(about 5 minutes)' with the space that ties it to the rest."""
    opened = max(text.rfind(sign, 0, amount.start) for sign in _OPEN)
    closed = min((at for s in _CLOSE if (at := text.find(s, amount.end)) >= 0), default=-1)
    if opened < 0 or closed < 0 or closed - opened > _MOST_IN_BRACKETS:
        return None
    if any(sign in text[opened : amount.start] for sign in _CLOSE):
        return None
    if _OPERATOR.search(text, 0, opened) or _OPERATES.match(text, closed + 1):
        return None
    if not balanced(text[opened : closed + 1]) or not _is_aside(text[opened + 1 : closed]):
        return None
    end = closed + 1
    if _LIST_MARK.fullmatch(text, 0, opened):
        end += len(text[end:]) - len(text[end:].lstrip(" :：–—-"))
        return Trim(opened, end) if text[end:].strip(" .。") else None
    while opened > 0 and text[opened - 1] == " ":
        opened -= 1
    if text[opened:end].endswith(" ") or not text[:opened].strip():
        return None
    return Trim(opened, end)


def _is_aside(words: str) -> bool:
    """Whether brackets hold a remark, and not a sentence of its own or the end of a word."""
    return not re.search(
        r"[。！？!?]|(?<!vs)(?<!e\.g)(?<!i\.e)(?<!approx)(?<!max)(?<!min)\.\s|\A\w?s?\Z", words
    )
