"""What whole documents say about the sentences in them: warnings, headings, experience, samples."""

from __future__ import annotations

from typing import Any

import pytest

from antidistill.finders.incidents import is_time
from antidistill.finders.sections import parts_of, positions
from antidistill.finding import Finding
from antidistill.reading import Reading, Sentence
from tests.finders.meaning.test_cases import SURE, finder, reading_of, table

CASES = table("places")


def _sentence(reading: Reading, words: str) -> Sentence:
    return next(s for s in reading.sentences if words in s.text)


def _about(found: list[Finding], sentence: Sentence) -> list[Finding]:
    return [f for f in found if sentence.span in f.span or f.span == sentence.span]


@pytest.mark.parametrize("case", CASES["critical"], ids=lambda c: c["critical"][0])
def test_a_warning_is_critical_as_a_whole(case: dict[str, Any]) -> None:
    reading = reading_of(case["text"])
    found = list(finder("critical").find(reading))
    assert [w for w in case["critical"] if not _about(found, _sentence(reading, w))] == []
    assert [w for w in case["free"] if _about(found, _sentence(reading, w))] == []


@pytest.mark.parametrize("case", CASES["position"], ids=lambda c: c["of"])
def test_the_nearest_heading_decides(case: dict[str, Any]) -> None:
    reading = reading_of(case["text"])
    here = positions(reading)[_sentence(reading, case["of"]).block]
    assert set(case["has"]) <= here
    assert not set(case["has_not"]) & here


@pytest.mark.parametrize("case", CASES["part"], ids=lambda c: c["heading"])
def test_what_a_part_is_for(case: dict[str, Any]) -> None:
    told = set(parts_of(case["heading"]))
    assert set(case["is"]) <= told
    assert not set(case["is_not"]) & told


@pytest.mark.parametrize("case", CASES["time"])
def test_a_heading_that_only_says_when(case: dict[str, list[str]]) -> None:
    assert [h for h in case["yes"] if not is_time(h)] == []
    assert [h for h in case["no"] if is_time(h)] == []


@pytest.mark.parametrize("case", CASES["own"], ids=lambda c: f"{c['text'][2:6]}-{c['judgement']}")
def test_frequency_counts_where_somebody_was_there(case: dict[str, Any]) -> None:
    found = [f for f in finder("judgement").find(reading_of(case["text"])) if f.confidence >= SURE]
    assert bool(found) is case["judgement"]


@pytest.mark.parametrize("case", CASES["persona"], ids=lambda c: c["neutral"][0])
def test_sample_speech_stays_speech(case: dict[str, Any]) -> None:
    reading = reading_of(case["text"])
    quirks = list(finder("quirk").find(reading))
    traits = list(finder("trait").find(reading))
    assert [f.neutral for f in quirks if f.neutral] == case["neutral"]
    for words in case["whole"]:
        found = _about(quirks, _sentence(reading, words))
        assert found and all(f.neutral is None and f.cut is None for f in found)
    for words in case["kept"]:
        found = _about([*quirks, *traits], _sentence(reading, words))
        assert [f for f in found if f.confidence >= SURE] == []
