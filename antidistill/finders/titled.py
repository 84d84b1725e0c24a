"""English names that their place shows: in the title, 'at Fernwood', 'Team Otter', 'Dock 4'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from antidistill.document import Form
from antidistill.finders import excerpts
from antidistill.finders.common_words import is_common_word
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.name_words import never, title_case, words_of
from antidistill.finders.named import Named, Words
from antidistill.finders.phrases import HAN, table
from antidistill.finders.public import is_public, is_public_in_any_case
from antidistill.finders.trades import is_firm
from antidistill.reading import Reading

_WORD = r"[A-Z][a-zà-ÿ]{2,}(?:[A-Z][a-z]+)?"
_NAME = rf"(?P<name>{_WORD}(?:\s{_WORD})?)"
_AT = re.compile(rf"\b(?:at|for|of|with)\s(?:the\s)?{_NAME}(?=\s?(?:[:,.;(–—-]|\Z|app\b|team\b))")
_THE = re.compile(rf"\b[Tt]he\s(?P<name>{_WORD})(?=\s[A-Z])")
_OPENS = re.compile(rf"\A(?P<name>{_WORD})\s(?=[a-z])")
_WE = re.compile(
    rf"\A(?:Here )?[Aa]t\s{_NAME},?\s"
    r"(?=(?:we|people|you|nobody|everybody|everyone|the|all|each|every|no|two)\b)"
)
_WORKS = re.compile(
    r"(?:\b(?:You are|I am|I['’]m|[A-Z]\w+ is)\b[^.;:]{0,80}?\s(?:at|for|with)\s"
    rf"|\b(?:work(?:s|ed|ing)?|employed)\s(?:at|for|by)\s){_NAME}(?=[,.;)]|\s?\Z|\s(?:and|since|as|in)\b)"
)


def titled(reading: Reading) -> Iterator[Named]:
    """Names of the house and of its teams and places, as often as they show themselves."""
    words = Words.of(reading)
    for excerpt in excerpts.prose(reading):
        if HAN.search(excerpt.text):
            continue
        for match in (*_in_title(reading, excerpt, words), *_housed(excerpt.text)):
            if _is_house(match.group("name"), words) and not excerpt.in_code(*match.span("name")):
                yield Named(match.group("name"), "", "house", 0.7)
        yield from _numbered(excerpt)
        yield from _things(excerpt)
        yield from _teams(excerpt, words)
        yield from _systems(excerpt, words)
    yield from _booked(reading)


def _in_title(reading: Reading, excerpt: Excerpt, words: Words) -> Iterator[re.Match[str]]:
    block = reading.document.blocks[excerpt.block]
    if block.form is not Form.HEADING or block.level != 1:
        return
    yield from _AT.finditer(excerpt.text)
    for match in _THE.finditer(excerpt.text):
        if not is_common_word(match.group("name")):
            yield match
    opening = _OPENS.match(excerpt.text)
    if opening is not None and _stands_again(reading, opening.group("name"), words):
        yield opening


def _stands_again(reading: Reading, name: str, words: Words) -> bool:
    """Whether the first word of the title also stands with its capital in the text below."""
    if name.lower() in words.lower:
        return False
    docs = (
        s.doc
        for s in reading.sentences
        if s.doc is not None and reading.block(s).form is not Form.HEADING
    )
    return any(t.text == name and t.tag_ == "NNP" for doc in docs for t in doc)


def _housed(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_WE, _WORKS):
        if (match := pattern.search(text)) is not None:
            yield match


def _is_house(name: str, words: Words) -> bool:
    if is_public(name) or all(is_public(w) for w in name.split()):
        return False
    return is_firm(name) or words.are_unknown(name)


@cache
def _places() -> re.Pattern[str]:
    nouns = words_of(table("systems")["places"]["en"])
    return re.compile(rf"(?<![\w-])(?:{nouns})\s(?:\d{{1,3}}[A-Z]?|[A-Z]\d{{0,2}})(?![\w-]|\.\d)")


def _numbered(excerpt: Excerpt) -> Iterator[Named]:
    """'Dock 4', 'Hall 7', 'Suite Ostrich'."""
    for match in (*_places().finditer(excerpt.text), *_room().finditer(excerpt.text)):
        if not excerpt.in_code(*match.span()):
            yield Named(match.group(), "place", "place", 0.6)


@cache
def _room() -> re.Pattern[str]:
    data = table("systems")
    words = words_of(data["rooms"]["words"] + " " + data["things"]["first"])
    return re.compile(
        rf"(?<![\w-])(?:{words_of(data['rooms']['en'])})\s(?:{words})(?![\w-]|\s[A-Z])"
    )


@cache
def _thing() -> re.Pattern[str]:
    data = table("systems")["things"]
    return re.compile(
        rf"\b[Tt]he\s(?P<name>(?:{words_of(data['first'])})(?:['’]s)?\s(?:{words_of(data['last'])}))(?![\w-]|\s[A-Z])"
    )


def _things(excerpt: Excerpt) -> Iterator[Named]:
    """'the Purple Shelf', 'the Crow's Nest': things, places and groups with a name of their own."""
    if title_case(excerpt.text):
        return
    for match in _thing().finditer(excerpt.text):
        if not excerpt.in_code(*match.span("name")) and not is_public(match.group("name")):
            yield Named(match.group("name"), "", "thing", 0.6)


