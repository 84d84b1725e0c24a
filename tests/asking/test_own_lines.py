"""What of a command block may be said again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidistill.asking.own_lines import is_fewer, own_lines

BLOCK = "# the night jobs come first\nkubectl get jobs -n night -o wide\nhelm list  # twice"
LESS = {
    "without its comment": ("kubectl get jobs -n night -o wide\nhelm list  # twice", ()),
    "a line cut short": ("kubectl get jobs -o wide", ()),
    "with other spaces": ("  helm  list", ()),
    "without what was quoted": (
        "kubectl get jobs -n night -o wide",
        ("# the night jobs come first",),
    ),
    "all of it was quoted": ("helm list", (BLOCK,)),
}
MORE = {
    "the same": (BLOCK, ()),
    "the same with other spaces": (BLOCK.replace(" ", "  "), ()),
    "with what was quoted": (
        "# the night jobs come first\nhelm list",
        ("the night jobs come first",),
    ),
    "another value": ("kubectl get jobs -n day", ()),
    "another order of words": ("kubectl jobs get", ()),
    "a line more": ("helm list\nhelm history", ()),
    "nothing": ("", ()),
}


@pytest.mark.parametrize("name", LESS)
def test_a_block_with_less_of_it(name: str) -> None:
    text, quotes = LESS[name]
    assert is_fewer(BLOCK, text, quotes)


@pytest.mark.parametrize("name", MORE)
def test_anything_else(name: str) -> None:
    text, quotes = MORE[name]
    assert not is_fewer(BLOCK, text, quotes)


LINES = st.lists(st.text("ab -#", max_size=8), max_size=5)


@given(LINES, st.data())
def test_any_lines_of_a_block_are_its_own(lines: list[str], data: st.DataObject) -> None:
    block = "\n".join(lines)
    kept = [ln for ln in lines if data.draw(st.booleans())]
    own = own_lines(block, "\n".join(kept))
    assert own == [ln for ln in kept if ln.strip()] or "".join(own) == ""


@given(LINES, LINES)
def test_own_lines_are_words_of_the_block(lines: list[str], answer: list[str]) -> None:
    words = " ".join(lines).split()
    assert all(
        w in words for ln in own_lines("\n".join(lines), "\n".join(answer)) for w in ln.split()
    )
