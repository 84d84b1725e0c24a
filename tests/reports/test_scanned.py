"""What `scan` says of findings that lie on top of each other."""

from __future__ import annotations

from antidistill.exposure import Exposure
from antidistill.finding import Finding, Kind
from antidistill.pipeline import Scan
from antidistill.reading import Reading
from antidistill.reports import Look
from antidistill.reports.scanned import record, table, verdict
from antidistill.span import Span

from .documents import document

TEXT = "Cut the power first, says Anna. Wait 15 minutes.\n"


def finding(kind: Kind, words: str, rule: str) -> Finding:
    at = TEXT.index(words)
    return Finding(kind, Span(at, at + len(words)), rule, 0.9, "why")


def scan(*found: Finding, score: int = 50) -> Scan:
    reading = Reading(document(TEXT), (), ())
    return Scan(reading, found, Exposure(score, (), (), ()))


CRITICAL = finding(Kind.CRITICAL, "Cut the power first, says Anna.", "critical/power")
ANNA = finding(Kind.PERSON, "Anna", "people/name")
WAIT = finding(Kind.QUANTITY, "15 minutes", "quantity/duration")
FIGURE = finding(Kind.QUANTITY, "15", "quantity/figure")


def shown(found: Scan) -> str:
    return "".join(table("notes.md", found, Look()))


def test_what_stands_in_critical_text_is_not_offered() -> None:
    found = scan(CRITICAL, ANNA)
    assert verdict(found) == "Nothing here is yours alone: there is nothing to withhold."
    assert "Anna" not in shown(found)
    assert "Stays in every mode: 1 critical" in shown(found)


def test_one_place_is_told_once_a_kind() -> None:
    text = shown(scan(WAIT, FIGURE))
    assert "quantity (1)" in text
    assert "quantity/duration" in text and "quantity/figure" not in text


def test_two_kinds_at_one_place_are_both_told() -> None:
    norm = finding(Kind.NORM, "15 minutes", "norm/deadline")
    text = shown(scan(WAIT, norm))
    assert "quantity (1)" in text and "norm (1)" in text


def test_programs_get_all() -> None:
    assert len(record("notes.md", scan(CRITICAL, ANNA, WAIT, FIGURE))["findings"]) == 4


def test_a_low_score_is_said_plainly() -> None:
    found = verdict(scan(ANNA, score=3))
    assert found == "Mostly public knowledge: little to withhold (1 finding)."
