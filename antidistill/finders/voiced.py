"""Whether what only the trained model takes for somebody's way of speaking is one: questions,
sample wording and entries of a table read like speech, and nobody in particular speaks there."""

from __future__ import annotations

from antidistill.document import Form
from antidistill.finders.likelihood import Judged
from antidistill.finders.quirks.mentions import mentions
from antidistill.finders.sections import is_about_person
from antidistill.finding import Kind
from antidistill.reading import Reading
from antidistill.span import Span

_SURELY = 0.85
"""Below this probability the model alone hears nobody in a sentence."""
_QUOTES = tuple("\"'“‘「『")
_ASKED = ("?", "？")
_CLOSING = " \"'”’」』*_)）"
_MOSTLY = 0.5
"""What is quoted to this part or more is shown, not said."""
_RHYTHM = "quirk/rhythm/"
"""How long sentences are tells of nobody that he speaks."""


def is_nobodys(reading: Reading, one: Judged) -> bool:
    """Whether a sentence that the model takes for a quirk is somebody's for no other reason."""
    if any(f.kind is Kind.QUIRK and not f.rule.startswith(_RHYTHM) for f in one.seen):
        return False
    if _in_row(reading, one) and one.sentence.text[:1] in _QUOTES:
        # what others say, by which a row is looked up
        return True
    if is_about_person(reading):
        return False
    asks = one.sentence.text.rstrip(_CLOSING).endswith(_ASKED)
    return asks or one.sure[Kind.QUIRK.value] < _SURELY or _is_shown(reading, one)


def _in_row(reading: Reading, one: Judged) -> bool:
    return reading.block(one.sentence).form is Form.CELL


def _is_shown(reading: Reading, one: Judged) -> bool:
    """Whether the sentence is sample wording: an item or a labelled line that is mostly quoted."""
    span, block = one.sentence.span, one.sentence.block
    quoted = sum(min(q.end, span.end) - max(q.start, span.start) for q in _quotes(reading, one))
    if quoted < _MOSTLY * len(span):
        return False
    told = mentions(reading)
    listed = any(reading.container(block, form) >= 0 for form in (Form.ITEM, Form.ROW))
    return listed or block in told.shown or block in told.listed or quoted < len(span) - 2


def _quotes(reading: Reading, one: Judged) -> list[Span]:
    return [q for q in mentions(reading).quoted if q.overlaps(one.sentence.span)]
