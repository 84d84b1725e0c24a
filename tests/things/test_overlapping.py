"""Things found by their place: the same ones as by looking at all of them, in the same order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from antidistill.span import Overlapping, Span

SPANS = st.builds(
    lambda start, size: Span(start, start + size), st.integers(0, 40), st.integers(0, 12)
)


@given(st.lists(SPANS, max_size=30), SPANS)
def test_it_finds_what_a_look_at_all_of_them_finds(spans: list[Span], wanted: Span) -> None:
    plain = [number for number, span in enumerate(spans) if span.overlaps(wanted)]
    assert Overlapping((s, n) for n, s in enumerate(spans)).at(wanted) == plain
