"""Which findings feed which item."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from antidistill.exposure import once
from antidistill.finding import Finding
from antidistill.reading import Reading
from antidistill.span import Span
from antidistill.targets.listed import Target, Way, targets


@dataclass(frozen=True, slots=True)
class Fed:
    """An item with what a document gives it."""

    target: Target
    findings: tuple[Finding, ...]
    """By place; what two rules of one kind saw at one place only once."""


def feeds(reading: Reading, findings: Sequence[Finding]) -> tuple[Fed, ...]:
    """The items that these findings feed, in the order of the list; an item that gets nothing is
    left out."""
    around = _Around(reading)
    rows: dict[str, list[Finding]] = {t.id: [] for t in targets()}
    for finding in sorted(findings, key=lambda f: f.span):
        text = around.of(finding.span)
        lower = text.lower()
        for target in targets():
            if any(_takes(way, finding, text, lower) for way in target.ways):
                rows[target.id].append(finding)
    return tuple(Fed(t, tuple(once(rows[t.id]))) for t in targets() if rows[t.id])


def _takes(way: Way, finding: Finding, text: str, lower: str) -> bool:
    if finding.kind not in way.kinds:
        return False
    if way.rules and not finding.rule.startswith(way.rules):
        return False
    return not way.words or any(
        w.may_stand_in(lower) and next(w.spans(text), None) is not None for w in way.words
    )


class _Around:
    """The sentence at a place, below the headings above it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._sentences = sorted(reading.sentences, key=lambda s: s.span)
        self._starts = [s.span.start for s in self._sentences]
        self._blocks = [
            (b.extent.start, i) for i, b in enumerate(reading.document.blocks) if b.pieces
        ]

    def of(self, span: Span) -> str:
        """Headings and sentence, a line each."""
        at = bisect_right(self._starts, span.start) - 1
        inside = at >= 0 and self._sentences[at].span.overlaps(span)
        text = self._sentences[at].text if inside else span.of(self._reading.document.text)
        return "\n".join((*self._path(span), text))

    def _path(self, span: Span) -> tuple[str, ...]:
        at = bisect_right(self._blocks, (span.start, len(self._blocks))) - 1
        block = self._blocks[at][1] if at >= 0 else -1
        return next((s.path for s in self._reading.sections if s.first <= block < s.end), ())
