"""English names that no list knows, told by what stands around them: 'booked in Daybook', 'Radek at
Velonova', 'restart ledgerd'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders import excerpts
from antidistill.finders.common_words import is_common_word
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.given import is_doubtful, is_given
from antidistill.finders.name_words import never, title_case, words_of
from antidistill.finders.named import Named, Words
from antidistill.finders.phrases import HAN, table
from antidistill.finders.public import is_public, is_public_in_any_case
from antidistill.nlp.kept import with_its_doc
from antidistill.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ENOUGH = 2.0
"""So much has to speak for a name; one sure frame, or two that are not."""
_CAPITAL = r"[A-ZÀ-Þ][a-zà-ÿ]{2,}(?:[A-Z][a-z]+)*"
_X = rf"(?P<x>(?-i:{_CAPITAL}(?:\s{_CAPITAL})?|[a-z]{{5,}}))(?![\w@]|[./-]\w)"
_FREE = r"(?<![\w.@/#$'’-])"
_ARTICLE = re.compile(
    r"\b(?:an?|the|no|our|your|his|her|their|each|every|any|this)\s\Z", re.IGNORECASE
)
"""A program's or firm's name has none before it, but for 'the Daybook app'."""
_SHAPED = re.compile(
    r"[A-Za-z]{3,}(?:d|ctl|bot|sync|book|base|desk|hub|flow|box|log|wise|gate|port|watch|lake|mole|"
    r"keeper|wright|"
    r"hive|loop|track|board|dock|mart|pulse|sheet|store|view|trail|pay|cast|grid|ware|link|room|line|point|note|frame|master|robot)"
)
"""Programs are called so: 'feedbox', 'Daybook'. It counts beside a frame."""
Frame = tuple[str, float, re.Pattern[str]]


@cache
def _frames() -> tuple[Frame, ...]:
    """What each shows ('', a system; 'partner'), how sure, and its pattern."""
    data = table("frames")["en"]
    customer = data["customer"]
    end = (
        r"(?=\s?[,.;:)]|\s?\Z|\s(?:and|at|before|after|when|with|as|under|first|so|by|on|for|if|to|or|"
        r"until|again)\b)"
    )
    any_name = rf"(?P<x>(?-i:{_CAPITAL}(?:\s{_CAPITAL})?))(?![\w@]|[./-]\w)"
    thing = words_of(f"{data['kinds']} system tracker wrapper platform cluster")
    rules = (
        ("", 2.0, rf"{_FREE}{_X}\s(?:{words_of(data['does'])})(?!\w)"),
        ("", 1.0, rf"{_FREE}{_X}\s(?:{words_of(data['may'])})(?!\w)"),
        ("", 2.0, rf"{_FREE}{_X}(?:['’]s)?\s(?:{words_of(data['of'])})(?!\w)"),
        ("", 2.0, rf"\b[Tt]he\s{_X}\s(?:{words_of(data['kinds'])})s?(?!\w)"),
        (
            "",
            2.0,
            rf"\b(?:{words_of(data['into'])})\b[^.;:]{{0,50}}?\s(?:in|into)\s{_FREE}{_X}(?-i:(?!\s[A-Z]))",
        ),
        ("", 2.0, rf"\b(?:{words_of(data['sure'])})\s{_FREE}{_X}(?![\w-])"),
        (
            "",
            1.0,
            rf"\b(?:in|into|on|via|through|open|use|using|update|check|query)\s{_FREE}{_X}{end}",
        ),
        ("", 0.5, rf"\b(?:from|to)\s{_FREE}{_X}{end}"),
        ("", 1.0, rf"\b[Oo]pen\s{_FREE}{_X}(?:{end}|\sfrom\b)"),
        ("", 2.0, rf"{_FREE}{_X}\sis\s(?:what\swe\scall|our|the\sinternal|an?\sinternal)\s"),
        ("", 2.0, rf"{_FREE}{_X}\sis\s(?:the|an?)\s(?:[a-z-]+\s){{0,3}}(?:{thing})\b"),
        ("", 2.0, rf"{_FREE}{_X},\s(?:our|the)\s(?:[a-z-]+\s){{0,3}}(?:{thing})\b"),
        ("", 2.0, rf"\banswers\sto\s(?-i:{_X})"),
        ("", 2.0, rf"\b(?:{words_of(data['named'])})\s(?-i:{_X})"),
        (
            "project",
            3.0,
            rf"\b(?:project|programme|study|trial|campaign)\s(?:is|was)\s(?:{words_of(data['named'])})\s(?-i:{_X})",
        ),
        ("shaped", 1.0, rf"{_FREE}{_X}\s(?:[a-z]{{3,}}s|of|in|which|that|and)(?!\w)"),
        ("partner", 2.0, rf"\b(?:{words_of(customer['from'])})\s(?:of|from|for|by|to)\s{any_name}"),
        ("partner", 2.0, rf"(?<![\w'’-]){any_name}\s(?:{words_of(customer['does'])})(?!\w)"),
        (
            "partner",
            2.0,
            rf"\b(?P<who>(?-i:[A-Z][a-z]+)|{words_of(customer['at'])})\s(?:at|of|from)\s{any_name}",
        ),
    )
    return tuple((sort, weight, re.compile(p, re.IGNORECASE)) for sort, weight, p in rules)


def framed(reading: Reading) -> Iterator[Named]:
    """The names that the frames of a document show together."""
    if reading.language != "en":
        return
    words = Words.of(reading)
    weights: dict[str, Counter[str]] = {}
    for excerpt in excerpts.prose(reading):
        if HAN.search(excerpt.text) or title_case(excerpt.text):
            continue
        for name, sort, weight in _in_sentence(excerpt, words):
            weights.setdefault(name, Counter())[sort] += weight  # type: ignore[assignment]
    for name, sorts in weights.items():
        shaped = sorts.pop("shaped", 0)
        if set(sorts) == {""} and not name.islower() and not any(map(is_common_word, name.split())):
            # a word that stands nowhere else
            sorts[""] += 1
        if (sorts[""] or shaped) and _SHAPED.fullmatch(name):
            sorts[""] += shaped + 1
        sort, weight = max(sorts.items(), key=lambda pair: pair[1], default=("", 0))
        if weight >= _ENOUGH:
            yield Named(name, sort, "framed", 0.6)


_DETERMINED = r"\b[Tt]he\s"


def _in_sentence(excerpt: Excerpt, words: Words) -> Iterator[tuple[str, str, float]]:
    doc = excerpt.sentence.doc if excerpt.sentence is not None else None
    found = _matches(excerpt.text) if doc is None else _matches_of(doc, excerpt.text)
    for sort, weight, who, start, end in found:
        name = excerpt.text[start:end]
        if who[:1].isupper() and not (is_given(who) or is_doubtful(who) or who in words.people):
            continue
        if not is_unknown(name, words) or excerpt.in_code(start, end):
            continue
        # what is booked or logged somewhere is no town, whatever the tagger says
        sure = not sort and weight >= _ENOUGH
        elsewhere = _ELSEWHERE - {"GPE", "LOC"} if sure else _ELSEWHERE
        if _SHAPED.fullmatch(name) or not _is_place(excerpt, start, elsewhere):
            yield name, sort, weight


_Match = tuple[str, float, str, int, int]
"""What it would be, its weight, who stands at it (or nobody: empty), and where the name stands."""


def _matches(text: str) -> tuple[_Match, ...]:
    """What the frames match in a text."""
    found: list[_Match] = []
    for sort, weight, pattern in _frames():
        for match in pattern.finditer(text):
            start, end = match.span("x")
            free = _ARTICLE.search(text, max(0, start - 7), start) is None
            if free or pattern.pattern.startswith(_DETERMINED):
                who = match.groupdict().get("who") or ""
                found.append((sort, weight, who, start, end))
    return tuple(found)


@with_its_doc
def _matches_of(_: Doc, text: str) -> tuple[_Match, ...]:
    return _matches(text)


def is_unknown(name: str, words: Words) -> bool:
    """Whether a name has a word that work texts don't share, and none that is public or a
    person's."""
    parts = name.split()
    if any(_is_persons(w, words) for w in parts) or is_public(name):
        return False
    if any(is_public_in_any_case(w) or w.lower() in never() for w in parts[:1]):
        return False
    if name.endswith(("ing", "ed", "ly", "ness", "ity", "ment", "able")):
        return False
    if name.islower() and (name.endswith(_ENDS_OF_WORDS) or _is_derived(name)):
        return False
    return any(not is_common_word(w) for w in parts)


_ENDS_OF_WORDS = ("s", "ency", "ancy", "ware", "ship", "hood", "wise", "ful", "ous", "ive", "ible")
_PREFIX = re.compile(
    r"(?:un|up|re|over|under|out|mis|pre|non|sub|inter|dis|multi|anti)(?=[a-z]{3})"
)


def _is_derived(name: str) -> bool:
    """Whether it is a common word with what any may have before it: 'uptrend', 'unwind'."""
    prefix = _PREFIX.match(name)
    return prefix is not None and is_common_word(name[prefix.end() :])


def _is_persons(word: str, words: Words) -> bool:
    return is_given(word) or is_doubtful(word) or word in words.people


_ELSEWHERE = frozenset({"GPE", "LOC", "NORP", "DATE", "LANGUAGE", "TIME", "CARDINAL"})


def _is_place(excerpt: Excerpt, start: int, elsewhere: Set[str]) -> bool:
    """Whether the tagger takes it for a place, a people or a date."""
    doc = excerpt.sentence.doc if excerpt.sentence else None
    return any(t.idx == start and t.ent_type_ in elsewhere for t in doc or ())
