"""The finders there are, and what they see together."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator

from antidistill.document import Document
from antidistill.finders.base import Finder
from antidistill.finders.employers import RULE as EMPLOYER
from antidistill.finders.spread import spread
from antidistill.finding import Finding, Kind
from antidistill.reading import Reading
from antidistill.span import Span

MODULES = (
    "critical",
    "known",
    "public",
    "secrets",
    "persons",
    "systems",
    "arguments",
    "quantities",
    "pitfalls",
    "incidents",
    "judgements",
    "context",
    "network",
    "norms",
    "traits",
    "procedures",
    "quirks",
)
"""Each module of this package that holds a `FINDER`."""

_NAMES = frozenset({Kind.PERSON, Kind.SYSTEM, Kind.CUSTOMER, Kind.ARGUMENT})


def finders() -> tuple[Finder, ...]:
    """All finders, loaded."""
    return tuple(importlib.import_module(f"{__name__}.{m}").FINDER for m in MODULES)


def find(reading: Reading) -> tuple[Finding, ...]:
    """All findings of a document, by place: what is public or the user's to keep taken off, what
    the user withholds put in, names found wherever they stand."""
    raw = [f for finder in finders() for f in finder.find(reading)]
    public = [f.span for f in raw if f.kind is Kind.PUBLIC]
    kept = [f for f in raw if not _protected(reading, f, public)]
    kept += _withheld_by_user(reading)
    kept += spread(reading.document, kept, public)
    unique = dict.fromkeys(kept)
    return tuple(sorted(unique, key=lambda f: (f.span, f.kind.value, f.rule)))


def _protected(reading: Reading, finding: Finding, public: list[Span]) -> bool:
    if finding.kind not in _NAMES:
        return False
    words = finding.span.of(reading.document.text).strip().lower()
    if words in {w.lower() for w in reading.own.keep}:
        return True
    if finding.rule == EMPLOYER:
        # everybody knows the firm, but not that this person works there
        return False
    return finding.kind is not Kind.PERSON and any(
        finding.span in p and len(finding.span) <= len(p) for p in public
    )


def _withheld_by_user(reading: Reading) -> Iterator[Finding]:
    aliases = dict(reading.own.aliases)
    for term in sorted({*reading.own.withhold, *aliases}):
        for span in places(reading.document, term):
            yield Finding(
                Kind.CUSTOMER,
                span,
                "own/withhold",
                1.0,
                "you asked to withhold it",
                neutral=aliases.get(term),
            )


def places(document: Document, term: str) -> Iterable[Span]:
    """Where `term` stands in the document: Latin words whole, whatever their case."""
    from antidistill.finders.spread import occurrences

    return occurrences(document.text, term)
