"""What shows that English words which look like a person's name are one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from antidistill.finders.addressed import is_nicknamed
from antidistill.finders.common_words import is_common_word
from antidistill.finders.given import is_doubtful
from antidistill.finders.meanings import is_everyday
from antidistill.finders.name_words import title_case, words_of
from antidistill.finders.phrases import table

_NOTIONS = ("ion", "ity", "ment", "ness", "ance", "ence", "ing", "ism")
"""Ends of abstract nouns."""


_IN_TITLE = re.compile(r"\b[A-Z][\w-]*\sB?CC\s+\Z")
"""'Expected CC Grants' asks nobody."""


@cache
def contexts() -> dict[str, re.Pattern[str]]:
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


@dataclass(frozen=True, slots=True)
class Candidate:
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
        context = contexts()
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
        asked = context["before"].search(text, max(0, start - 40), start)
        if asked is not None and not _IN_TITLE.search(text, 0, asked.end()):
            return "ask", 0.8
        word = self._is_word() and self._opens()
        if context["after"].match(text, end) and not (word or self._is_post()):
            return "does", 0.75
        listed = text[:start].rstrip().endswith(",") and self._is_word()
        if context["role before"].search(text, max(0, start - 24), start) and not listed:
            return "role", 0.75
        if context["role after"].match(text, end) and not self._is_word():
            return "role", 0.75
        if context["decides"].match(text, end) and not self._is_many() and not word:
            return "decides", 0.6
        if (self.doubtful or (self.person and not self._opens())) and context["likely"].match(
            text, end
        ):
            return "likely", 0.65
        if word:
            return "", 0
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

    def _is_word(self) -> bool:
        """Whether it is one everyday word that no given name is: 'Peer (Engineer)'."""
        word = self.text[self.start : self.end]
        return not self.doubtful and is_common_word(word) and is_everyday(word)

    def _opens(self) -> bool:
        """Whether it opens the sentence, where any word has a capital."""
        return not self.text[: self.start].strip(" \"'“*_([-•0123456789.")

    def _is_notion(self) -> bool:
        """Whether it is an abstract noun at the beginning of a sentence: 'Precision asks how …'."""
        word = self.text[self.start : self.end]
        return word.endswith(_NOTIONS) and self._opens() and is_everyday(word)

    def _is_post(self) -> bool:
        """Whether it is the word for a post, as a desk or a radio is called: 'the Judge's desk'."""
        return self.text[self.start : self.end].lower() in table("roles")["heads"]["en"].split()

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
