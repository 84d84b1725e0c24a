"""Documents that are the record of what happened, by their title and by the dates they hold."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from antidistill import toml

_DATA = Path(__file__).parent / "data" / "records.toml"
_MOMENT = re.compile(
    r"\b20\d\d[-/.年]\s?\d{1,2}|\b\d{1,2}[-/.]\d{1,2}[-/.]20\d\d\b|\b\d{1,2}:\d\d\b|"
    r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]|\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? 20\d\d\b|"
    r"\b[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? 20\d\d\b"
)
_MOMENTS = 2
"""A form has none, advice at most the date of its last change."""


def is_record(title: str, text: str) -> bool:
    """Whether a document is a record: the report of an incident, minutes, a log."""
    return _is_titled(title, "incident", "other") and _holds_moments(text)


def is_incident_report(title: str, text: str) -> bool:
    """Whether a document is the report of an incident."""
    return _is_titled(title, "incident") and _holds_moments(text)


def _is_titled(title: str, *names: str) -> bool:
    return any(_says(n).search(title) for n in names) and _says("about").search(title) is None


def _holds_moments(text: str) -> bool:
    return len(_MOMENT.findall(text)) >= _MOMENTS


@cache
def _says(name: str) -> re.Pattern[str]:
    return re.compile("|".join(toml.shipped(_DATA)[name]["says"]), re.IGNORECASE)
