"""Proper names of the house: the company, its products, customers, projects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from antidistill.finders import excerpts
from antidistill.finders.addresses import host_of
from antidistill.finders.common_words import is_common_word
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.given import is_given
from antidistill.finders.name_words import never, title_case
from antidistill.finders.people import people
from antidistill.finders.phrases import table
from antidistill.finders.public import (
    is_house_host,
    is_public_host,
    is_public_in_any_case,
)
from antidistill.finders.sites import owner_of
from antidistill.reading import Reading


@dataclass(frozen=True, slots=True)
class Named:
    """A private name of the document."""

    text: str
    sort: str
    """Its class ('service', 'customer', …), '' if unknown."""
    rule: str
    confidence: float


_CAPITAL = re.compile(
    r"(?<![\w.@/#'’-])[A-Z][a-z]+(?:[A-Z][a-z0-9]*)*(?:[A-Z]{2,})?(?![\w@]|[./-]\w)"
)
_CAMEL = re.compile(r"(?<![\w.@/#$-])(?:[A-Z][a-z0-9]+){2,4}(?![\w(@]|\.\w)")


_OFTEN = 2
"""How often an unknown proper name has to stand in a document to be taken for the house's own."""


def company(reading: Reading) -> Iterator[Named]:
    """The firm's name: an unknown capitalised word that owns a domain of the document."""
    hosts = set(_hosts(reading))
    owners = {owner_of(h) for h in hosts} | {h.split(".")[0] for h in hosts}
    words = Words.of(reading)
    for word, count in _capitals(reading).items():
        owned = any(
            word.lower() in (o, o.removeprefix("get"), o.removeprefix("try")) for o in owners
        )
        if owned and not is_public_in_any_case(word):
            yield Named(word, "", "company", 0.8)
        elif count >= _OFTEN and not is_common_word(word) and words.are_unknown(word):
            yield Named(word, "", "repeated", 0.6)


def _hosts(reading: Reading) -> Iterator[str]:
    for excerpt in excerpts.addresses(reading):
        host = host_of(excerpt.text)
        if host and not is_public_host(host) and not is_house_host(host):
            yield host
        if match := re.search(r"@((?:[\w-]+\.)+[a-z]{2,})", excerpt.text):
            yield match.group(1).lower()
    for match in re.finditer(r"(?<=@)(?:[\w-]+\.)+[a-z]{2,}", reading.document.text):
        yield match.group().lower()


def _capitals(reading: Reading) -> Counter[str]:
    """Capitalised words in the middle of sentences, with how often they stand there."""
    counts: Counter[str] = Counter()
    for excerpt in excerpts.prose(reading):
        if title_case(excerpt.text):
            continue
        for match in _CAPITAL.finditer(excerpt.text):
            if _stands_alone(excerpt, match):
                counts[match.group()] += not excerpt.in_code(*match.span())
    return counts


def _stands_alone(excerpt: Excerpt, match: re.Match[str]) -> bool:
    """Whether the word has its capital for its own sake: it neither opens a sentence nor stands
    among other capitalised words."""
    before, after = excerpt.text[: match.start()], excerpt.text[match.end() :]
    if not before.strip(" \"'“*_([>•-") or re.search(r"[.!?:：。\"“'‘(]\s*\Z", before):
        return False
    doc = excerpt.sentence.doc if excerpt.sentence else None
    tags = {t.idx: t.tag_ for t in doc} if doc is not None else {}
    if tags.get(match.start(), "NNP") not in ("NNP", "NNPS", "nz", "nw"):
        return False
    return not re.search(r"\b[A-Z][\w-]*\s\Z", before) and not re.match(r"\s[A-Z]", after)


