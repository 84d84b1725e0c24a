"""The changes of a Word document as tracked changes, to be looked through in Word."""

from __future__ import annotations

from antidistill.errors import UsageFault
from antidistill.message import said
from antidistill.reports.base import Outcome


def tracked(outcome: Outcome) -> bytes:
    """A Word file with the original text and each edit as a tracked change by "preview", which can
    be accepted one by one; UsageFault when the document is no Word file."""
    from antidistill.formats.docx.reading import is_word, tracked_copy

    document = outcome.result.document
    if not is_word(document):
        raise UsageFault(
            said("{name}: is no Word file; use --html FILE instead of --word", name=outcome.name)
        )
    return tracked_copy(document, outcome.result.edits)
