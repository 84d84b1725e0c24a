"""Each signal fires on a made pair in both languages, and stays quiet on others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antidistill.audit.base import Level, Sign
from antidistill.audit.scores import between, scores
from antidistill.audit.signals import FAMILIES, signs
from tests.audit.documents import seen
from tests.things.tables import Case, cases, marked

HERE = Path(__file__).parent
FIRES = cases(HERE / "signals.toml", "fires")
QUIET = cases(HERE / "signals.toml", "quiet")


def sign(case: Case) -> Sign:
    """The sign that a case is about."""
    found = signs(seen(case["after"]), seen(case["before"]))
    return next(s for s in found if s.id == case["sign"])


@pytest.mark.parametrize("case", marked(FIRES))
def test_a_signal_fires_and_shows_the_sentence(case: Case) -> None:
    found = sign(case)
    assert found.alarming, (found.before, found.after)
    faults = found.faults()
    assert faults
    if case["words"]:
        told = [f.place.words for f in faults]
        assert case["words"] in told
    for fault in faults:
        assert fault.place.span.end <= len(case["before" if fault.lost else "after"])


@pytest.mark.parametrize("case", marked(QUIET))
def test_a_signal_stays_quiet(case: Case) -> None:
    found = sign(case)
    assert not found.alarming, (found.before, found.after)


def test_every_signal_has_a_case_in_both_languages() -> None:
    tried = {(c["sign"], "zh" if not c["before"].isascii() else "en") for c in FIRES}
    for family in FAMILIES:
        for id, *_ in family.signals:
            assert {(id, "en"), (id, "zh")} <= tried


@pytest.mark.parametrize("case", marked([*FIRES, *QUIET]))
def test_a_text_is_not_suspicious_beside_itself(case: Case) -> None:
    view = seen(case["before"])
    assert not any(s.news or s.faults() for s in signs(view, view))


@pytest.mark.parametrize("case", marked(FIRES[:4]))
def test_without_an_original_nothing_is_new(case: Case) -> None:
    assert not any(s.news for s in signs(seen(case["after"])))


@settings(max_examples=50)
@given(st.floats(0, 10), st.floats(0, 10))
def test_more_never_scores_less(one: float, two: float) -> None:
    points = ((0.0, 0.0), (1.0, 1.0), (3.0, 5.0), (8.0, 10.0))
    low, high = sorted((one, two))
    assert 0 <= between(low, points) <= between(high, points) <= 10


SCORED = cases(HERE / "scores.toml", "case")


@pytest.mark.parametrize("case", marked(SCORED))
def test_the_scores_are_counted(case: Case) -> None:
    found = scores(seen(case["text"]))
    told = {s.name: s.value for s in found.dimensions if s.value is not None}
    assert found.confidence == case["confidence"]
    for name, value in case["scores"].items():
        assert told[name] == pytest.approx(value, abs=0.05)
    assert set(case["missing"]).isdisjoint(told)


def test_a_text_too_short_gets_no_total() -> None:
    found = scores(seen("# A\n\nOne line.\n"))
    assert found.total is None
    assert found.level is None


def test_levels_are_in_order() -> None:
    assert Level.NONE < Level.LIGHT < Level.MEDIUM < Level.HIGH
