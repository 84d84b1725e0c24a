"""What can go together with an amount so that a grammatical sentence is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from antidistill.finders import english_trims, han_trims
from antidistill.finders.amount import Amount, Trim
from antidistill.finders.clauses import balanced
from antidistill.finders.phrases import HAN

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPEN, _CLOSE = "(（[【", ")）]】"
_MOST_IN_BRACKETS = 60
"""Characters of an aside that goes as a whole with the amount in it."""
_LIST_MARK = re.compile(r"[\s>*_•-]*\Z")


def trim(text: str, amount: Amount, doc: Doc | None) -> Trim | None:
    """What of `text` can be left out with `amount`: its brackets, its prepositional phrase, its
    clause; None when the sentence needs it."""
    found = _bracketed(text, amount)
    if found is not None:
        return found
    if HAN.search(text):
        return han_trims.chinese(text, amount, doc)
    return english_trims.english(text, amount, doc) if doc is not None else None


def _bracketed(text: str, amount: Amount) -> Trim | None:
    """'(about 5 minutes)' with the space that ties it to the rest."""
    opened = max(text.rfind(sign, 0, amount.start) for sign in _OPEN)
    closed = min((at for s in _CLOSE if (at := text.find(s, amount.end)) >= 0), default=-1)
    if opened < 0 or closed < 0 or closed - opened > _MOST_IN_BRACKETS:
        return None
    if any(sign in text[opened : amount.start] for sign in _CLOSE):
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
