"""What is likelier something else counts only near what surely is somebody's own."""

from __future__ import annotations

import pytest

from antidistill import nlp
from antidistill.finders.guesses import TOLD, weighed
from antidistill.finding import Finding, Kind
from antidistill.formats import markdown
from antidistill.reading import Reading
from antidistill.span import Span

SENTENCES = 60


@pytest.fixture(scope="module")
def reading() -> Reading:
    text = "\n\n".join(f"The shelf has the number {n}." for n in range(SENTENCES))
    return nlp.read(markdown.read(text.encode(), "notes.md"), analyse=False)


def finding(reading: Reading, sentence: int, kind: Kind, confidence: float) -> Finding:
    return Finding(kind, reading.sentences[sentence].span, "learned/sentence", confidence, "")


@pytest.mark.parametrize(
    ("guessed", "at", "beside", "confidence", "place"),
    [
        (Kind.JUDGEMENT, 0, Kind.PITFALL, 0.75, 1),
        (Kind.CONTEXT, 0, Kind.JUDGEMENT, 0.9, 40),
        (Kind.CONTEXT, 59, Kind.INCIDENT, 0.9, 19),
        (Kind.NORM, 0, Kind.PLAIN, 0.9, 1),
        (Kind.PROCEDURE, 0, Kind.PLAIN, 0.9, 1),
        (Kind.CRITICAL, 0, Kind.PLAIN, 0.9, 1),
    ],
)
def test_a_guess_counts(
    reading: Reading, guessed: Kind, at: int, beside: Kind, confidence: float, place: int
) -> None:
    guess = finding(reading, at, guessed, 0.35)
    other = finding(reading, place, beside, confidence)
    assert [f.confidence for f in weighed(reading, [other, guess], {guess})] == [confidence, TOLD]


@pytest.mark.parametrize(
    ("guessed", "at", "beside", "confidence", "place"),
    [
        (Kind.JUDGEMENT, 0, Kind.PITFALL, 0.7, 1),
        (Kind.JUDGEMENT, 0, Kind.PROCEDURE, 0.9, 1),
        (Kind.CONTEXT, 0, Kind.NORM, 0.9, 1),
        (Kind.CONTEXT, 0, Kind.JUDGEMENT, 0.9, 41),
        (Kind.CONTEXT, 59, Kind.INCIDENT, 0.9, 18),
    ],
)
def test_a_guess_does_not_count(
    reading: Reading, guessed: Kind, at: int, beside: Kind, confidence: float, place: int
) -> None:
    guess = finding(reading, at, guessed, 0.35)
    other = finding(reading, place, beside, confidence)
    assert [f.confidence for f in weighed(reading, [other, guess], {guess})] == [confidence, 0.35]


def test_a_clause_is_not_what_a_guess_leans_on(reading: Reading) -> None:
    span = reading.sentences[1].span
    clause = Finding(
        Kind.CONTEXT, span, "context/purpose", 0.9, "", cut=Span(span.start, span.start + 4)
    )
    guess = finding(reading, 0, Kind.JUDGEMENT, 0.35)
    assert weighed(reading, [guess, clause], {guess}) == [guess, clause]


def test_what_is_no_guess_stays_as_sure_as_it_is(reading: Reading) -> None:
    rule, sure = finding(reading, 0, Kind.PITFALL, 0.45), finding(reading, 1, Kind.PITFALL, 0.9)
    assert weighed(reading, [rule, sure], set()) == [rule, sure]
