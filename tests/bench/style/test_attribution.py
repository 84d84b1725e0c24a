"""The bench itself: it must recognise who can be recognised, and not by the subject."""

from __future__ import annotations

import pytest

from antidistill.style.profile import profile
from tests.bench.style.attribution import chance, named, right, survivors
from tests.bench.style.texts import LANGUAGES, Written, written

CALM = "The list is kept by the desk, which is closed at noon. "
LOUD = "So you just take it! Don't wait, and don't ask me! "


def text(author: str, subject: str, words: str) -> Written:
    return Written(author, subject, profile(words, "en"), words)


KNOWN = [
    text(author, subject, words * 12)
    for subject in ("a", "b")
    for author, words in (("calm", CALM), ("loud", LOUD))
]


def test_writers_that_differ_are_told_apart() -> None:
    assert right(named(KNOWN, KNOWN)) == 1.0
    assert chance(KNOWN) == 0.5


def test_who_writes_like_another_is_taken_for_them() -> None:
    disguised = [text("calm", "a", LOUD * 12), text("loud", "a", CALM * 12)]
    assert right(named(disguised, KNOWN)) == 0.0


def test_the_same_subject_is_no_help() -> None:
    odd = [text("loud", "a", CALM * 12), text("calm", "a", LOUD * 12)]
    known = [*odd, *(k for k in KNOWN if k.subject == "b")]
    assert right(named([text("calm", "a", CALM * 12)], known)) == 1.0


def test_what_points_home_is_named() -> None:
    told = [(a, f) for a, f, pull in survivors(KNOWN, KNOWN) if pull > 0]
    assert ("loud", "!") in told
    assert ("calm", "the") in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_author_has_every_subject(language: str) -> None:
    texts = list(written(language))
    pairs = {(t.author, t.subject) for t in texts}
    assert len(pairs) == len(texts) == 24
    assert len({a for a, _ in pairs}) == 6
    assert all(t.profile.size >= 150 for t in texts)
