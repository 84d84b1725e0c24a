"""A name that is withheld in one place is withheld wherever it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from antidistill.document import AtomKind, Document, Form
from antidistill.finders.everywhere import everywhere
from antidistill.finders.everywhere import occurrences as occurrences
from antidistill.finding import Finding, Kind, Standing
from antidistill.span import Overlapping, Span, merged

_SPREADS = frozenset({Kind.PERSON, Kind.SYSTEM, Kind.CUSTOMER, Kind.SECRET, Kind.ARGUMENT})
_SHORTEST = {"latin": 4, "han": 2}
"""Characters that a term needs before its other places are looked up."""


def spread(
    document: Document, findings: Sequence[Finding], public: Sequence[Span]
) -> Iterator[Finding]:
    """Findings for the places of withheld names and values that no finder looked at."""
    covered = merged([f.span for f in findings if f.kind in _SPREADS])
    covered = merged([*covered, *public])
    starts = [s.start for s in covered]
    first: dict[str, Finding] = {}
    for finding in findings:
        if finding.kind in _SPREADS and finding.confidence >= 0.5:
            term = finding.span.of(document.text).strip()
            if _long_enough(term) and "\n" not in term and is_distinct(finding, term):
                first.setdefault(term.lower(), finding)
    places = everywhere(document.text, first)
    code = _Code(document)
    for term, finding in first.items():
        for span in places[term]:
            at = bisect_right(starts, span.start) - 1
            if at >= 0 and span.start < covered[at].end:
                continue
            if _only_in_code(finding, term) and not code.has(span):
                continue
            neutral = finding.neutral
            if neutral is not None and neutral.startswith("<") and not code.has(span):
                neutral = None
            yield replace(
                finding,
                neutral=neutral,
                span=span,
                rule="spread/again",
                note="the same name or value again",
                cut=None,
                standing=Standing.RECORD,
            )


_PLACES = frozenset(
    f"<{w}>" for w in ("database", "namespace", "topic", "queue", "bucket", "cluster")
)
"""Placeholders of values that are the same thing in every command of a document."""


def is_distinct(finding: Finding, term: str) -> bool:
    """Whether a value is one wherever it stands. 'deploy' is an account in one command and a
    plain word elsewhere; a database is the same in all commands."""
    if finding.kind is not Kind.ARGUMENT or not term.isalpha():
        return True
    return finding.neutral in _PLACES


def _only_in_code(finding: Finding, term: str) -> bool:
    """Whether the value is an ordinary word in sentences."""
    return finding.kind is Kind.ARGUMENT and term.isalpha()


class _Code:
    """Where a document has code: blocks, and spans in its prose."""

    def __init__(self, document: Document) -> None:
        blocks = [b for b in document.blocks if b.form is Form.CODE]
        self._blocks = Overlapping((b.extent, b.extent) for b in blocks)
        self._spans = Overlapping(
            (a.span, (a.span, b.extent))
            for b in document.blocks
            for a in b.atoms
            if a.kind is AtomKind.CODE
        )

    def has(self, span: Span) -> bool:
        """Whether what stands there is code."""
        if any(block.start <= span.start for block in self._blocks.at(span)):
            return True
        found = self._spans.at(span)
        return any(span in code and block.start <= span.start < block.end for code, block in found)


def _long_enough(term: str) -> bool:
    least = _SHORTEST["latin"] if term.isascii() else _SHORTEST["han"]
    return len(term) >= least and not term.isdigit()
