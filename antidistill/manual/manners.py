"""What can be said of nearly everybody, and by what a sentence tells it of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from antidistill import toml
from antidistill.manual.topic import Both

MANNERS = Path(__file__).parent / "manners.toml"
_VERB = re.compile(r"\{(\w+)\}")
_PLURAL = {"is": "are", "has": "have", "does": "do", "goes": "go"}
_SUBJECTS = ("you", "he", "she", "they", "i", "we")
_SINGULAR = frozenset({"he", "she"})


@dataclass(frozen=True, slots=True)
class Manner:
    """One thing that people do, told so that it holds of nearly everybody."""

    id: str
    en: str
    """What tells it in an English sentence: a pattern, as are the next two."""
    zh: str
    unless: str
    """What says the contrary, in either language; '' if nothing does."""
    lines: tuple[Both, ...]
    """Wordings; the English verbs that follow the subject stand in {}."""

    def tells(self, text: str, language: str) -> bool:
        """Whether a sentence says this, and more, of somebody."""
        if self.unless and _in_any_case(self.unless).search(text):
            return False
        cues = _as_is(self.zh) if language == "zh" else _in_any_case(self.en)
        return cues.search(text) is not None


@cache
def _as_is(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _in_any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def manners() -> tuple[Manner, ...]:
    """All of them, the narrower ones first."""
    data = toml.shipped(MANNERS)
    return tuple(
        Manner(
            one["id"],
            "|".join(one["en"]),
            "|".join(one["zh"]),
            one.get("unless", ""),
            tuple(Both(line["en"], line["zh"]) for line in one["lines"]),
        )
        for one in data["manner"]
    )


def told_of(line: Both, subject: str, language: str) -> str:
    """The line as a sentence about `subject`: a lower-case English pronoun, or '' for a verb in the
    third person without one, 'to' for one in the plain form; in Chinese a pronoun or ''."""
    if language == "zh":
        return subject + line.zh
    singular = subject in _SINGULAR or not subject
    said = _VERB.sub(lambda m: m.group(1) if singular else _plain(m.group(1), subject), line.en)
    if subject not in ("", "to"):
        said = f"{subject} {said}"
    return said[:1].upper() + said[1:]


def _plain(verb: str, subject: str) -> str:
    """A verb of the third person in the form that goes with another subject, or with none."""
    if verb == "is":
        return {"i": "am", "to": "be"}.get(subject, "are")
    if verb in _PLURAL:
        return _PLURAL[verb]
    if verb.endswith(("ches", "shes", "sses", "xes")):
        return verb[:-2]
    return verb[:-1]


@cache
def sayings() -> tuple[str, ...]:
    """All sentences that the lines can come to."""
    return tuple(_sayings())


def _sayings() -> Iterator[str]:
    for line in (line for manner in manners() for line in manner.lines):
        yield from (told_of(line, subject, "en") for subject in ("", "to", *_SUBJECTS))
        yield from (told_of(line, subject, "zh") for subject in ("", "你", "他", "她", "我"))


def wording(id: str, number: int) -> str:
    """All that a line can come to in both languages; '' if there is none of that number."""
    for manner in manners():
        if manner.id == id and number < len(manner.lines):
            line = manner.lines[number]
            english = "\n".join(told_of(line, s, "en") for s in ("", "to", *_SUBJECTS))
            return f"{english}\n{line.zh}"
    return ""