@dataclass(frozen=True, slots=True)
class Words:
    """What the document tells about its words."""

    people: frozenset[str]
    """Parts of people's names."""
    lower: frozenset[str]
    """Words that it also writes without a capital."""

    @classmethod
    def of(cls, reading: Reading) -> Words:
        names = {part for p in people(reading) for part in (*p.forms, *p.name.split())}
        # the parts of an address are no words of the document
        lower = re.findall(r"(?<![\w./@-])[a-z][a-z0-9]+(?![\w@/-]|\.\w)", reading.document.text)
        return cls(frozenset(names), frozenset(lower))

    def are_unknown(self, name: str) -> bool:
        """Whether the first word of a name is neither public nor common nor a person's."""
        word = name.split()[0]
        if len(word) < 3 or word.endswith(("ing", "tion")) or word.lower() in never():
            return False
        common = is_given(word) or word in self.people or word.lower() in self.lower
        return not common and not is_public_in_any_case(word)


def proper_names(reading: Reading) -> Iterator[Named]:
    """CamelCase names that nobody else has, and words before a noun that says what they are."""
    words = Words.of(reading)
    for excerpt in excerpts.prose(reading):
        for match in _CAMEL.finditer(excerpt.text):
            if not excerpt.in_code(*match.span()) and _is_product(match.group()):
                yield Named(match.group(), "", "camel", 0.55)
        for named in _before_noun(words, excerpt.text):
            if not _is_spelt_out(named.text, reading.document.text):
                yield named


def _is_spelt_out(name: str, text: str) -> bool:
    """Whether the document says in plain words what an abbreviation means: 'the open source office
    (OSO)'."""
    return name.isupper() and re.search(rf"\b[a-z-]+ \({name}s?\)", text) is not None


def _is_product(word: str) -> bool:
    """Whether a CamelCase word may name a product of the house, and not a class of some program."""
    parts = re.findall(r"[A-Z][a-z0-9]+", word)
    code = parts[-1] in table("systems")["code_names"]["parts"].split()
    return not code and not is_public_in_any_case(word)


@cache
def _latin_nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    sorts = {
        w.lower(): sort
        for sort, words in table("systems")["classes"]["en"].items()
        for w in words.split()
    }
    nouns = "|".join(sorted(map(re.escape, sorts), key=len, reverse=True))
    name = r"([A-Z][A-Za-z0-9]+)"
    return re.compile(rf"(?<![\w.@/#-]){name}\s({nouns})s?(?!\w)"), sorts


def _before_noun(words: Words, text: str) -> Iterator[Named]:
    """'the Falcon service', 'customer Acme', 'project Bluebird'."""
    pattern, sorts = _latin_nouns()
    if title_case(text):
        return
    for match in pattern.finditer(text):
        lead = text[: match.start()]
        opens = not lead.strip(" \"'“*_([>-") or re.search(r"\b(?!The\b|Our\b)[A-Z]\w*\s\Z", lead)
        if not opens and words.are_unknown(match.group(1)):
            yield Named(match.group(1), sorts[match.group(2).lower()], "before-noun", 0.7)
    for match in _CALLED.finditer(text):
        # 'the Customer Portal' is a portal for customers
        if words.are_unknown(match.group(2)) and not _is_thing(match, sorts):
            sort = "customer" if match.group(1).lower() in ("customer", "client") else "project"
            yield Named(match.group(2), sort, "called", 0.75)


def _is_thing(match: re.Match[str], sorts: Mapping[str, str]) -> bool:
    """Whether a word before a capital letter is part of the name of a thing: it has a capital
    letter itself behind an article, or the noun of a thing follows."""
    article = _ARTICLE.search(match.string, max(0, match.start() - 6), match.start())
    titled = match.group(1)[0].isupper() and article is not None
    return titled or any(word.lower() in sorts for word in match.group(2).split())


_ARTICLE = re.compile(r"\b(?:the|an?|our|your|their)\s\Z", re.IGNORECASE)
_CALLED = re.compile(
    r"\b([Cc]ustomer|[Cc]lient|[Pp]roject|code ?named?)\s([A-Z][A-Za-z0-9]{2,}(?:\s[A-Z][a-z]+)?)"
)
