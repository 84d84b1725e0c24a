"""Names of people in English sentences: what looks like one, and what shows that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders.phrases import DATA, table
from antidistill.finders.public import is_public

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Seen:
    """A name somewhere in a text."""

    start: int
    end: int
    rule: str
    confidence: float


_NAME_WORD = r"(?:(?:Mc|Mac|O['’]|D['’]|De)?[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)"
_PARTICLE = r"(?:van der|van den|van|von|de la|de|der|den|bin|al|la|di|da|dos|du|le)"
NAME = rf"{_NAME_WORD}(?:\s(?:[A-Z]\.\s)?(?:{_PARTICLE}\s)?{_NAME_WORD}){{0,2}}"
_NAME = re.compile(rf"(?<![\w'’.@/#-]){NAME}(?![\w@/]|\.\w|-\w)")


def words_of(text: str) -> str:
    """The words of a list as alternatives of a pattern, the longest first."""
    return "|".join(sorted(text.split(), key=len, reverse=True))


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    """Certain given names, and those that are words too."""
    text = (DATA / "given_names.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    at = lines.index("------")
    certain = frozenset(" ".join(lines[:at]).split())
    return certain, frozenset(" ".join(lines[at + 1 :]).split()) - certain


def is_given(word: str) -> bool:
    """Whether a word is a given name and hardly anything else."""
    return word in _lists()[0] or word.split("-")[0] in _lists()[0]


@cache
def never() -> frozenset[str]:
    """Words, lower case, that are no names though they may stand where one stands."""
    return frozenset(w.lower() for w in table("person_context")["never"]["en"].split())


@cache
def _english_contexts() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = table("person_context")
    asking, doing = words_of(data["before"]["en"]), words_of(data["after"]["en"])
    before = rf"(?<![\w-])(?:{asking})\s+(?:(?:either|also|only|just|then)\s+)?\Z"
    after = rf"(?:['’]s\s(?:approval|sign-off|opinion|desk|phone)|\s+(?:{doing})\b)"
    likely = rf"\s+(?:{words_of(data['after']['likely'])})\b"
    flags = re.IGNORECASE
    return re.compile(before, flags), re.compile(after, flags), re.compile(likely, flags)


def is_name_like(words: str) -> bool:
    """Whether every word may be part of a person's name: none is public or common."""
    if is_public(words):
        return False
    parts = [w for w in words.split() if not re.fullmatch(_PARTICLE + r"|[A-Z]\.", w)]
    return bool(parts) and all(_part(w) for w in parts)


def _part(word: str) -> bool:
    if word.lower() in never():
        return False
    return word in _lists()[0] or word in _lists()[1] or not is_public(word)


def english(text: str, doc: Doc | None, lower_words: frozenset[str]) -> Iterator[Seen]:
    """Names of people in an English text. `lower_words` are those that the document writes without
    a capital: such a word is no name."""
    people = _spacy_people(doc)
    for match in _NAME.finditer(text):
        yield from _judged(text, *_trimmed(match), people, lower_words)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The match without words at its ends that are no names ('Ask Maria Lopez Finance')."""
    words = [
        (m.start() + match.start(), m.end() + match.start())
        for m in re.finditer(r"\S+", match.group())
    ]
    texts = [match.string[s:e] for s, e in words]
    while words and not _part(texts[0]):
        words, texts = words[1:], texts[1:]
    for at, word in enumerate(texts):
        if at and not (_part(word) or re.fullmatch(_PARTICLE + r"|[A-Z]\.", word)):
            words = words[:at]
            break
    return (words[0][0], words[-1][1]) if words else (match.start(), match.start())


def _judged(
    text: str, start: int, end: int, people: frozenset[int], lower_words: frozenset[str]
) -> Iterator[Seen]:
    if start >= end or not is_name_like(text[start:end]):
        return
    words = text[start:end].split()
    before, after, likely = _english_contexts()
    first = text[:start].strip(" \"'“*_([-•0123456789.") == ""
    if re.search(
        r"\b(?:Labs?|Inc|LLC|Ltd|GmbH|Corp|Group|University|Institute|Foundation|College|School|Chart|Team)\Z",
        text[start:end],
    ):
        return
    certain = is_given(words[0]) and (len(words) > 1 or words[0].lower() not in lower_words)
    asked = before.search(text, max(0, start - 40), start) is not None
    maybe = words[0] in _lists()[1] or (start in people and not first)
    ordinary = any(w.lower() in lower_words for w in words)
    if re.match(
        r"(?:['’]s)?\s(?:team|group|department|squad|channel|service|server|API|cluster|app|project|dashboard)\b",
        text[end:],
    ):
        return
    if certain:
        yield Seen(start, end, "given-name", 0.85)
    elif asked and not (ordinary and words[0] not in _lists()[1]):
        yield Seen(start, end, "ask", 0.8)
    elif after.match(text, end) and not (ordinary and not maybe):
        yield Seen(start, end, "does", 0.75)
    elif maybe and likely.match(text, end):
        yield Seen(start, end, "likely", 0.65)
    elif not ordinary and _after_role(text, start):
        yield Seen(start, end, "role", 0.75)
    elif _titled(text, start):
        yield Seen(start, end, "title", 0.9)
    elif len(words) > 1 and start in people and not ordinary and not first and not title_case(text):
        yield Seen(start, end, "model", 0.6)


@cache
def role_pattern() -> str:
    """A pattern for an English role: 'office manager', 'head of purchasing', 'DBA'."""
    data = table("roles")
    heads, modifiers = words_of(data["heads"]["en"]), words_of(data["modifiers"]["en"])
    tail = r"(?:\s(?:of|for)\s(?:the\s)?[A-Za-z&-]+(?:\s[a-z-]+)?)?"
    return rf"(?i:(?:(?:{modifiers})[\s-]){{0,4}}(?:{heads})(?!\w)){tail}"


@cache
def _role_before() -> re.Pattern[str]:
    firms = table("roles")["organisations"]["en"].split()
    heads = words_of(" ".join(h for h in table("roles")["heads"]["en"].split() if h not in firms))
    return re.compile(rf"(?<![\w-])(?:{heads})\s\Z")


def _after_role(text: str, start: int) -> bool:
    return _role_before().search(text, max(0, start - 24), start) is not None


def is_mention(text: str, start: int, end: int) -> bool:
    """Whether a known name stands there, and not the common word that it also is: at the beginning
    of a sentence 'Will it work?' names nobody, 'Will knows' does."""
    if text[start:end] not in _lists()[1] or text[end : end + 2] in ("'s", "’s"):
        return True
    if text[:start].strip(" \"'“*_([>•-") and not re.search(r"[.!?:]\s+\Z", text[:start]):
        return True
    _, after, likely = _english_contexts()
    return after.match(text, end) is not None or likely.match(text, end) is not None


def title_case(text: str) -> bool:
    """Whether most words of a text have a capital, as in headings: then a capital says nothing."""
    words = re.findall(r"[A-Za-z]{4,}", text)
    return bool(words) and sum(w[0].isupper() for w in words) > 0.6 * len(words)


def _titled(text: str, start: int) -> bool:
    titles = words_of(table("person_context")["titles"]["en"])
    return re.search(rf"(?<!\w)(?:{titles})\s\Z", text[:start]) is not None


def _spacy_people(doc: Doc | None) -> frozenset[int]:
    """Offsets at which the model sees a person."""
    if doc is None:
        return frozenset()
    return frozenset(e.start_char for e in doc.ents if e.label_ == "PERSON")
