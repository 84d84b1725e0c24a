"""What was taken out and is still told; promises that a copy breaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antidistill.audit import Alarm, audit
from antidistill.audit.forms import forms
from antidistill.audit.traces import file_signs, time_signs
from antidistill.audit.values import values
from antidistill.finding import Kind
from tests.audit.documents import seen
from tests.things.tables import Case, cases, marked, toml

HERE = Path(__file__).parent
FILES = toml(HERE / "files.toml")


def alarms(case: Case) -> list[Alarm]:
    """The alarms of a pair of texts that are no mere remarks."""
    found = audit("notes.md", seen(case["after"]), seen(case["before"]))
    return [a for a in found.alarms if a.serious]


@pytest.mark.parametrize("case", marked(cases(HERE / "leaks.toml", "leaks")))
def test_a_leak_is_found_with_its_sentence(case: Case) -> None:
    found = [a for a in alarms(case) if a.check == "leak"]
    assert found
    assert all(a.new is not None and a.new.text for a in found)
    if case["words"]:
        assert case["words"].lower() in " ".join(a.new.words.lower() for a in found if a.new)


@pytest.mark.parametrize("case", marked(cases(HERE / "leaks.toml", "quiet")))
def test_what_stays_by_right_is_no_leak(case: Case) -> None:
    assert [a for a in alarms(case) if a.check == "leak"] == []


def test_a_kind_that_is_known_to_be_withheld_must_stand_nowhere() -> None:
    text = "# Lag\n\nLook at `db01.prod.corp.acme-press.com` first.\n\nOil the wheel.\n"
    old, new = seen(text), seen(text.replace("Oil the wheel", "Oil the axle"))
    assert audit("notes.md", new, old).alarms == ()
    told = audit("notes.md", new, old, withheld=frozenset({Kind.ARGUMENT})).alarms
    assert [a.check for a in told] == ["leak"]
    assert told[0].new is not None
    assert "db01" in told[0].new.text


@pytest.mark.parametrize("case", marked(cases(HERE / "promises.toml", "broken")))
def test_a_broken_promise_is_named(case: Case) -> None:
    assert case["check"] in [a.check for a in alarms(case)]


@pytest.mark.parametrize("case", marked(cases(HERE / "promises.toml", "sound")))
def test_a_sound_copy_breaks_none(case: Case) -> None:
    assert alarms(case) == []


@pytest.mark.parametrize("case", marked(cases(HERE / "values.toml", "same")))
def test_wordings_of_one_value_are_the_same(case: Case) -> None:
    for text in case["texts"]:
        assert [v.same for v in values(text)] == [v.same for v in values(case["texts"][0])], text


@pytest.mark.parametrize("case", marked(cases(HERE / "values.toml", "other")))
def test_other_values_differ(case: Case) -> None:
    found = [values(text)[0].same for text in case["texts"]]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("case", marked(cases(HERE / "values.toml", "none")))
def test_names_and_versions_are_no_values(case: Case) -> None:
    for text in case["texts"]:
        assert values(text) == (), text


@settings(max_examples=100)
@given(st.integers(1, 999_999))
def test_digits_with_and_without_commas_are_one_value(number: int) -> None:
    plain, grouped = values(f"keep {number} seconds"), values(f"keep {number:,} seconds")
    assert [v.same for v in plain] == [v.same for v in grouped] == [("time", float(number))]


@settings(max_examples=100)
@given(st.integers(1, 99))
def test_han_numerals_and_digits_are_one_value(number: int) -> None:
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    written = (
        ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")
    )
    assert [v.same for v in values(f"等{written}分钟")] == [
        v.same for v in values(f"等 {number} 分钟")
    ]


@pytest.mark.parametrize("case", marked(cases(HERE / "forms.toml", "case")))
def test_the_other_forms_of_a_name(case: Case) -> None:
    found = forms(Kind(case["kind"]), case["term"])
    assert set(case["has"]) <= set(found)
    assert not set(case["not"]) & set(found)


@pytest.mark.parametrize("name", FILES["fires"])
def test_a_telling_file_name_is_seen(name: str) -> None:
    assert [a.check for a in file_signs(name)] == ["file name"]


@pytest.mark.parametrize("name", FILES["quiet"])
def test_an_ordinary_file_name_tells_nothing(name: str) -> None:
    assert list(file_signs(name)) == []


def test_files_of_one_second_are_remarked() -> None:
    assert [a.serious for a in time_signs([5.1, 5.2, 5.9])] == [False]
    assert list(time_signs([5.1, 5.2, 6.9])) == []
    assert list(time_signs([5.1, 5.2])) == []
