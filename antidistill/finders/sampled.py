"""People in samples of wording, 'Mayor Jane Smith said': who is named nowhere else is nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from antidistill.document import Form
from antidistill.finders.quirks.mentions import Mentions, mentions
from antidistill.finders.surroundings import in_sentences
from antidistill.finding import Finding, Kind
from antidistill.reading import Reading
from antidistill.span import Span

_REACHED = frozenset(["label", "skill", "mail", "phone", "handle", "chat", "seat", "spelling"])
"""Rules that see somebody and no sample: behind a label, or whom an address reaches."""
_LEAD = re.compile(
    r"(?:\bfor (?:example|instance)|\be\.g\.|\bsuch as|例如|比如|譬如|诸如)[^.。\n]{0,60}\Z",
    re.IGNORECASE,
)


def without_samples(reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """The findings without the people who stand in samples of wording alone."""
    told = mentions(reading)
    if not (told.shown or told.listed or told.quoted):
        return list(found)
    text = reading.document.text
    people = [f for f in found if f.kind is Kind.PERSON]
    shown = {f.span for f in people if _is_named(f) and _is_sample(reading, told, f.span)}
    if not shown:
        return list(found)
    real = {w for f in people if f.span not in shown for w in f.span.of(text).split()}
    nobody = {s for s in shown if real.isdisjoint(s.of(text).split())}
    return [f for f in found if f.kind is not Kind.PERSON or f.span not in nobody]


def _is_named(finding: Finding) -> bool:
    return finding.rule.split("/")[-1] not in _REACHED


def _is_sample(reading: Reading, told: Mentions, span: Span) -> bool:
    """Whether words that are only shown stand at that place."""
    block = _block_of(reading, span)
    quoted = next((s for s in told.quoted if span in s), None)
    if block in told.shown or block in told.listed:
        cell = reading.document.blocks[block].form is Form.CELL and block in told.shown
        in_quote = reading.container(block, Form.QUOTE) >= 0
        return cell or in_quote or quoted is not None or _speaks(reading, told, block)
    if quoted is None:
        return False
    start = reading.document.blocks[block].span.start
    return _LEAD.search(reading.document.text[start : quoted.start].replace("\n", " ")) is not None


def _speaks(reading: Reading, told: Mentions, block: int) -> bool:
    """Whether an example of wording quotes somebody: 'Bad: Mayor Smith stated, "We are …"'."""
    whole = reading.document.blocks[block].span
    return block in told.shown and any(s in whole for s in told.quoted)


def _block_of(reading: Reading, span: Span) -> int:
    place = in_sentences(reading).around(span)
    return place[0].block if place is not None else -1
