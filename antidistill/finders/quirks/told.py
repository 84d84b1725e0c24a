"""From changes of a sentence to findings in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from antidistill.finders.clauses import whole
from antidistill.finders.quirks.wording import Change
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence


def told(
    reading: Reading,
    sentence: Sentence,
    changes: Iterable[Change],
    kind: Kind,
    rule: str,
    sure: float,
    note: str,
) -> list[Finding]:
    """A finding for each change, with its neutral form or its cut; none at all where one of them
    would tear markup."""
    out = []
    most = _MOST * len(sentence.text) if kind is Kind.TRAIT else len(sentence.text) + 1
    for change in (p for c in changes for p in _halves(_visible(sentence.text, c), most)):
        span = whole(reading.block(sentence), sentence.source(change.start, change.end))
        if span is None:
            return []
        cut = None if change.new else span
        neutral = change.new
        out.append(Finding(kind, span, rule, sure, note, Standing.RECORD, cut, neutral))
    return out


def telling(sentence: Sentence, kind: Kind, rule: str, sure: float, note: str) -> Finding:
    """A finding for all of a sentence, which has no milder form."""
    return Finding(kind, sentence.span, rule, sure, note, Standing.RECORD)


_MOST = 0.7


def _halves(change: Change, most: float) -> Iterator[Change]:
    """What takes most of a sentence in two: the plan takes a trait that covers nearly all of a
    sentence for one about all of it, which goes as a whole."""
    middle = (change.start + change.end) // 2
    if change.end - change.start < most or middle == change.start:
        yield change
    else:
        yield Change(change.start, middle, change.new)
        yield Change(middle, change.end, "")


def _visible(text: str, change: Change) -> Change:
    """An insertion as the change of the character before it, so that it has a span."""
    if change.end > change.start:
        return change
    at = change.start - 1 if change.start else 0
    new = text[at] + change.new if change.start else change.new + text[at]
    return Change(at, at + 1, new)
