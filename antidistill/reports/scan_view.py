"""One scanned document as all forms of the report see it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from antidistill.contradictions import Contradiction, contradictions
from antidistill.diff import line_starts
from antidistill.exposure import Heat, once, open_to_change
from antidistill.finding import Finding, Kind
from antidistill.message import Message, said
from antidistill.reports.columns import clean
from antidistill.reports.words import count
from antidistill.span import Span
from antidistill.targets import Fed, feeds
from antidistill.ui import joined, shown, tr

if TYPE_CHECKING:
    from antidistill.pipeline import Scan

EVERYBODYS = frozenset({Kind.PUBLIC, Kind.CRITICAL, Kind.PLAIN})
"""Kinds that no mode withholds."""
_HANDS = (
    (1.3, "a hand that can be told from others"),
    (0.9, "a hand of its own"),
    (0.0, "as work documents are written"),
)
"""From which distance to the norm on the writing is called so: public work documents lie between
0.5 and 0.9, the writers of `tests/bench/style` between 1.1 and 2.1."""
_ROUGH = "the text is short, so take it as a hint"
_MARKS = 6
LITTLE = 20
"""An exposure below this is mostly public knowledge, ordinary steps and formal rules: so score the
textbook pages and the house rules among the labelled documents."""


@dataclass(frozen=True)
class ScanView:
    """A scan with what the report says beyond it."""

    name: str
    """The file as the user named it; '-' for standard input."""
    scan: Scan

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """Findings outside critical and public text, each place once a kind."""
        return tuple(once(open_to_change(self.scan.findings)))

    @cached_property
    def own(self) -> tuple[Finding, ...]:
        """Those that some mode withholds."""
        return tuple(f for f in self.found if f.kind not in EVERYBODYS)

    @cached_property
    def fed(self) -> tuple[Fed, ...]:
        """What a distiller looks for and gets."""
        found = open_to_change(self.scan.findings)
        return feeds(self.scan.reading, [f for f in found if f.kind not in EVERYBODYS])

    @cached_property
    def slips(self) -> tuple[Contradiction, ...]:
        """Where the document does not agree with itself."""
        return contradictions(self.scan.reading)

    @cached_property
    def strips(self) -> tuple[tuple[Heat, ...], ...]:
        """For each row of `exposure.sections` its sentences and code blocks."""
        heat = self.scan.exposure.heat
        rows = (
            tuple(h for h in heat if s.first <= h.block < s.end) for s in self.scan.reading.sections
        )
        found = [row for row in rows if row]
        return tuple(found or ((),) * len(self.scan.exposure.sections))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """For each row of `exposure.sections` what it is called, '' before the first heading; a
        title over all of them only where it stands alone."""
        paths = [path for path, _ in self.scan.exposure.sections]
        titles = {path[:1] for path in paths if path}
        cut = len(titles) == 1 and len(paths) > 1
        return tuple(clean(" › ".join(p[1:] if cut and len(p) > 1 else p)) for p in paths)

    @property
    def writing(self) -> str:
        """How much of a hand of its own the writing shows, with what tells it, for people; '' for
        a short text."""
        style = self.scan.exposure.style
        if style is None:
            return ""
        told = [next(words for least, words in _HANDS if style.delta >= least)]
        if style.rough:
            told.append(_ROUGH)
        marks = joined(f"{clean(m.feature)} {m.first:+.1f}" for m in style.telling[:_MARKS])
        words = joined(map(shown, told), "; ")
        line = tr("Writing: {delta:.2f} from the usual ({told})", delta=style.delta, told=words)
        return joined((line, marks), ": ")

    @property
    def verdict(self) -> Message:
        """One sentence that sums it up, in English."""
        if not self.own:
            return said("Nothing here is yours alone: there is nothing to withhold.")
        findings = count(len(self.own), "finding")
        if self.scan.exposure.score < LITTLE:
            return said(
                "Mostly public knowledge, ordinary steps or formal rules: little to withhold "
                "({findings}).",
                findings=findings,
            )
        return said("{findings} that a distiller would take.", findings=findings)

    def targets_at(self, span: Span) -> tuple[str, ...]:
        """Ids of the items that what stands in `span` feeds."""
        return tuple(
            f.target.id for f in self.fed if any(x.span.overlaps(span) for x in f.findings)
        )

    def line(self, span: Span) -> int:
        """The line of its first character, from 1."""
        return bisect_right(self._starts, span.start)

    def column(self, at: int) -> tuple[int, int]:
        """(line, column) of an offset, both from 1."""
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1

    def words(self, span: Span) -> str:
        """The text there on one line, fit for a terminal."""
        return clean(" ".join(span.of(self.scan.reading.document.text).split()))

    def place(self, span: Span) -> dict[str, Any]:
        """A place for programs."""
        text = span.of(self.scan.reading.document.text)
        return {"start": span.start, "end": span.end, "line": self.line(span), "text": text}

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.scan.reading.document.text)
