"""Names of people in English sentences: what looks like one, and what shows that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders.acting import acting
from antidistill.finders.addressed import NICKNAMED, is_nicknamed, is_no_person, with_title
from antidistill.finders.common_words import is_common_word
from antidistill.finders.given import given_names, is_doubtful, is_given
from antidistill.finders.meanings import is_everyday
from antidistill.finders.phrases import table
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


_NAME_WORD = r"(?:(?:Mc|Mac|O['’]|D['’]|De)?[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-Za-zÀ-ÿ]+)?)"
_PARTICLE = r"(?:van der|van den|van|von|de la|de|der|den|bin|al|la|di|da|dos|du|le)"
NAME = rf"{_NAME_WORD}(?:\s(?:[A-Z]\.\s)?(?:{_PARTICLE}\s)?{_NAME_WORD}){{0,2}}"
_NOTIONS = ("ion", "ity", "ment", "ness", "ance", "ence", "ing", "ism")
"""Ends of abstract nouns."""
_LETTER = "A-Za-zÀ-ÿ0-9_"
"""Of Latin words: a Chinese character may stand right beside a name."""
_NAME = re.compile(rf"(?<![{_LETTER}'’.@/#-]){NAME}(?![{_LETTER}@/]|\.[{_LETTER}]|-[{_LETTER}])")


def words_of(text: str) -> str:
    """The words of a list as alternatives of a pattern, the longest first."""
    return "|".join(sorted(text.split(), key=len, reverse=True))


@cache
def never() -> frozenset[str]:
    """Words, lower case, that are no names though they may stand where one stands."""
    return frozenset(w.lower() for w in table("person_context")["never"]["en"].split())


@cache
def _contexts() -> dict[str, re.Pattern[str]]:
    """What may stand around a name, by the kind of context."""
    data, roles = table("person_context"), table("roles")
    asking, doing = words_of(data["before"]["en"]), words_of(data["after"]["en"])
    firms = set(roles["organisations"]["en"].split())
    heads = words_of(" ".join(h for h in roles["heads"]["en"].split() if h not in firms))
    titles = words_of(data["titles"]["en"])
    patterns = {
        "before": rf"(?<![\w-])(?:{asking})\s+(?:(?:either|also|only|just|then)\s+)?\Z",
        "after": rf"(?:['’]s\s(?:approval|sign-off|opinion|desk|phone)|\s+(?:{doing})\b)",
        "likely": rf"\s+(?:{words_of(data['after']['likely'])})\b",
        "decides": rf"\s+(?:{words_of(data['after']['decides'])})\b(?!\s*[:(])",
        "title": rf"\A(?:{titles})\s",
    }
    found = {name: re.compile(p, re.IGNORECASE) for name, p in patterns.items()}
    found["title"] = re.compile(rf"(?:{titles})\s(?=[A-Z])")
    found["role before"] = re.compile(rf"(?<![\w-])(?:{heads}),?\s\Z")
    found["role after"] = re.compile(
        rf"\s?[(（](?:(?:the|our)\s)?{role_pattern()}[)）]|,\s(?:our|the)\s{role_pattern()}\b"
    )
    return found


def is_name_like(words: str) -> bool:
    """Whether every word may be part of a person's name: none is public or common."""
    if is_public(words):
        return False
    parts = [w for w in words.split() if not re.fullmatch(_PARTICLE + r"|[A-Z]\.", w)]
    return bool(parts) and all(_part(w) for w in parts)


def _part(word: str) -> bool:
    if word.lower() in never():
        return False
    return word in given_names()[0] or is_doubtful(word) or not is_public(word)


def english(text: str, doc: Doc | None, lower_words: frozenset[str]) -> Iterator[Seen]:
    """Names of people in an English text. `lower_words` are those that the document writes without
    a capital: such a word is no name."""
    people, actors = _spacy_people(doc), acting(doc)
    for match in _NAME.finditer(text):
        yield from _judged(text, *_trimmed(match), people, actors, lower_words)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """The match without words at its ends that are no names ('Ask Maria Lopez Finance')."""
    words = [
        (m.start() + match.start(), m.end() + match.start())
        for m in re.finditer(r"\S+", match.group())
    ]
    texts = [match.string[s:e] for s, e in words]
    while words and (not _part(texts[0]) or texts[0] in NICKNAMED):
        words, texts = words[1:], texts[1:]
    for at, word in enumerate(texts):
        if at and not (_part(word) or re.fullmatch(_PARTICLE + r"|[A-Z]\.", word)):
            words = words[:at]
            break
    return (words[0][0], words[-1][1]) if words else (match.start(), match.start())


_ASKED = re.compile(
    r"\b(?:ask|asks|asked|ring|rings|phone|tell|tells|told|thank|text|mail|bother|chase|nudge|remind|"
    r"wake|meet|convince|persuade|find|fetch|warn|greet|visit|help|marry)\s\Z",
    re.IGNORECASE,
)


def _is_asked(text: str, start: int, end: int) -> bool:
    """Whether a given name that is a product's too stands where only persons do: 'ring Doris'."""
    word = text[start:end]
    if not is_given(word) or not is_public(word):
        return False
    asked = _ASKED.search(text, max(0, start - 12), start) is not None
    return asked or _contexts()["after"].match(text, end) is not None


