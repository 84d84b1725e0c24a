"""Proper names of the house: the company, products, customers, projects, described systems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from antidistill.finders import excerpts
from antidistill.finders.addresses import host_of, owner_of
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.names import is_given, title_case
from antidistill.finders.people import people
from antidistill.finders.phrases import table
from antidistill.finders.public import (
    is_house_host,
    is_public,
    is_public_host,
    is_public_in_any_case,
)
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


def company(reading: Reading) -> Iterator[Named]:
    """The firm's name: an unknown capitalised word that owns a domain of the document."""
    owners = {owner_of(h) for h in _hosts(reading)} - {""}
    words = _capitals(reading)
    for word, count in words.items():
        owned = any(
            word.lower() in (o, o.removeprefix("get"), o.removeprefix("try")) for o in owners
        )
        if owned and not is_public_in_any_case(word):
            yield Named(word, "", "company", 0.8)
        elif count >= 4 and _is_unknown(reading, word):
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


def _is_unknown(reading: Reading, word: str) -> bool:
    if (
        is_public_in_any_case(word)
        or is_given(word)
        or len(word) < 3
        or word.endswith(("ing", "tion"))
    ):
        return False
    if any(word in p.forms or word in p.name.split() for p in people(reading)):
        return False
    never = {w.lower() for w in table("person_context")["never"]["en"].split()}
    lower = re.search(rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])", reading.document.text)
    return word.lower() not in never and lower is None


def proper_names(reading: Reading) -> Iterator[Named]:
    """CamelCase names that nobody else has, and words before a noun that says what they are."""
    for excerpt in excerpts.prose(reading):
        for match in _CAMEL.finditer(excerpt.text):
            if not excerpt.in_code(*match.span()) and _is_product(match.group()):
                yield Named(match.group(), "", "camel", 0.55)
        yield from _before_noun(reading, excerpt.text)


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


def _before_noun(reading: Reading, text: str) -> Iterator[Named]:
    """'the Falcon service', 'customer Acme', 'project Bluebird'."""
    pattern, sorts = _latin_nouns()
    if title_case(text):
        return
    for match in pattern.finditer(text):
        first = not text[: match.start()].strip(" \"'“*_([>-")
        before = re.search(r"\b[A-Z]\w*\s\Z", text[: match.start()])
        if (
            not first
            and before is None
            and _is_unknown(reading, match.group(1).split()[0])
            and not is_public(match.group(1))
        ):
            yield Named(match.group(1), sorts[match.group(2).lower()], "before-noun", 0.7)
    for match in re.finditer(
        r"\b(customer|client|project|Project|code ?name(?:d)?)\s([A-Z][A-Za-z0-9]{2,}(?:\s[A-Z][a-z]+)?)",
        text,
    ):
        if _is_unknown(reading, match.group(2).split()[0]):
            sort = (
                "project"
                if match.group(1).lower()[0] == "p" or "code" in match.group(1)
                else "customer"
            )
            yield Named(match.group(2), sort, "called", 0.75)


@cache
def _han_nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    sorts = {
        w: sort for sort, words in table("systems")["classes"]["zh"].items() for w in words.split()
    }
    nouns = "|".join(sorted(sorts, key=len, reverse=True))
    return re.compile(
        rf"[「『“\"‘'《]([\u4e00-\u9fffA-Za-z0-9]{{2,8}})[」』”\"’'》]\s?({nouns})|([\u4e00-\u9fff]{{2,4}}中台)"
    ), sorts


def described(reading: Reading) -> Iterator[Named]:
    """Chinese names: in quotation marks before a noun ('“天枢”平台'), a middle platform
    ('用户中台'), customers and projects by name."""
    if reading.language != "zh":
        return
    pattern, sorts = _han_nouns()
    for excerpt in excerpts.prose(reading):
        for match in pattern.finditer(excerpt.text):
            if match.group(3):
                if not is_public(_han_head(match.group(3))):
                    yield Named(_han_head(match.group(3)), "service", "platform", 0.6)
            elif not is_public(match.group(1)):
                yield Named(match.group(1), sorts[match.group(2)], "quoted", 0.7)
        yield from _customers(excerpt.text)


def _han_head(word: str) -> str:
    """Without the verb or particle that stands before it: '负责用户中台' → '用户中台'."""
    return re.sub(
        r"\A(?:负责|维护|对接|使用|调用|依赖|通过|访问|查看|[和与及对从把在由被])(?=..+中台)",
        "",
        word,
    )


def _customers(text: str) -> Iterator[Named]:
    pattern = r"([\u4e00-\u9fff]{2,6}(?:集团|股份|有限公司|银行|证券|保险|医院|大学))(?!法|户|卡)"
    for match in re.finditer(pattern, text):
        name = re.sub(r"\A.*?(?:给|为|和|与|对|是|的|找|向|由|在|客户|甲方)", "", match.group(1))
        if len(name) > 3 and not is_public(name):
            yield Named(name, "customer", "organisation", 0.6)
