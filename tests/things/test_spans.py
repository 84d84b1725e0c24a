"""Spans: what they hold, how they join."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill.span import Span, hull, merged

SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: Span(min(p), max(p)))


def characters(spans: list[Span]) -> set[int]:
    """The offsets that some of `spans` hold."""
    return {at for s in spans for at in range(s.start, s.end)}


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3), (-2, -1)])
def test_a_span_cannot_run_backwards_or_begin_before_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no such span"):
        Span(start, end)


def test_a_span_is_half_open() -> None:
    assert Span(1, 3).of("abcd") == "bc"
    assert len(Span(1, 3)) == 2
    assert Span(2, 2).of("abcd") == ""


@given(SPANS, SPANS)
def test_to_lie_inside_is_to_hold_no_other_characters(a: Span, b: Span) -> None:
    if b in a:
        assert characters([b]) <= characters([a])
    if characters([b]) and characters([b]) <= characters([a]):
        assert b in a


@given(SPANS, SPANS)
def test_spans_that_overlap_share_characters(a: Span, b: Span) -> None:
    shared = bool(characters([a]) & characters([b]))
    if len(a) and len(b):
        assert a.overlaps(b) == shared
    assert a.overlaps(b) == b.overlaps(a)


def test_neighbours_do_not_overlap() -> None:
    assert not Span(0, 4).overlaps(Span(4, 8))


@given(st.lists(SPANS, min_size=1, max_size=8))
def test_the_hull_is_the_smallest_span_around_all(spans: list[Span]) -> None:
    whole = hull(iter(spans))
    assert all(s in whole for s in spans)
    assert whole.start in {s.start for s in spans}
    assert whole.end in {s.end for s in spans}


def test_nothing_has_no_hull() -> None:
    with pytest.raises(ValueError):
        hull([])


@given(st.lists(SPANS, max_size=12))
def test_merging_keeps_the_characters_and_leaves_gaps_between(spans: list[Span]) -> None:
    joined = merged(spans)
    assert characters(joined) == characters(spans)
    assert all(a.end < b.start for a, b in pairwise(joined))


@given(st.lists(SPANS, max_size=12))
def test_merging_twice_is_merging_once(spans: list[Span]) -> None:
    assert merged(merged(spans)) == merged(spans)
