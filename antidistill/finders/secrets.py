"""What gives access: passwords, keys, tokens, connection strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from antidistill.finders import excerpts
from antidistill.finders.columned import access
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.meanings import is_everyday
from antidistill.finders.phrases import table
from antidistill.finding import Finding, Kind, Standing
from antidistill.nlp.kept import with_its_doc
from antidistill.reading import Reading
from antidistill.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    placeholder: str
    pattern: re.Pattern[str]
    words: bool
    """Whether the value is made of plain words, which may also only describe: 'is too short'."""


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(r["id"], r["placeholder"], re.compile(r["pattern"], re.ASCII), r.get("words", False))
        for r in table("secrets")["secret"]
    )


@cache
def _placeholders() -> re.Pattern[str]:
    patterns = table("secrets")["placeholders"]["patterns"]
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


def is_placeholder(value: str) -> bool:
    """Whether a value only stands for one ('<token>', '$TOKEN', 'your-api-key', 'xxxx')."""
    return _placeholders().fullmatch(value.strip("\"'`")) is not None


@dataclass(frozen=True, slots=True)
class SecretFinder:
    """Kind `secret`: masked in every mode."""

    name: str = "secrets"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding for each secret; its `neutral` is the placeholder that documentation uses."""
        seen: set[tuple[int, int]] = set()
        for excerpt in excerpts.everything(reading):
            for rule, start, end in _hits(excerpt, reading.own.keep):
                span = excerpt.source(start, end)
                if (span.start, span.end) not in seen:
                    seen.add((span.start, span.end))
                    yield _secret(span, rule.id, rule.placeholder)
        for excerpt, start, end, sort in access(reading):
            span, value = excerpt.source(start, end), excerpt.text[start:end]
            if (span.start, span.end) in seen or value in reading.own.keep or is_placeholder(value):
                continue
            yield _secret(span, "column", f"<{sort}>")


def _secret(span: Span, rule: str, placeholder: str) -> Finding:
    return Finding(
        Kind.SECRET,
        span,
        f"secrets/{rule}",
        0.95,
        "gives access",
        Standing.RECORD,
        neutral=placeholder,
    )


def _hits(excerpt: Excerpt, keep: Iterable[str]) -> Iterator[tuple[_Rule, int, int]]:
    doc = excerpt.sentence.doc if excerpt.sentence is not None else None
    for rule, start, end in _given(excerpt.text) if doc is None else _given_in(doc, excerpt.text):
        if excerpt.text[start:end] not in keep:
            yield rule, start, end


def _given(text: str) -> tuple[tuple[_Rule, int, int], ...]:
    """The values in a text that give access."""
    found = []
    for rule in _rules():
        for match in rule.pattern.finditer(text):
            start, end = match.span(match.lastindex or 0)
            # a token is known by its own shape; a value by what stands before it
            stands_for_one = match.lastindex is not None and is_placeholder(text[start:end])
            described = rule.words and _only_describes(text[start:end])
            if not stands_for_one and not described:
                found.append((rule, start, end))
    return tuple(found)


@with_its_doc
def _given_in(_: Doc, text: str) -> tuple[tuple[_Rule, int, int], ...]:
    return _given(text)


_SAYS_HOW = ("ed", "ing", "able", "ible", "ly", "en", "ful", "less", "ous", "ive", "ant", "ent")


@cache
def _describing() -> frozenset[str]:
    return frozenset(table("secrets")["describing"]["words"].split())


def _only_describes(value: str) -> bool:
    """Whether plain words say how a password is, and are not the password: 'too short',
    'case sensitive', 'kept in the safe'."""
    words = value.lower().replace("-", " ").split()
    if any(w in _describing() for w in words) or words[0].endswith(_SAYS_HOW):
        return True
    return len(words) == 1 and is_everyday(words[0])


FINDER = SecretFinder()
