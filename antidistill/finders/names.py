"""Names of people in English sentences: what looks like one, and what shows that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from antidistill.finders.acting import acting
from antidistill.finders.addressed import NICKNAMED, is_no_person, with_title
from antidistill.finders.common_words import is_common_word
from antidistill.finders.evidence import Candidate, contexts
from antidistill.finders.given import given_names, is_doubtful, is_given
from antidistill.finders.name_words import never
from antidistill.finders.phrases import HAN
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
_LETTER = "A-Za-zÀ-ÿ0-9_"
"""Of Latin words: a Chinese character may stand right beside a name."""
_NAME = re.compile(rf"(?<![{_LETTER}'’.@/#-]){NAME}(?![{_LETTER}@/]|\.[{_LETTER}]|-[{_LETTER}])")


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
    return asked or contexts()["after"].match(text, end) is not None


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
    if HAN.search(text) and all(is_common_word(w) and not is_given(w) for w in words):
        # an English word among Chinese ones is a thing: 'Wiki', 'Portal'
        return
    start = with_title(text, start)
    if is_no_person(text, start, end):
        return
    candidate = Candidate(
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


def is_mention(text: str, start: int, end: int) -> bool:
    """Whether a known name stands there, and not the common word that it also is: at the beginning
    of a sentence 'Will it work?' names nobody, 'Will knows' does."""
    if not is_doubtful(text[start:end]) or text[end : end + 2] in ("'s", "’s"):
        return True
    if text[:start].strip(" \"'“*_([>•-") and not re.search(r"[.!?:]\s+\Z", text[:start]):
        return True
    context = contexts()
    return any(context[name].match(text, end) for name in ("after", "likely"))


def _spacy_people(doc: Doc | None) -> frozenset[int]:
    """Offsets at which the model sees a person."""
    if doc is None:
        return frozenset()
    return frozenset(e.start_char for e in doc.ents if e.label_ == "PERSON")
