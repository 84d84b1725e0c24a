"""What can go together with an amount in an English sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders.amount import Amount, Trim, alternatives
from antidistill.finders.phrases import table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TIMES = frozenset({"duration", "clock", "date", "weekday"})
_CLOSERS = ",.;:!?)"
_BAD_END = re.compile(
    r"(?:\b(?:than|least|most|within|every|each|of|to|the|a|an|for|from|by|at|in|on|with|into|about|"
    r"between|as|over|under|above|below|up|not|n['’]t|only|just|even|is|are|was|were|be|been|am|"
    r"more|less|fewer|longer|later|earlier|older|newer|larger|smaller|greater|higher|lower|"
    r"its|their|our|your|this|that|these|those|any|another|last|next|first|past|exactly|until|"
    r"after|before|since|during|per|via|which|who|whose|if|when|because|so)|[-–—(/=<>≤≥~]|['’](?:s|re|m))\Z",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\b(?:and|or|then|but|so)\Z", re.IGNORECASE)
_BAD_START = re.compile(
    r"\s*(?:(?:of|than|old|long|wide|deep|high|tall|apart|per|each|ago|earlier|worth|more|less|or so)\b"
    r"|[-–/+×x*](?=[\w\s])|['’]|%|=)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:than (?:that|this)|(?:by|after|before) then|(?:that|this) long)\b")
_BARRED = re.compile(
    r"\b(?:never|not|cannot|no|nothing|nobody|none|avoid|only|without|unless|refrain|stop|forbidden|"
    r"prohibited|except)\b|n['’]t\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|when|whenever|once|in case|while|as soon as)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]\s|\s[-–—]+\s|[.!?]\s")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(str(table("units")["trims"][key]).split())


@cache
def _before_time() -> re.Pattern[str]:
    """Prepositions with what may stand between them and an amount of time."""
    return re.compile(
        rf"\b(?:as of|up until|{alternatives(table('units')['trims']['adjunct'])})\s"
        r"(?:(?:the|these|those|its|their|our|your)\s)?"
        r"(?:(?:next|last|past|first|following|coming|second|third|fourth|initial|final)\s)?"
        r"(?:(?:a\s(?:maximum|minimum|period|total)|(?:a|the)\s(?:space|course))\sof\s)?\Z",
        re.IGNORECASE,
    )


def english(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """The phrase that can go with `amount`, None when the sentence needs it."""
    for way in (_agenda, _of_noun, _at_least, _modifier, _relation, _relative, _phrase, _adverbial, _change):
        found = way(text, amount, doc)
        if found is not None and (found.new or _leaves_sentence(text, found)):
            return found
    return None


def _leaves_sentence(text: str, cut: Trim) -> bool:
    """Whether no word before or behind the cut hangs in the air."""
    left, right = text[: cut.start].rstrip(), text[cut.end :]
    if _POINTS_BACK.search(right) or _BAD_START.match(right):
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


def _agenda(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """'5 min: read the plan', 'Read the plan - 5 min'."""
    del doc
    if amount.rule != "duration":
        return None
    behind = re.compile(r"\s?(?::|\s[-–—]+)\s+(?=\w)").match(text, amount.end)
    if behind and not text[: amount.hedge].strip(" *_~"):
        return Trim(0, behind.end())
    lead = re.search(r"\s+[-–—]+\s(?:about\s|~)?\Z", text[: amount.hedge])
    if lead and not text[amount.end :].strip(" .*_") and _says(text[: lead.start()]):
        return Trim(lead.start(), amount.end)
    return None


def _says(words: str) -> bool:
    return len(re.findall(r"[A-Za-z]{2,}", words)) >= 2


def _of_noun(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """' of 500' in 'the limit of 500'."""
    nouns = alternatives(table("units")["trims"]["of_nouns"])
    lead = re.search(
        rf"\b(?:a|an|the|its|their|our|your|this|that)\s(?:[\w-]+\s)?(?:{nouns})(\sof\s)\Z",
        text[: amount.hedge],
        re.IGNORECASE,
    )
    if lead is None or _top(amount, doc) is None or not _closed(text, amount.end, doc):
        return None
    return Trim(lead.start(1), amount.end)


def _at_least(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """'at least three ' in 'at least three members sign'."""
    hedge = re.fullmatch(
        r"(?:at\s+least|a\s+minimum\s+of|no\s+fewer\s+than)\s+", text[amount.hedge : amount.start], re.I
    )
    number = re.match(r"[\w.,]+\+?\s(?=[A-Za-z])", text[amount.start : amount.end])
    if hedge is None or number is None or amount.rule not in ("count", "limit"):
        return None
    noun = next((t for t in doc if t.idx + len(t) == amount.end), None)
    clause = text[max((m.end() for m in _CLAUSE.finditer(text, 0, amount.start)), default=0) :]
    if noun is None or noun.tag_ not in ("NNS", "NNPS") or _CONDITION.match(clause):
        return None
    if re.search(rf"\s(?:{alternatives(table('units')['en']['times'])})\Z", text[: amount.end]):
        return None
    if _is_barred(text, amount) or re.search(r"\b(?:is|are|was|were|by|than)\s\Z", text[: amount.hedge]):
        return None
    return Trim(amount.hedge, amount.start + number.end())


def _top(amount: Amount, doc: Doc) -> Token | None:
    """The token on which all the others of the amount depend."""
    inside = [t for t in doc if t.idx < amount.end and t.idx + len(t) > amount.start]
    own = {t.i for t in inside}
    return next((t for t in inside if t.head.i not in own or t.head.i == t.i), None)


def _modifier(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """'5-minute ' in 'a 5-minute break', '500 ' in 'the 500 user limit'."""
    words = text[amount.start : amount.end]
    capped = re.fullmatch(r"(\d[\d.,]*\+?\s)(?:[a-z]+\s)?(?:limit|threshold|quota|cap)", words)
    if capped is not None:
        return Trim(amount.hedge, amount.start + capped.end(1))
    hyphened = re.search(r"\w-[A-Za-z]+\Z", words) is not None
    noun = re.compile(r"\+?\s+(?=[A-Za-z])").match(text, amount.end)
    if noun is None or amount.rule not in ("duration", "money", "share", "size", "count", "limit"):
        return None
    behind = _at(doc, noun.end())
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


def _is_compound(noun: Token) -> bool:
    """Whether more of the noun follows: 'dividend growth' needs no article, 'position' does."""
    behind = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    return behind is not None and behind.pos_ in ("NOUN", "PROPN") and behind.i > noun.i


def _fits(article: str, noun: str) -> bool:
    """Whether the article is the one that the next word asks for."""
    if article.lower() not in ("a", "an"):
        return True
    return (article.lower() == "an") == (noun[:1].lower() in "aeio")


def _at(doc: Doc, offset: int) -> Token | None:
    return next((t for t in doc if t.idx <= offset < t.idx + len(t)), None)


def _relation(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """'30 days' in '30 days before the move', 'two days later', 'within 24 hours of'."""
    if amount.rule != "duration":
        return None
    lead = re.search(r"\b(within|no later than|not later than)\s\Z", text[: amount.start], re.I)
    hedge = text[amount.hedge : amount.start].strip().lower()
    if re.match(r"\s(?:of|after|from)\s(?!the\s(?:start|deadline|end)\b)", text[amount.end :]):
        word = re.match(r"\s(?:of|after|from)\b", text[amount.end :])
        begin = amount.hedge if hedge.endswith("later than") else lead.start() if lead else None
        if begin is not None and word and not _is_barred(text, amount):
            return Trim(begin, amount.end + word.end(), "after" if begin else "After")
    behind = re.match(
        r"\s(?:after|before|following|prior to|in advance|ahead of)\b", text[amount.end :]
    )
    if behind is None or hedge.endswith("than") or _head_before(text, amount, doc):
        return None
    return _joined(text, amount.hedge, amount.end)


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


def _relative(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """', which take place every second week' where it ends the sentence or a comma closes it."""
    del doc
    clause = re.search(
        r",\s(?:which|who|where|e\.g\.|for example|typically|usually|ideally|preferably|at the latest|max|"
        r"about|at most|no later than|at least)\b[^,;:.()]{0,60}\Z",
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


def _phrase(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """A prepositional phrase that holds nothing but the amount: 'for 5 minutes'."""
    if amount.rule not in _TIMES and not _by_share(text, amount):
        return None
    lead = _before_time().search(text[: amount.hedge]) or _before_time().search(
        text[: amount.start]
    )
    ordinal = re.compile(
        rf"(?:\sof\s(?:every|each|the)\s(?:week|month|quarter|year|{alternatives('sprint day')}))?"
    ).match(text, amount.end)
    end = ordinal.end() if ordinal else amount.end
    if lead is None:
        start = amount.hedge
        opens = re.match(r"(?:every|each|on|over|at|by)\s", text[amount.hedge : amount.end], re.I)
        if opens is None or _follows_needing(text, start, doc):
            return None
    else:
        start = lead.start()
        if re.match(r"(?:from|between)\s", lead.group()) and not re.search(
            r"\s?(?:to|and|-|–)\s?", text[amount.start : amount.end]
        ):
            return None
    return _adjunct(text, start, end, amount, doc)


def _by_share(text: str, amount: Amount) -> bool:
    """'by 20%' after a verb of change."""
    return amount.rule == "share" and text[: amount.hedge].endswith(" by ")


def _adjunct(text: str, start: int, end: int, amount: Amount, doc: Doc) -> Trim | None:
    if _is_barred(text, amount) or not _closed(text, end, doc):
        return None
    if not _opens_clause(text, start) and _follows_needing(text, start, doc):
        return None
    return _joined(text, start, end)


def _opens_clause(text: str, start: int) -> bool:
    return re.fullmatch(r"[\s>*_\"'“‘(\[-]*|.*[,;:.]\s", text[:start], re.DOTALL) is not None


def _is_barred(text: str, amount: Amount) -> bool:
    """Whether the clause forbids or restricts something: without the amount it would do so
    always. In a condition it does not."""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, amount.start)), default=0)
    clause = text[start : amount.start]
    barred = [m for m in _BARRED.finditer(clause) if m.end() + start <= amount.hedge]
    return bool(barred) and _CONDITION.search(clause) is None


def _closed(text: str, end: int, doc: Doc) -> bool:
    """Whether the amount is complete at `end`: no noun follows that it would count."""
    if re.match(r"\s(?:of|old|long|apart|each|per)\b", text[end:]):
        return False
    behind = re.compile(r"\s+(?=\w)").match(text, end)
    if behind is None:
        return True
    token = _at(doc, behind.end())
    if token is None or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return True
    return token.dep_ in ("nsubj", "nsubjpass", "npadvmod", "ROOT", "acl", "advcl")


def _follows_needing(text: str, start: int, doc: Doc) -> bool:
    """Whether the word right before is a verb that says nothing on its own."""
    words = [t for t in doc if t.idx + len(t) <= len(text[:start].rstrip()) and not t.is_space]
    if not words or text[len(text[:start].rstrip()) - 1 :][:1] in ",;:":
        return False
    last = words[-1]
    place = last.lower_ == "place" and len(words) > 1 and words[-2].lemma_ == "take"
    needing = last.pos_ in ("VERB", "AUX") and last.lemma_.lower() in _words("needing")
    if last.tag_ == "VBN" and last.lemma_.lower() in _words("passive"):
        return False
    return place or needing


def _adverbial(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """'at least 3 times', 'twice a day', '5 minutes' after 'wait'."""
    times = re.search(
        rf"(?:{alternatives(table('units')['en']['times'])})\Z|\A(?:once|twice)\b",
        text[amount.start : amount.end],
    )
    if amount.rule not in _TIMES and not (amount.rule == "count" and times):
        return None
    head = _top(amount, doc)
    verb = _word_before(text, amount.hedge, doc)
    waits = verb is not None and verb.lemma_.lower() in _words("waiting")
    loose = head is not None and head.dep_ in ("npadvmod", "advmod", "npmod", "tmod")
    if not (waits or loose or (times and verb is not None and verb.pos_ == "VERB")):
        return None
    if loose and head is not None and head.head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "ADV"):
        return None
    end = amount.end
    later = re.match(r"\s(?:later|earlier|ago|at a time|in a row)\b", text[end:])
    end += later.end() if later else 0
    return _adjunct(text, amount.hedge, end, amount, doc)


def _word_before(text: str, start: int, doc: Doc) -> Token | None:
    edge = len(text[:start].rstrip())
    return next((t for t in doc if t.idx + len(t) == edge), None)


def _change(text: str, amount: Amount, doc: Doc) -> Trim | None:
    """' to 500' in 'raise the limit to 500', ' from 3 to 5' in 'grew from 3 to 5'."""
    edge = amount.start if amount.rule == "limit" else amount.hedge
    lead = re.search(r"\s(?:from|to|by)\s\Z", text[:edge])
    if lead is None or not _closed(text, amount.end, doc):
        return None
    clause = text[max((m.end() for m in _CLAUSE.finditer(text, 0, amount.start)), default=0) :]
    before = {t.lemma_.lower() for t in doc if t.idx + len(t) <= lead.start() and t.pos_ == "VERB"}
    last = _word_before(text, lead.start(), doc)
    aimed = before & _words("aiming") and last is not None and last.pos_ in ("NOUN", "PROPN")
    if not (before & _words("changing") or aimed) or _is_barred(text, amount) or not clause:
        return None
    return _joined(text, lead.start() + 1, amount.end)


def _joined(text: str, start: int, end: int) -> Trim | None:
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
