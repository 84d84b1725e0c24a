"""What an English sentence is around an amount: clauses, verbs that need it, what a cut leaves."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders.amount import Amount, Trim
from antidistill.finders.phrases import table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLOSERS = ",.;:!?)"
_BAD_END = re.compile(
    r"(?:\b(?:than|least|most|within|every|each|of|to|the|a|an|for|from|by|at|in|on|with|into|about|"
    r"between|as|over|under|above|below|up|not|n['’]t|only|just|even|is|are|was|were|be|been|am|"
    r"more|less|fewer|longer|later|earlier|older|newer|larger|smaller|greater|higher|lower|"
    r"its|their|our|your|this|that|these|those|any|another|last|next|first|past|exactly|until|"
    r"after|before|since|during|per|via|(?:on|by|at|in)\sor|every\sother|"
    r"which|who|whose|if|when|because|so)|[-–—(/=<>≤≥~]|['’](?:s|re|m))\Z",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\b(?:and|or|then|but|so)\Z", re.IGNORECASE)
_BAD_START = re.compile(
    r"\s*(?:(?:of|than|old|long|wide|deep|high|tall|apart|per|each|ago|earlier|worth|more|less|"
    r"or so)\b"
    r"|[-–/+×x*](?=[\w\s])|['’]|%|=)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:than (?:that|this)|(?:by|after|before) (?:then|that)|(?:that|this) long)\b"
)
_BARRED = re.compile(
    r"\b(?:never|not|cannot|no|nothing|nobody|none|avoid|only|without|unless|refrain|stop|forbidden|"
    r"prohibited|except)\b|n['’]t\b",
    re.IGNORECASE,
)
CONDITION = re.compile(r"\b(?:if|when|whenever|once|in case|while|as soon as)\b", re.IGNORECASE)
CLAUSE = re.compile(r"[,;:]\s|\s[-–—]+\s|[.!?]\s")


@cache
def listed(key: str) -> frozenset[str]:
    return frozenset(str(table("units")["trims"][key]).split())


def leaves_sentence(text: str, cut: Trim) -> bool:
    """Whether no word before or behind the cut hangs in the air."""
    left, right = text[: cut.start].rstrip(), text[cut.end :]
    if _POINTS_BACK.search(right):
        return False
    if cut.new:
        return True
    if _BAD_START.match(right):
        return False
    if re.search(r"[A-Za-z]{2}", left + right) is None:
        return False
    if re.search(r"\b(?:able|unable|have|has|had|need|needs|want)\sto\Z", left):
        return right[:1] in tuple(_CLOSERS)
    if re.fullmatch(r"\s*(?:[.,;:!?)].*)?", right, re.DOTALL) and _CONJUNCTION.search(left):
        return False
    return _BAD_END.search(left) is None or _before_noun(right, left)


def _before_noun(right: str, left: str) -> bool:
    """'the ⟨500⟩ user limit': an article, preposition or verb still has its noun."""
    article = re.search(
        r"\b(?:the|a|an|its|their|our|your|this|that|these|those|any|another|of|to|for|from|by|with|into|via|"
        r"at|in|on|is|are|was|were|be|first|last|next|if|when|because|so|after|before|during|per)\Z",
        left,
        re.IGNORECASE,
    )
    noun = r"\s?(?!(?:and|or|but|to|of|for|in|on|at|by|with|from|than|is|are|if|when)\b)[A-Za-z]"
    return article is not None and re.match(noun, right) is not None


def says(words: str) -> bool:
    return len(re.findall(r"[A-Za-z]{2,}", words)) >= 2


def top(amount: Amount, doc: Doc) -> Token | None:
    """The token on which all the others of the amount depend."""
    inside = [t for t in doc if t.idx < amount.end and t.idx + len(t) > amount.start]
    own = {t.i for t in inside}
    return next((t for t in inside if t.head.i not in own or t.head.i == t.i), None)


def token_at(doc: Doc, offset: int) -> Token | None:
    return next((t for t in doc if t.idx <= offset < t.idx + len(t)), None)


def opens_clause(text: str, start: int) -> bool:
    return re.fullmatch(r"[\s>*_\"'“‘(\[-]*|.*[,;:.]\s", text[:start], re.DOTALL) is not None


def is_barred(text: str, amount: Amount) -> bool:
    """Whether the clause forbids or restricts something: without the amount it would do so
    always. In a condition it does not."""
    start = max((m.end() for m in CLAUSE.finditer(text, 0, amount.start)), default=0)
    clause = text[start : amount.start]
    barred = [m for m in _BARRED.finditer(clause) if m.end() + start <= amount.hedge]
    return bool(barred) and CONDITION.search(clause) is None


def closed(text: str, end: int, doc: Doc) -> bool:
    """Whether the amount is complete at `end`: no noun follows that it would count."""
    if re.match(r"\s(?:(?:of|old|long|apart|each|per|into)\b|from\s(?!\d))", text[end:]):
        return False
    behind = re.compile(r"\s+(?=\w)").match(text, end)
    if behind is None:
        return True
    token = token_at(doc, behind.end())
    if token is None or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return True
    return token.dep_ in ("nsubj", "nsubjpass", "npadvmod", "ROOT", "acl", "advcl")


def follows_needing(text: str, start: int, doc: Doc) -> bool:
    """Whether the word right before is a verb that says nothing on its own."""
    words = [t for t in doc if t.idx + len(t) <= len(text[:start].rstrip()) and not t.is_space]
    if not words or text[len(text[:start].rstrip()) - 1 :][:1] in ",;:":
        return False
    last = words[-1]
    place = last.lower_ == "place" and len(words) > 1 and words[-2].lemma_ == "take"
    needing = last.pos_ in ("VERB", "AUX") and last.lemma_.lower() in listed("needing")
    if last.tag_ == "VBN" and last.lemma_.lower() in listed("passive"):
        return False
    return place or needing


def word_before(text: str, start: int, doc: Doc) -> Token | None:
    edge = len(text[:start].rstrip())
    return next((t for t in doc if t.idx + len(t) == edge), None)


def joined(text: str, start: int, end: int) -> Trim | None:
    """The phrase with the comma or space that ties it to the rest."""
    if not text[:start].strip(" >*_-"):
        match = re.compile(r"\s*,\s*|\s+(?=(?:the|a|an|you|we|it|they|each|all|every)\s)").match(
            text, end
        )
        return Trim(start, match.end()) if match else None
    begin = len(text[:start].rstrip())
    follows = text[end : end + 1]
    if text[begin - 1] in "-–—(:;":
        return Trim(start, _past_comma(text, end)) if text[begin - 1] in ":;" else None
    if _CONJUNCTION.search(text[:begin]) and follows == ",":
        return Trim(start, _past_comma(text, end))
    if text[begin - 1] == ",":
        return Trim(begin - 1, end) if follows in tuple(_CLOSERS) or not follows else None
    return Trim(begin, end) if not follows or follows in " " + _CLOSERS else None


def _past_comma(text: str, end: int) -> int:
    match = re.compile(r"\s*,\s*|\s+").match(text, end)
    return match.end() if match else end