def _judged(
    text: str,
    start: int,
    end: int,
    people: frozenset[int],
    actors: Mapping[int, str],
    lower_words: frozenset[str],
) -> Iterator[Seen]:
    if start < end and _is_asked(text, start, end):
        yield Seen(start, end, "asked", 0.7)
        return
    if start >= end or not is_name_like(text[start:end]):
        return
    words = text[start:end].split()
    start = with_title(text, start)
    if is_no_person(text, start, end):
        return
    candidate = _Candidate(
        text,
        start,
        end,
        is_given(words[0]) and (len(words) > 1 or words[0].lower() not in lower_words),
        is_doubtful(words[0]),
        any(w.lower() in lower_words for w in words),
        start in people,
        actors.get(start, ""),
    )
    rule, confidence = candidate.evidence()
    if rule:
        yield Seen(start, end, rule, confidence)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words that look like a name, with what is known about them."""

    text: str
    start: int
    end: int
    given: bool
    """The first is a given name and hardly anything else."""
    doubtful: bool
    """The first is a given name and a common word too."""
    ordinary: bool
    """The document has one of them in lower case as well."""
    person: bool
    """The model takes it for a person."""
    acts: str
    """'only' if it is the subject of what persons alone do, 'maybe' of what they may do, or ''."""

    def evidence(self) -> tuple[str, float]:
        """The rule that shows that it is a person's name, and how sure that is; '' if none does."""
        text, start, end = self.text, self.start, self.end
        context = _contexts()
        if self.given:
            return "given-name", 0.85
        if context["title"].search(text, start, end):
            return "title", 0.9
        if is_nicknamed(text, start) and (
            (self.doubtful and text[:start].strip()) or self._is_unknown()
        ):
            return "title", 0.8
        if (self.ordinary or self._is_notion()) and not self.doubtful:
            return "", 0
        if context["before"].search(text, max(0, start - 40), start):
            return "ask", 0.8
        if context["after"].match(text, end):
            return "does", 0.75
        if context["role before"].search(text, max(0, start - 24), start):
            return "role", 0.75
        if context["role after"].match(text, end):
            return "role", 0.75
        if context["decides"].match(text, end) and not self._is_many():
            return "decides", 0.6
        if (self.doubtful or (self.person and not self._opens())) and context["likely"].match(
            text, end
        ):
            return "likely", 0.65
        if self.acts == "only" or (self.acts == "maybe" and (self.person or self.doubtful)):
            return "acts", 0.65
        if (
            self.doubtful
            and self._is_full()
            and not self._is_many()
            and not self._opens()
            and not title_case(text)
        ):
            return "full-name", 0.7
        if self.person and " " in text[start:end] and not self._opens() and not title_case(text):
            return "model", 0.6
        return "", 0

    def _is_full(self) -> bool:
        words = self.text[self.start : self.end].split()
        return len(words) > 1 and not is_doubtful(words[-1])

    def _is_unknown(self) -> bool:
        """Whether its last word is none that texts share: 'Big Sal', not 'Big Picture'."""
        return not is_common_word(self.text[self.start : self.end].split()[-1])

    def _opens(self) -> bool:
        """Whether it opens the sentence, where any word has a capital."""
        return not self.text[: self.start].strip(" \"'“*_([-•0123456789.")

    def _is_notion(self) -> bool:
        """Whether it is an abstract noun at the beginning of a sentence: 'Precision asks how …'."""
        word = self.text[self.start : self.end]
        return word.endswith(_NOTIONS) and self._opens() and is_everyday(word)

    def _is_many(self) -> bool:
        """Whether it is a plural or an abstract noun, which only looks like a name."""
        word = self.text[self.start : self.end].split()[-1]
        return word.endswith(("s", "ing", "ion", "ment", "ity", "ness", "ance", "ence"))


@cache
def role_pattern() -> str:
    """A pattern for an English role: 'office manager', 'head of purchasing', 'DBA'."""
    data = table("roles")
    heads, modifiers = words_of(data["heads"]["en"]), words_of(data["modifiers"]["en"])
    tail = r"(?:\s(?:of|for)\s(?:the\s)?[A-Za-z&-]+(?:\s[a-z-]+)?)?"
    return rf"(?i:(?:(?:{modifiers})[\s-]){{0,4}}(?:{heads})(?!\w)){tail}"


def is_mention(text: str, start: int, end: int) -> bool:
    """Whether a known name stands there, and not the common word that it also is: at the beginning
    of a sentence 'Will it work?' names nobody, 'Will knows' does."""
    if not is_doubtful(text[start:end]) or text[end : end + 2] in ("'s", "’s"):
        return True
    if text[:start].strip(" \"'“*_([>•-") and not re.search(r"[.!?:]\s+\Z", text[:start]):
        return True
    context = _contexts()
    return any(context[name].match(text, end) for name in ("after", "likely"))


def title_case(text: str) -> bool:
    """Whether most words of a text have a capital, as in headings: then a capital says nothing."""
    words = re.findall(r"[A-Za-z]{4,}", text)
    if text.rstrip().endswith((".", "!", "?", ";")):
        return False
    return bool(words) and sum(w[0].isupper() for w in words) > 0.6 * len(words)


def _spacy_people(doc: Doc | None) -> frozenset[int]:
    """Offsets at which the model sees a person."""
    if doc is None:
        return frozenset()
    return frozenset(e.start_char for e in doc.ents if e.label_ == "PERSON")
