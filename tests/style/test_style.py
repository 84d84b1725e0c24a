"""The distance between two writers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antidistill.style import distance, marked, profile
from antidistill.style.delta import LEAST
from antidistill.style.profile import features, table
from tests.things.tables import Case, cases
from tests.things.tables import marked as params

HERE = Path(__file__).parent
TEXTS = cases(HERE / "writers.toml", "writer")
PAIRS = [
    (a, b) for a in TEXTS for b in TEXTS if a["name"] < b["name"] and a["language"] == b["language"]
]


@pytest.mark.parametrize("case", params(TEXTS))
def test_halves_of_one_text_are_nearer_than_any_other_writer(case: Case) -> None:
    language = case["language"]
    own = distance(case["first"], case["second"], language)
    others = [
        distance(case["first"], other["first"], language)
        for other in TEXTS
        if other["language"] == language and other["name"] != case["name"]
    ]
    assert own is not None
    assert others
    assert all(o is not None and own.delta < o.delta for o in others)


@pytest.mark.parametrize("case", params(TEXTS))
def test_a_text_is_no_distance_from_itself(case: Case) -> None:
    found = distance(case["first"], case["first"], case["language"])
    assert found is not None
    assert found.delta == 0
    assert found.rough


@pytest.mark.parametrize(("one", "two"), PAIRS, ids=lambda c: str(c["name"]))
def test_the_way_back_is_as_far(one: Case, two: Case) -> None:
    there = distance(one["first"], two["first"], one["language"])
    back = distance(two["first"], one["first"], one["language"])
    assert there is not None
    assert back is not None
    assert there.delta == pytest.approx(back.delta)
    assert {m.feature for m in there.telling} == {m.feature for m in back.telling}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_feature_has_a_norm_and_every_norm_a_feature(language: str) -> None:
    assert set(table("norms")[language]) == set(features(language))
    assert all(spread > 0 for _, spread in table("norms")[language].values())


@pytest.mark.parametrize("case", params(cases(HERE / "writers.toml", "count")))
def test_the_rates_are_counted(case: Case) -> None:
    found = profile(case["text"], case["language"])
    assert found.size == case["size"]
    counted = {k: round(v * found.size / 1000) for k, v in found.rates.items() if v}
    assert counted == case["counts"]


@settings(max_examples=50)
@given(st.text(max_size=400), st.sampled_from(["en", "zh"]))
def test_any_text_has_a_profile(text: str, language: str) -> None:
    found = profile(text, language)
    assert all(rate >= 0 for rate in found.rates.values())
    if found.size < LEAST:
        assert marked(text, language) is None


def test_a_marked_writer_is_further_from_the_norm() -> None:
    plain, odd = (next(t for t in TEXTS if t["name"] == n) for n in ("sober, en", "chatty, en"))
    first, second = marked(plain["first"], "en"), marked(odd["first"], "en")
    assert first is not None
    assert second is not None
    assert first.delta < second.delta
    assert second.telling[0].second == 0
