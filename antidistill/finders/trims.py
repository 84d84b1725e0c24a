"""What can go together with an amount so that a grammatical sentence is left."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders.amount import Amount
from antidistill.finders.phrases import HAN, table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPEN, _CLOSE = "(（[【", ")）]】"
_INSIDE_BRACKETS = re.compile(
    r"[\s~≈约<>≤≥]*(?:about|around|approx\.?|roughly|up to|at least|at most|max\.?|min\.?|"
    r"within|every|typically|usually|大约|大概|约|至少|最多|不超过|每)?\s*",
    re.IGNORECASE,
)
_AFTER_IN_BRACKETS = re.compile(
    r"\s*(?:以内|之内|内|左右|以上|以下|or so|max\.?|min\.?|each|total)?\s*"
)


def trim(text: str, amount: Amount, doc: Doc | None) -> tuple[int, int] | None:
    """What of `text` can be left out with `amount`: its brackets, its prepositional phrase, its
    clause; None when the sentence needs it."""
    bracketed = _bracketed(text, amount)
    if bracketed is not None:
        return bracketed
    if HAN.search(text):
        return _chinese(text, amount)
    return _english(text, amount, doc) if doc is not None and doc.has_annotation("DEP") else None


def _bracketed(text: str, amount: Amount) -> tuple[int, int] | None:
    """'(about 5 minutes)' and the space before it."""
    opened = max(text.rfind(sign, 0, amount.start) for sign in _OPEN)
    if opened < 0 or not _INSIDE_BRACKETS.fullmatch(text, opened + 1, amount.start):
        return None
    match = _AFTER_IN_BRACKETS.match(text, amount.end)
    end = match.end() if match else amount.end
    if end >= len(text) or text[end] not in _CLOSE or not text[:opened].strip():
        return None
    while opened > 0 and text[opened - 1] == " ":
        opened -= 1
    return opened, end + 1


# --- English -------------------------------------------------------------------------------------

_LEANS = frozenset({"than", "as", "if", "whether", "that"})


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("units")["trims"][key].split())


def _english(text: str, amount: Amount, doc: Doc) -> tuple[int, int] | None:
    inside = [t for t in doc if amount.start <= t.idx and t.idx + len(t) <= amount.end]
    if not inside:
        return None
    head = _top(inside)
    if head.i == head.head.i or _holds_the_sentence(head):
        return None
    if re.search(r"\w-[A-Za-z]+\Z", text[amount.start : amount.end]) and _before_noun(text, amount):
        return _modifier(text, amount)
    if head.dep_ == "pobj" and head.head.dep_ == "prep":
        return _phrase(text, head.head, amount)
    if (
        amount.rule not in ("share", "range")
        and head.dep_ in ("npadvmod", "advmod", "npmod", "tmod")
        and head.head.pos_ in ("VERB", "AUX")
    ):
        return _adverbial(text, head, amount)
    return None


def _top(inside: list[Token]) -> Token:
    """The token on which all the others of the amount depend."""
    own = {t.i for t in inside}
    for token in inside:
        if token.head.i not in own or token.head.i == token.i:
            return token
    return inside[-1]


def _holds_the_sentence(head: Token) -> bool:
    return head.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "ROOT", "conj", "appos")


def _before_noun(text: str, amount: Amount) -> bool:
    return re.match(r"\s[a-z]", text[amount.end :]) is not None


def _modifier(text: str, amount: Amount) -> tuple[int, int] | None:
    """'5-minute ' in 'a 5-minute break', if the article fits the noun too."""
    noun = text[amount.end :].lstrip()
    article = re.search(r"\b(an?)\s\Z", text[: amount.start], re.IGNORECASE)
    if article is not None and (article.group(1).lower() == "an") != (noun[:1].lower() in "aeiou"):
        return None
    return amount.hedge, amount.end + 1


def _phrase(text: str, preposition: Token, amount: Amount) -> tuple[int, int] | None:
    """A prepositional phrase that holds nothing but the amount."""
    if preposition.lower_ not in _words("adjunct") or _is_needed(preposition.head):
        return None
    start, end = _extent(preposition)
    if end > amount.end or preposition.head.pos_ not in ("VERB", "NOUN", "AUX"):
        return None
    return _joined(text, start, amount.end)


def _adverbial(text: str, head: Token, amount: Amount) -> tuple[int, int] | None:
    """'every 5 minutes', 'at least 3 times', '5 minutes' after 'wait'."""
    if _is_needed(head.head):
        return None
    start, end = _extent(head)
    if end > amount.end or start < amount.hedge - len("every "):
        return None
    return _joined(text, min(start, amount.hedge), amount.end)


def _is_needed(verb: Token) -> bool:
    return verb.lemma_.lower() in _words("needing") or verb.lower_ in _LEANS


def _extent(token: Token) -> tuple[int, int]:
    last = token.doc[token.right_edge.i]
    return token.doc[token.left_edge.i].idx, last.idx + len(last)


def _joined(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The phrase with the comma or space that ties it to the rest."""
    if not text[:start].strip():
        match = re.match(r"\s*,\s*", text[end:])
        return (start, end + match.end()) if match else None
    begin = len(text[:start].rstrip())
    follows = text[end : end + 1]
    if begin and text[begin - 1] in "-–—:(":
        return None
    if begin and text[begin - 1] == ",":
        return (begin - 1, end) if follows in ",.;:!?)" or not follows else None
    if re.search(
        r"\b(?:and|or|than|to|of|from|between|not|only|is|are|was|were|be)\Z", text[:begin]
    ):
        return None
    return (begin, end) if not follows or follows in " ,.;:!?)" else None


