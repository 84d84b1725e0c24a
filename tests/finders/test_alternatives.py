"""Alternatives of a phrase share their borders in the pattern, and match as each would alone."""

from __future__ import annotations

import pytest

from antidistill.finders.phrases import phrase

MATCHES = (
    ("(must|should not|mask*) go", "You must go.", ["must go"]),
    ("(must|should not|mask*) go", "It should not go.", ["should not go"]),
    ("(must|should not|mask*) go", "masking go", ["masking go"]),
    ("(stop|halt) now", "Stop now, HALT NOW", ["Stop now", "HALT NOW"]),
    ("(不得|禁止|never) 外传", "禁止外传，不得外传", ["禁止外传", "不得外传"]),
    ("call (the|a|) nurse", "call nurse", ["call nurse"]),
    ("(less than|#) days", "in 5 days", ["5 days"]),
    ("((red|blue) wire|cable*) off", "blue wire off, cables off", ["blue wire off", "cables off"]),
)
NOT = (
    ("(must|should not|mask*) go", "mustard goes"),
    ("(must|should not|mask*) go", "unmask go"),
    ("(stop|halt) now", "asphalt now, stopped now"),
    ("call (the|a|) nurse", "recall nurse"),
    ("((red|blue) wire|cable*) off", "bored wire off"),
)


@pytest.mark.parametrize(("source", "text", "found"), MATCHES)
def test_alternatives_match(source: str, text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in phrase(source).spans(text)] == found


@pytest.mark.parametrize(("source", "text"), NOT)
def test_parts_of_words_do_not_match(source: str, text: str) -> None:
    assert not list(phrase(source).spans(text))


def test_a_border_is_written_once() -> None:
    assert phrase("(stop|halt|pause) it").pattern().pattern.count("(?<!") == 2
