"""What the score says, and that it cannot say otherwise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antidistill import nlp
from antidistill.exposure import WEIGHTS, exposure, once, open_to_change
from antidistill.finding import Finding, Kind
from antidistill.formats import format_for
from antidistill.reading import Reading
from antidistill.span import Span
from tests.things.tables import Case, cases, marked

HERE = Path(__file__).parent
_MARK = re.compile(r"\[([a-z]+):([^\]]*)\]")


def read(text: str) -> Reading:
    return nlp.read(format_for("n.md").read(text.encode(), "n.md"), analyse=False)


def sample(text: str) -> tuple[Reading, list[Finding]]:
    """A text without its marks, and the findings that they name."""
    found, plain, at = [], "", 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        span = Span(len(plain), len(plain) + len(match[2]))
        found.append(Finding(Kind(match[1]), span, "x/y", 0.5))
        plain, at = plain + match[2], match.end()
    return read(plain + text[at:]), found


@pytest.mark.parametrize("case", marked(cases(HERE / "cases.toml", "scored")))
def test_the_score(case: Case) -> None:
    assert exposure(*sample(case["text"])).score == case["score"]


def test_findings_in_critical_and_public_text_say_nothing() -> None:
    reading, _ = sample("Ask Anna before you cut the power.\n")
    inside = Finding(Kind.PERSON, Span(4, 8), "persons/x", 1.0)
    for kind in (Kind.CRITICAL, Kind.PUBLIC):
        around = Finding(kind, Span(0, 34), "x/y", 1.0)
        assert exposure(reading, [around, inside]).score == 0
        assert open_to_change([around, inside]) == [around]
    assert exposure(reading, [inside]).score > 0


def test_where_two_overlap_the_heavier_counts() -> None:
    reading, found = sample("[pitfall:Never open it.]\n")
    light = Finding(Kind.NORM, found[0].span, "norm/x", 1.0)
    assert exposure(reading, [light, *found]).score == 100
    assert exposure(reading, [light]).score == 6


def test_one_place_is_a_reason_once_a_kind() -> None:
    reading, found = sample("[pitfall:Never open it.]\n")
    again = [*found, *(Finding(Kind.PITFALL, Span(0, 5), "x/z", 0.9),)]
    assert exposure(reading, again).reasons == ("1 × pitfall",)
    assert once(again) == found


def test_sections_have_scores_of_their_own() -> None:
    reading, found = sample("# Wine\n\n[pitfall:Never open it.]\n\n# Cork\n\nKeep it dry.\n")
    scores = dict(exposure(reading, found).sections)
    assert scores[("Cork",)] == 0
    assert scores[("Wine",)] > 50


def test_the_most_telling_sentence_comes_first() -> None:
    reading, found = sample("[norm:Badges.] [context:It was old.] [pitfall:Never open it.] Fine.\n")
    told = [span.of(reading.document.text) for span, _ in exposure(reading, found).telling]
    assert told == ["Never open it."]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(list(Kind)), st.integers(0, 60), st.integers(1, 30)), max_size=12
    )
)
def test_every_figure_is_a_share(marks: list[tuple[Kind, int, int]]) -> None:
    reading = read("# A\n\nOne two three. Four five 六七八九。\n\n- ten\n\n```\ncode\n```\n")
    end = len(reading.document.text)
    found = [Finding(k, Span(min(a, end - 1), min(a + n, end)), "x/y", 0.7) for k, a, n in marks]
    made = exposure(reading, found)
    assert 0 <= made.score <= 100
    assert all(0 <= score <= 100 for _, score in made.sections)
    assert all(0 <= h.score <= 100 and set(h.kinds) <= set(WEIGHTS) for h in made.heat)
    assert [h.span for h in made.heat] == sorted(h.span for h in made.heat)
