"""Firms by name: customers, suppliers and partners, told by their trade or by the business done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from antidistill.finders import excerpts
from antidistill.finders.common_words import is_common_word, is_everyday_han, is_unusual
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.han_firms import han_firms
from antidistill.finders.han_letters import surnames
from antidistill.finders.name_words import never, title_case, words_of
from antidistill.finders.named import Named, Words
from antidistill.finders.own_firm import is_own, is_title
from antidistill.finders.phrases import HAN, table
from antidistill.finders.public import is_public_in_any_case
from antidistill.finders.trades import WORD, han_trade, traded
from antidistill.nlp.english import imperatives
from antidistill.reading import Reading


def firms(reading: Reading) -> Iterator[Named]:
    """Names of firms in the document, once each; of sort 'partner', or '' for the house itself."""
    words = Words.of(reading)
    seen: dict[str, Named] = {}
    for excerpt in excerpts.prose(reading):
        found = (
            han_firms(excerpt, is_title(reading, excerpt))
            if HAN.search(excerpt.text)
            else _english(excerpt, words)
        )
        for name, at, rule in found:
            own = is_own(reading, excerpt, at, at + len(name))
            if own or name not in seen:
                seen[name] = Named(name, "" if own else "partner", rule, 0.65)
    yield from seen.values()
    for named in seen.values():
        yield from _short(named, words)


def _short(named: Named, words: Words) -> Iterator[Named]:
    """The word by which everybody calls a firm: 'Halvorsen' for 'Halvorsen Paper', '瑞丰' for
    '瑞丰物业'."""
    name = named.text
    if HAN.search(name):
        end = next((m.start() for m in han_trade().finditer(name) if m.end() == len(name)), 0)
        head = name[:end]
        if is_unusual(head) and not is_everyday_han(head) and head[0] not in surnames()[0]:
            yield Named(head, named.sort, "short", 0.6)
    elif named.rule == "trade" and " " in name:
        head = name.split()[0]
        if words.are_unknown(head) and not is_common_word(head):
            yield Named(head, named.sort, "short", 0.6)


_PAIR = re.compile(
    rf"(?<![\w&-])(?P<a>{WORD})(?:,\s{WORD})?\s(?:&|and(?=\s(?:Sons|Daughters|Brothers|Partners)))"
    rf"\s(?P<b>{WORD})(?!\w)"
)


@cache
def _dealing() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Business done with somebody before a name, and what business partners do behind it."""
    data = table("systems")["business"]
    goods, deals = words_of(data["goods"]), words_of(data["deals"])
    return (
        re.compile(rf"(?i:\b(?:{goods})\s(?:to|from|of|for|by)\s)\Z"),
        re.compile(rf"['’]s\s(?:\w+\s)?(?:{goods})\b|\s(?:{deals})\b(?!\s*[:(])"),
    )


def _english(excerpt: Excerpt, words: Words) -> Iterator[tuple[str, int, str]]:
    text = excerpt.text
    if title_case(text):
        return
    for match in (*_traded(text, words), *_PAIR.finditer(text)):
        names = [match.group(g) for g in ("a", "b") if match.groupdict().get(g)]
        if any(_is_plain(n, words) for n in names[:1]) or is_public_in_any_case(match.group()):
            continue
        if not excerpt.in_code(*match.span()):
            yield match.group(), match.start(), "trade"
    before, behind = _dealing()
    for match in re.finditer(rf"(?<![\w.@/#'’-]){WORD}(?![\w@-]|\s[A-Z]|\.\w)", text):
        dealt = before.search(text, 0, match.start()) or behind.match(text, match.end())
        if dealt and words.are_unknown(match.group()) and _is_proper(excerpt, match.start()):
            yield match.group(), match.start(), "business"


def _traded(text: str, words: Words) -> Iterator[re.Match[str]]:
    """Names with a trade; a plain word that opens the sentence is no part of one: 'Call' before
    'Opal Foods'."""
    at = 0
    while (match := traded().search(text, at)) is not None:
        first = match["a"]
        plain = first is not None and (
            _is_plain(first, words) or _is_told(text, match.start(), first)
        )
        at = match.start() + len(first) + 1 if plain and first else match.end()
        if not plain:
            yield match


def _is_told(text: str, at: int, word: str) -> bool:
    """Whether a sentence opens with a verb that tells one to do something: 'Invoice Opal Foods'."""
    return not text[:at].strip(" \"'“*_([>-") and word.lower() in imperatives()


def _is_plain(word: str, words: Words) -> bool:
    if word.endswith("ed") and is_common_word(word):
        # 'Supplied Software' is defined somewhere
        return True
    return word.lower() in never() or word.lower() in words.lower or is_public_in_any_case(word)


def _is_proper(excerpt: Excerpt, at: int) -> bool:
    doc = excerpt.sentence.doc if excerpt.sentence else None
    return any(t.idx == at and t.tag_ in ("NNP", "NNPS") for t in doc or ())
