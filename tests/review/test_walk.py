"""The walk over the changes, without a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antidistill.decisions import Choice
from antidistill.passage import Rewrite
from antidistill.review import Review, begun
from antidistill.review.wordings import beside
from tests.decisions.conftest import EMPTY, bench, source


@pytest.fixture
def review() -> Review:
    return begun(bench(source("en")), EMPTY)


def _to(review: Review, fragment: str) -> Review:
    return review.go(next(i.id for i in review.sight.items if fragment in i.old))


def test_it_begins_at_the_first_change_and_ends_after_the_last(review: Review) -> None:
    total = len(review.sight.items)
    assert review.place == (1, total)
    for number in range(1, total + 1):
        assert review.place[0] == number
        review = review.take(Choice.ACCEPT)
    assert (review.item, review.left) == (None, 0)


def test_undo_is_exact(review: Review) -> None:
    there = _to(review, "Never deploy")
    back = there.take(Choice.KEEP).undo()
    assert (back.decisions, back.at, back.todo) == (there.decisions, there.at, there.todo)
    assert back.sight.result.text == review.sight.result.text
    assert back.undo().said == "there is nothing to undo"


def test_what_is_left_for_later_is_not_asked_in_this_walk(review: Review) -> None:
    first = review.at
    review = review.skip()
    while review.item is not None:
        assert review.at != first
        review = review.take(Choice.ACCEPT)
    assert review.left == 1
    assert begun(review.bench, review.decisions).at == first


def test_back_shows_what_was_decided(review: Review) -> None:
    item = review.item
    back = review.take(Choice.KEEP).back()
    assert item is not None
    assert back.at == item.id
    decision = back.decided(item)
    assert decision is not None
    assert decision.choice is Choice.KEEP
    assert back.back().said == "this is the first change"


def test_all_of_this_kind(review: Review) -> None:
    review = _to(review, "Ask Dana").take_kind(Choice.KEEP)
    persons = [i for i in review.sight.items if i.kind.value == "person"]
    others = [i for i in review.sight.items if i.kind.value != "person"]
    assert len(persons) > 1
    assert all(review.decided(i) for i in persons)
    assert not any(review.decided(i) for i in others)
    assert review.sight.result.text.count("Dana Reyes") == 2


def test_all_in_this_section(review: Review) -> None:
    review = _to(review, "Ask Dana").take_section(Choice.KEEP)
    for item in review.sight.items:
        assert (review.decided(item) is not None) == (item.path[-1] == "Rolling out")


def test_all_that_can_be_so_and_one_stays_where_one_is(review: Review) -> None:
    there = _to(review, "Send Bluebird")
    after = there.take_section(Choice.MILDER)
    assert after.at == there.at
    decided = [i.old[:12] for i in after.sight.items if after.decided(i)]
    assert decided == ["Never deploy"]


def test_all_leaves_what_was_decided_before(review: Review) -> None:
    review = _to(review, "signs the sheet").take(Choice.ACCEPT)
    review = _to(review, "Ask Dana").take_kind(Choice.KEEP)
    assert review.sight.result.text.count("Dana Reyes") == 1


def test_what_goes_with_its_sentence_is_not_asked_again() -> None:
    text = "# Pods\n\nRun:\n\n```bash\nkubectl -n shop-prod delete pod checkout-api-7d4f\n```\n"
    review = begun(bench(text), EMPTY)
    names = [i for i in review.sight.items if i.part]
    assert len(names) > 1
    review = review.go(names[0].id).take(Choice.STRICTER)
    assert not {i.id for i in names} & review.todo
    assert all(review.decided(i) for i in names)


def test_what_cannot_be_chosen_changes_nothing(review: Review) -> None:
    there = _to(review, "Never deploy")
    after = there.take(Choice.STRICTER)
    assert after.said
    assert after.decisions == there.decisions


def test_what_would_break_the_document_is_told_and_not_done(review: Review) -> None:
    there = _to(review, "Last March")
    for wording in ("# A heading of its own", "Two lines,\n\nand more."):
        after = there.take(Choice.OWN, Rewrite("", wording))
        assert after.decisions == there.decisions
        assert after.said.startswith("not possible: ")


def test_earlier_decisions_stand_and_are_offered_again_when_asked_for(review: Review) -> None:
    there = _to(review, "Never deploy").take(Choice.KEEP)
    later = begun(review.bench, there.decisions)
    item = next(i for i in later.sight.items if "Never deploy" in i.old)
    assert item.id not in later.todo
    assert later.sight.now[item.id] == item.old
    again = begun(review.bench, there.decisions, again=True)
    assert len(again.todo) == len(again.sight.items)


def test_how_a_passage_reads_now(review: Review) -> None:
    there = _to(review, "Never deploy")
    assert there.sight.now[there.at] == ""
    milder = there.take(Choice.MILDER)
    assert milder.sight.now[there.at] == "Never deploy on a Friday after noon."
    inside = _to(review, "Send Bluebird")
    assert inside.sight.now[inside.at] == "Send the partner the list of keys."
    assert inside.take(Choice.KEEP).sight.now[inside.at] == "Send Bluebird the list of keys."
    assert inside.take(Choice.STRICTER).sight.now[inside.at] == ""


STEPS = st.lists(st.sampled_from([*Choice, "undo", "skip", "back"]), max_size=12)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_the_text_depends_on_the_decisions_alone(steps: list[Choice | str]) -> None:
    review = begun(bench(source("en")), EMPTY)
    for step in steps:
        if isinstance(step, Choice):
            answer = Rewrite("", "Mind the valve.") if step is Choice.OWN else None
            review = review.take(step, answer)
        else:
            review = getattr(review, step)()
    assert review.bench.look(review.decisions).result.text == review.sight.result.text
    for _ in review.past:
        review = review.undo()
    assert review.decisions == EMPTY


def test_other_wordings_stand_on_the_same_shelf() -> None:
    found = list(beside("manual/job-offers/traps/1"))
    assert {mark.rsplit("/", 1)[0] for mark, _ in found} == {"manual/job-offers/traps"}
    assert found[0][0] == "manual/job-offers/traps/0"
    assert list(beside("manual/kubernetes-pods/commands/0")) == []
    assert list(beside("manual/nothing-of-the-kind/traps/0")) == []