# --- Chinese -------------------------------------------------------------------------------------

_BREAK = "，,；;。：:、！!？?"
_CLAUSE_ALONE = re.compile(
    r"\s*(?:大约|大概|约|至少|最多|不超过|控制在|一般|通常|每次|时长|限时|限)*\s*", re.IGNORECASE
)
_CLAUSE_TAIL = re.compile(r"\s*(?:以内|之内|内|左右|以上|以下|上下|即可|足够|就够)?\s*")
_INNER = re.compile(r"\s?(?:之内|以内|内)(?![的之和或与、])(?=[\u4e00-\u9fff])")


@cache
def _verb_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_words('zh_verbs'))})\s?\Z")


def _chinese(text: str, amount: Amount) -> tuple[int, int] | None:
    return _own_clause(text, amount) or _inner(text, amount) or _complement(text, amount)


def _own_clause(text: str, amount: Amount) -> tuple[int, int] | None:
    """'，1000 字以内' with the comma before it."""
    start = max((text.rfind(sign, 0, amount.start) for sign in _BREAK), default=-1)
    if start < 0 or text[start] not in "，,":
        return None
    if not _CLAUSE_ALONE.fullmatch(text, start + 1, amount.start):
        return None
    match = _CLAUSE_TAIL.match(text, amount.end)
    end = match.end() if match else amount.end
    closes = end == len(text) or text[end] in _BREAK
    return (start, end) if closes and start >= 3 else None


def _inner(text: str, amount: Amount) -> tuple[int, int] | None:
    """'24 小时内' before a verb."""
    match = _INNER.match(text, amount.end)
    if match is None or amount.rule != "duration" or amount.hedge < amount.start:
        return None
    if amount.start == 0 or re.search(r"(?:在|于|将|把|为|是|到|从)\s?\Z", text[: amount.start]):
        return None
    return _tight(text, amount.start), match.end()


def _complement(text: str, amount: Amount) -> tuple[int, int] | None:
    """' 3 次' after a verb that stands on its own: '重试 3 次' at the end of its clause."""
    clause = text[max(text.rfind(sign, 0, amount.start) for sign in _BREAK) + 1 : amount.start]
    if re.search(r"至多|至少|最多|最少|不超过|不少于", clause) or not _verb_before().search(
        text[: amount.start]
    ):
        return None
    rest = text[amount.end :].lstrip()
    if text[: amount.start].rstrip().endswith("提前"):
        return (_tight(text, amount.start), amount.end + len(text[amount.end :]) - len(rest))
    closes = not rest or rest[0] in _BREAK + ")）" or re.match(r"[后再并]", rest)
    return (_tight(text, amount.start), amount.end) if closes else None


def _tight(text: str, start: int) -> int:
    return len(text[:start].rstrip(" "))
