"""What can go together with an amount in an English sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders.amount import Amount, Trim, alternatives
from antidistill.finders.english_modifiers import at_least, change, modifier, of_noun
from antidistill.finders.english_relations import agenda, early, relation
from antidistill.finders.english_sentence import (
    closed,
    follows_needing,
    is_barred,
    joined,
    leaves_sentence,
    listed,
    opens_clause,
    top,
    word_before,
)
from antidistill.finders.phrases import table

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TIMES = frozenset({"duration", "clock", "date", "weekday"})


@cache
def _before_time() -> re.Pattern[str]:
    """Prepositions with what may stand between them and an amount of time."""
    simple = alternatives(table("units")["trims"]["adjunct"])
    return re.compile(
        rf"\b(?:as of|up until|on or (?:before|after)|{simple})\s"
        r"(?:(?:the|these|those|its|their|our|your)\s)?"
        r"(?:(?:next|last|past|first|following|coming|second|third|fourth|initial|final)\s)?"
        r"(?:(?:a\s(?:maximum|minimum|period|total)|(?:a|the)\s(?:space|course))\sof\s)?\Z",
        re.IGNORECASE,
    )


def english(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """The phrase that can go with `amount`, None when the sentence needs it."""
    for way in (
        agenda,
        of_noun,
        at_least,
        modifier,
        early,
        relation,
        _relative,
        _phrase,
        _adverbial,
        change,
    ):
        found = way(text, amount, doc)
        if found is not None and leaves_sentence(text, found):
            return found
    return None


def _relative(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """', which take place every second week' where it ends the sentence or a comma closes it."""
    del doc
    clause = re.search(
        r",\s(?:which|who|where|e\.g\.|for example|typically|usually|ideally|preferably|"
        r"at the latest|max|about|at most|no later than|at least)\b[^,;:.()]{0,60}\Z",
        text[: amount.hedge]
        if text[: amount.hedge].rstrip().endswith(",")
        else text[: amount.start],
        re.IGNORECASE,
    )
    if clause is None:
        return None
    end = re.compile(r"[^,;:.()]{0,40}").match(text, amount.end)
    stop = end.end() if end else amount.end
    if text[stop : stop + 1] not in ("", ".", ",", ";", "!", "?"):
        return None
    if text[stop : stop + 1] == ",":
        stop += 1
    return Trim(clause.start(), stop)


_NEARLY = re.compile(r"\b(?:approximately|roughly|about|around|nearly|almost)\Z", re.IGNORECASE)
"""What a hedge is that stands before the preposition of an amount."""


def _phrase(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """A prepositional phrase that holds nothing but the amount: 'for 5 minutes'."""
    if (amount.rule not in _TIMES and not _by_share(text, amount)) or _caps(text, amount):
        return None
    lead = _before_time().search(text[: amount.hedge]) or _before_time().search(
        text[: amount.start]
    )
    ordinal = re.compile(
        rf"(?:\sof\s(?:every|each|the)\s(?:week|month|quarter|year|{alternatives('sprint day')}))?"
    ).match(text, amount.end)
    end = ordinal.end() if ordinal else amount.end
    if lead is not None and lead.group().lower() in ("at ", "after ", "by "):
        counted = _COUNTED_FROM.match(text, end)
        end = counted.end() if counted else end
    if lead is None:
        start = amount.hedge
        opens = re.match(r"(?:every|each|on|over|at|by)\s", text[amount.hedge : amount.end], re.I)
        if opens is None or follows_needing(text, start, doc):
            return None
    else:
        start = lead.start()
        if re.match(r"(?:from|between)\s", lead.group()) and not re.search(
            r"\s?(?:to|and|-|–)\s?", text[amount.start : amount.end]
        ):
            return None
    if _holds_since(text, start, doc) or _TELLS_WHO.search(text, 0, start):
        return None
    # 'approximately every 20 seconds' goes with its hedge
    nearly = _NEARLY.search(text[:start].rstrip())
    if nearly is not None and nearly.start():
        start = len(text[: nearly.start()].rstrip())
    return _adjunct(text, start, end, amount, doc)


_COUNTED_FROM = re.compile(
    r"\sfrom\s(?:the|their|your|its|our)\s[^,;:.()\d]{2,40}(?=[,;:.)]|\Z)", re.IGNORECASE
)
"""The day from which an amount is counted, where it ends the clause."""
_SINCE = re.compile(
    r"\b(?:after|once|until|till)\s[^,;:.]*?\b(?:has|have|had|[a-z]['’]ve)\s(?:[a-z]+ly\s)?",
    re.IGNORECASE,
)
_TELLS_WHO = re.compile(r"(?:(?<!,)\swho|\bthose)\s[^,;:.]*\Z", re.IGNORECASE)
"""A time that tells of whom something holds: 'those who join before May', 'those leaving'."""


def _holds_since(text: str, start: int, doc: Doc) -> bool:
    """Whether an amount says how long a state has held that something else waits for: 'after she
    has been on the team for a year'."""
    since = _SINCE.search(text, 0, start)
    if since is None or re.search(r"[,;:.]\s", text[since.end() : start]):
        return False
    words = [t for t in doc if t.idx >= since.end() and t.pos_ != "ADV"][:2]
    if words and words[0].lower_ == "been":
        return words[-1].tag_ != "VBN"
    return bool(words) and words[0].lemma_.lower() in listed("staying")


def _caps(text: str, amount: Amount) -> bool:
    """Whether the amount is the most that is allowed: without it nothing would be limited."""
    most = r"(?:at\s+most|up\s+to|(?:no|not)\s+more\s+than|a?\s?max(?:imum)?(?:\s+of)?)\s*\Z"
    return re.search(most, text[: amount.start], re.IGNORECASE) is not None


def _by_share(text: str, amount: Amount) -> bool:
    """'by 20%' after a verb of change."""
    return amount.rule == "share" and text[: amount.hedge].endswith(" by ")


def _adjunct(text: str, start: int, end: int, amount: Amount, doc: Doc) -> Trim | None:
    if is_barred(text, amount) or not closed(text, end, doc):
        return None
    if not opens_clause(text, start) and follows_needing(text, start, doc):
        return None
    return joined(text, start, end)


def _adverbial(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """'at least 3 times', 'twice a day', '5 minutes' after 'wait'."""
    times = re.search(
        rf"(?:{alternatives(table('units')['en']['times'])})\Z|\A(?:once|twice)\b",
        text[amount.start : amount.end],
    )
    if amount.rule not in _TIMES and not (amount.rule == "count" and times):
        return None
    if _caps(text, amount):
        return None
    head = top(amount, doc)
    verb = word_before(text, amount.hedge, doc)
    waits = verb is not None and verb.lemma_.lower() in listed("waiting")
    loose = head is not None and head.dep_ in ("npadvmod", "advmod", "npmod", "tmod")
    if not (waits or loose or (times and verb is not None and verb.pos_ == "VERB")):
        return None
    if loose and head is not None and head.head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "ADV"):
        return None
    end = amount.end
    later = re.match(r"\s(?:later|earlier|ago|at a time|in a row)\b", text[end:])
    end += later.end() if later else 0
    return _adjunct(text, amount.hedge, end, amount, doc)
