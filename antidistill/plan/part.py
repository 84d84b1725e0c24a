"""Which part of a package a document is: a mode may treat kinds differently there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from antidistill.document import Form
from antidistill.finding import Finding, Kind
from antidistill.nlp.records import is_incident_report
from antidistill.reading import Reading

_PERSONA = re.compile(r"layer\s*\d|口头禅|persona|人设|PART\s+[AB]", re.I)
_PERSONA_HEADINGS = 3
_TIME = re.compile(r"\b\d{1,2}:\d\d\b|\d{1,2}\s*[点时](?:\d{1,2}\s*分|半|整)?\s*$")
_TIMES = 2
_RECORD = 0.4
"""With so many headings that are times, and from this share of its sentences on, a document is the
record of what happened, not one that remembers it in passing."""


def part_of(reading: Reading, findings: Sequence[Finding]) -> str:
    """'persona' for a document in the layers of a persona, 'report' for the report of an incident,
    which the firm has anyway, else ''."""
    if is_persona(reading):
        return "persona"
    return "report" if _is_report(reading, findings) else ""


def is_persona(reading: Reading) -> bool:
    """Whether a document stands in the layers of a persona."""
    headings = sum(1 for s in reading.sections if s.path and _PERSONA.search(s.path[-1]))
    return headings >= _PERSONA_HEADINGS


def _is_report(reading: Reading, findings: Sequence[Finding]) -> bool:
    title = next((s.path[0] for s in reading.sections if s.path), "")
    if is_incident_report(title, reading.document.text):
        return True
    times = sum(1 for s in reading.sections if s.path and _TIME.search(s.path[-1]))
    if times < _TIMES:
        return False
    told = [f.span for f in findings if f.kind is Kind.INCIDENT and f.cut is None]
    body = [s.span for s in reading.sentences if reading.block(s).form is not Form.HEADING]
    held = sum(any(span in wide for wide in told) for span in body)
    return held > 0 and held >= _RECORD * len(body)