@cache
def _teamed() -> re.Pattern[str]:
    first, last = table("systems")["team_names"]["first"], table("systems")["team_names"]["last"]
    return re.compile(
        rf"(?<![\w-])(?:(?:{words_of(first)})\s(?P<a>{_WORD})|(?P<b>{_WORD})\s(?:{words_of(last)}))(?![\w-])"
    )


def _teams(excerpt: Excerpt, words: Words) -> Iterator[Named]:
    """'Team Kestrel', 'Platform Guild'."""
    for match in _teamed().finditer(excerpt.text):
        called, first = match.group("a"), match.group("b") or ""
        if first.lower() in never():
            # 'All Crew'
            continue
        role = called is not None and called.lower() in table("roles")["heads"]["en"].split()
        if called is None or (words.are_unknown(called) and not role):
            yield Named(match.group(), "team", "team", 0.65)


@cache
def _does() -> re.Pattern[str]:
    data = table("systems")["predicates"]
    return re.compile(
        rf"(?<![\w.@/#'’-])(?P<name>{_WORD})(?=\s(?:{words_of(data['en'])})\b)(?<!\bThe )"
    )


def _systems(excerpt: Excerpt, words: Words) -> Iterator[Named]:
    """'Atlas is written in Ada', 'Quarry crashes': what only programs do."""
    doc = excerpt.sentence.doc if excerpt.sentence else None
    for match in _does().finditer(excerpt.text):
        proper = any(t.idx == match.start() and t.tag_ == "NNP" for t in doc or ())
        if proper and words.are_unknown(match.group("name")):
            yield Named(match.group("name"), "", "runs", 0.6)


@cache
def _booking() -> re.Pattern[str]:
    data = table("systems")["booking"]
    return re.compile(
        rf"\b(?i:{words_of(data['verbs'])})\b[^.;:]{{0,50}}?\s(?:in|into)\s(?P<name>[a-z]{{6,}})"
        r"(?=[.,;)]|\s(?:and|with|as|under|before|first|so)\b|\s?\Z)"
    )


def _booked(reading: Reading) -> Iterator[Named]:
    """'Book the goods into stockbase': a bare word in which things are booked time and again."""
    common = frozenset(table("systems")["booking"]["common"].split())
    counts = Counter(
        match.group("name")
        for excerpt in excerpts.prose(reading)
        for match in _booking().finditer(excerpt.text)
        if not excerpt.in_code(*match.span("name"))
    )
    for word, count in counts.items():
        other = rf"\b(?:an?|the|our|your|this|each|every|any|no)\s{word}\b|\b{word}s\b"
        usual = word in common or word.endswith(("ing", "ion", "ment", "ity", "ance", "ence"))
        if count < _OFTEN or usual or is_public_in_any_case(word):
            continue
        if re.search(other, reading.document.text, re.IGNORECASE) is None:
            yield Named(word, "", "booked", 0.6)


_OFTEN = 2
