"""The file of the decisions."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antidistill.decisions import Choice, Decision, Decisions
from antidistill.decisions.store import Shelf, shelf
from antidistill.errors import BrokenData, OutputFault
from antidistill.finding import Kind

KEPT = Decision(Choice.KEEP)
OWN = Decision(Choice.OWN, "the blue valve sticks\n蓝色阀门", ("manual/valves/traps/0",))


@pytest.fixture
def own(tmp_path: Path) -> Shelf:
    return shelf(tmp_path / "data")


def _filled(own: Shelf) -> Decisions:
    book = own.begun()
    assert book.marker is not None
    first = book.marker.mark(Kind.PITFALL, "Never touch the red one.")
    second = book.marker.mark(Kind.PERSON, "Ask Anna.", "Anna")
    book = book.having([first], KEPT).having([second], OWN)
    own.save(book)
    return book


def test_what_is_saved_is_loaded(own: Shelf) -> None:
    book = _filled(own)
    again = own.load()
    assert dict(again.by_mark) == dict(book.by_mark)
    assert again.about(Kind.PITFALL, "Never touch  the red one.") == KEPT
    assert again.about(Kind.PERSON, "ask anna.", "Anna") == OWN


def test_no_text_stands_in_it(own: Shelf) -> None:
    _filled(own)
    text = own.file.read_text(encoding="ascii").lower()
    words = ("red", "anna", "valve", "manual", "person", "pitfall", "阀")
    assert not any(word in text.replace('"sealed"', "") for word in words if len(word) > 3)
    assert "蓝" not in text


def test_saving_again_changes_no_byte(own: Shelf) -> None:
    book = _filled(own)
    before = own.file.read_bytes()
    own.save(own.load())
    assert own.file.read_bytes() == before
    assert book.marker is not None
    own.save(own.load().having([book.marker.mark(Kind.QUIRK, "x")], KEPT))
    assert set(before.splitlines()) < set(own.file.read_bytes().splitlines())


def test_the_order_tells_nothing(own: Shelf) -> None:
    _filled(own)
    marks = [json.loads(line)["mark"] for line in own.file.read_text().splitlines()[1:]]
    assert marks == sorted(marks)


def test_two_users_have_other_marks(tmp_path: Path) -> None:
    one, other = shelf(tmp_path / "one").begun(), shelf(tmp_path / "other").begun()
    assert one.marker is not None
    assert other.marker is not None
    assert one.marker.mark(Kind.QUIRK, "x") != other.marker.mark(Kind.QUIRK, "x")


def test_a_file_goes_to_another_machine_with_its_key(own: Shelf, tmp_path: Path) -> None:
    book = _filled(own)
    there = shelf(tmp_path / "elsewhere", own.file)
    with pytest.raises(BrokenData, match=r"another key: copy the file 'key'"):
        there.load()
    there.key.parent.mkdir(parents=True)
    there.key.write_bytes(own.key.read_bytes())
    assert dict(there.load().by_mark) == dict(book.by_mark)


def test_without_a_file_there_is_nothing_and_no_key_is_made(own: Shelf) -> None:
    assert not own.load()
    assert not own.key.parent.exists()


@pytest.mark.skipif(os.name != "posix", reason="no permissions of this sort here")
def test_only_its_owner_may_look(own: Shelf) -> None:
    _filled(own)
    assert {stat.S_IMODE(p.stat().st_mode) for p in (own.file, own.key)} == {0o600}


@pytest.mark.parametrize(
    ("damage", "told"),
    {
        "": "no file of decisions",
        "nothing": "cannot be read",
        "[]": "no file of decisions",
        '{"format": "other"}': "no file of decisions",
        '{"format": "decisions", "version": 2}': "later version",
    }.items(),
)
def test_a_file_that_is_none(own: Shelf, damage: str, told: str) -> None:
    _filled(own)
    own.file.write_text(damage)
    with pytest.raises(BrokenData, match=told):
        own.load()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=6))
def test_a_damaged_file_is_told_or_as_it_was(own: Shelf, at: int, bit: int) -> None:
    if not own.file.exists():
        _filled(own)
        own.file.with_suffix(".whole").write_bytes(own.file.read_bytes())
    whole = own.file.with_suffix(".whole").read_bytes()
    at %= len(whole)
    own.file.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << bit)]) + whole[at + 1 :])
    try:
        found = own.load()
    except BrokenData:
        return
    assert all(d.wording in (None, OWN.wording) for d in found.by_mark.values())


def test_a_key_that_is_none(own: Shelf) -> None:
    _filled(own)
    own.key.write_text("nothing")
    with pytest.raises(BrokenData, match="not the key"):
        own.load()


def test_reviews_beside_each_other_keep_each_others_decisions(own: Shelf) -> None:
    one, other = own.begun(), own.begun()
    assert one.marker is not None
    assert one.marker == other.marker
    first, second = (one.marker.mark(Kind.QUIRK, text) for text in "xy")
    own.keep(one, one.having([first], KEPT))
    own.keep(other, other.having([second], KEPT))
    assert set(own.load().by_mark) == {first, second}
    own.keep(one.having([first], KEPT), one)
    assert set(own.load().by_mark) == {second}


def test_a_file_that_was_taken_away_is_written_again(own: Shelf) -> None:
    book = own.begun()
    assert book.marker is not None
    own.file.unlink()
    own.keep(book, book.having([book.marker.mark(Kind.QUIRK, "x")], KEPT))
    assert len(own.load().by_mark) == 1


def test_a_file_with_other_marks_is_not_mixed_with_these(own: Shelf) -> None:
    book = own.begun()
    assert book.marker is not None
    own.file.unlink()
    own.begun()
    with pytest.raises(OutputFault, match="begin the review again"):
        own.keep(book, book.having([book.marker.mark(Kind.QUIRK, "x")], KEPT))
