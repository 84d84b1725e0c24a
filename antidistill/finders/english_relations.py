"""Amounts that say how long or how far from something: '5 min: read the plan', 'two days before the
move', 'within 3 m of the post'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from antidistill.finders.amount import Amount, Trim
from antidistill.finders.english_sentence import is_barred, joined, says

if TYPE_CHECKING:
    from spacy.tokens import Doc


def agenda(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """'5 min: read the plan', 'Read the plan - 5 min'."""
    del doc
    if amount.rule != "duration":
        return None
    behind = re.compile(r"\s?(?::|\s[-–—]+)\s+(?=\w)").match(text, amount.end)
    if behind and not text[: amount.hedge].strip(" *_~"):
        return Trim(0, behind.end())
    lead = re.search(r"\s+[-–—]+\s(?:about\s|~)?\Z", text[: amount.hedge])
    if lead and not text[amount.end :].strip(" .*_") and says(text[: lead.start()]):
        return Trim(lead.start(), amount.end)
    return None


_METRES = re.compile(r"\d\s?m\Z")
_PLACED = re.compile(r"\b(?:from|to|out of)\s\Z", re.IGNORECASE)
"""'from within 3 m of the post' is a place, not a time."""


def early(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """'at least 30 minutes ' in 'arrive at least 30 minutes early'."""
    del doc
    behind = re.compile(r"\s(?=(?:early|late|ahead)(?:[.,;!]|\Z))").match(text, amount.end)
    if amount.rule != "duration" or behind is None:
        return None
    if re.search(r"\b(?:than|or|is|are|was|were)\s\Z", text[: amount.hedge]):
        return None
    return Trim(amount.hedge, behind.end())


def relation(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """'30 days' in '30 days before the move', 'two days later', 'within 24 hours of'."""
    if amount.rule != "duration":
        return None
    lead = re.search(r"\b(within|no later than|not later than)\s\Z", text[: amount.start], re.I)
    if lead and (_METRES.search(text, 0, amount.end) or _PLACED.search(text, 0, lead.start())):
        return None
    hedge = text[amount.hedge : amount.start].strip().lower()
    if re.match(r"\s(?:of|after|from)\s(?!the\s(?:start|deadline|end)\b)", text[amount.end :]):
        word = re.match(r"\s(?:of|after|from)\b", text[amount.end :])
        begin = amount.hedge if hedge.endswith("later than") else lead.start() if lead else None
        if begin is not None and word and not is_barred(text, amount):
            return Trim(begin, amount.end + word.end(), "after" if begin else "After")
    behind = re.match(
        r"\s(?:after|before|following|prior to|in advance|ahead of)\b", text[amount.end :]
    )
    if behind is None or hedge.endswith("than") or _head_before(text, amount, doc):
        return None
    return joined(text, amount.hedge, amount.end)


def _head_before(text: str, amount: Amount, doc: Doc) -> bool:
    """Whether the words before belong to the amount ('for', 'later than')."""
    del doc
    return (
        re.search(
            r"\b(?:for|within|than|every|the|last|next|by|in|of|to|a|an|only|least|most)\s\Z",
            text[: amount.hedge],
            re.IGNORECASE,
        )
        is not None
    )
