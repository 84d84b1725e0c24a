"""What is the same at every start: what is taken from the shelf is what would be made."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from antidistill import ready
from antidistill.cache import of_program
from antidistill.finders import phrases, rules
from antidistill.manual import known, load
from antidistill.ready import Shelf


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    """A shelf in use."""
    ready.use(Shelf())
    found = ready.shelf()
    assert found is not None
    yield found
    ready.use(None)


def written_and_read(shelf: Shelf) -> Shelf:
    found = ready.shelf_from(shelf.written())
    assert found is not None
    return found


def test_parts_come_back_as_they_were_put() -> None:
    shelf = Shelf()
    shelf.put("a", b"one")
    shelf.put("经验", b"")
    shelf.put("b", bytes(range(256)))
    again = written_and_read(shelf)
    assert [bytes(again.get(name) or b"") for name in again.names()] == [
        b"one",
        b"",
        bytes(range(256)),
    ]
    assert again.names() == shelf.names() and not again.changed and again.get("c") is None


@pytest.mark.parametrize("at", [0, 5, 20, -1])
def test_a_damaged_shelf_is_none(at: int) -> None:
    shelf = Shelf()
    shelf.put("patterns", b"x" * 40)
    data = bytearray(shelf.written())
    data[at] ^= 1
    assert ready.shelf_from(bytes(data)) is None
    assert ready.shelf_from(bytes(data[:at])) is None


KEPT = [{"a": [1, 2.0, "零", True, None]}, [], {}, [[1 << 80, "x"]]]
MADE_ANEW = [(1, 2), {1: 2}, {"a": {1}}, "\ud800", [("a",)]]
"""What would come back as something else."""


@pytest.mark.parametrize(
    ("value", "times"), [*((v, 1) for v in KEPT), *((v, 2) for v in MADE_ANEW)], ids=repr
)
@pytest.mark.usefixtures("shelf")
def test_what_comes_back_the_same_is_made_once(value: Any, times: int) -> None:
    asked: list[int] = []

    def make() -> Any:
        asked.append(1)
        return value

    first, second = ready.data("value", make), ready.data("value", make)
    assert repr(first) == repr(second) == repr(value)
    assert len(asked) == times


def test_without_a_shelf_everything_is_made_anew() -> None:
    asked: list[int] = []
    for _ in range(2):
        ready.data("value", lambda: asked.append(1))
    assert len(asked) == 2 and ready.shelf() is None


def test_numbers_come_back() -> None:
    ready.use(Shelf())
    try:
        made = ready.whole_numbers("n", lambda: array("Q", [0, (1 << 64) - 1, 7]))
        assert ready.whole_numbers("n", lambda: array("Q")) == made
    finally:
        ready.use(None)


def _indices() -> list[Callable[[], Any]]:
    files = [p.stem for p in phrases.DATA.glob("*.toml") if set(phrases.table(p.stem)) == {"rules"}]
    return [
        lambda file=file, language=language: rules._needed(file, (), language)  # type: ignore[misc]
        for file in sorted(files)
        for language in ("en", "zh")
    ]


def test_what_the_program_keeps_is_what_it_makes(shelf: Shelf) -> None:
    made = [*_indices(), load._our_heads.__wrapped__, load._our_words.__wrapped__]
    first = [make() for make in made]
    assert len(shelf.names()) >= len(made)
    ready.use(written_and_read(shelf))
    assert [make() for make in made] == first
    here = ready.shelf()
    assert here is not None and not here.changed, "everything came from the shelf"


@pytest.mark.usefixtures("shelf")
def test_the_program_has_one_hash() -> None:
    with_shelf = [of_program(), of_program()]
    ready.use(None)
    assert {*with_shelf} == {of_program()}


@pytest.mark.usefixtures("shelf")
def test_wordings_are_known_from_their_hashes() -> None:
    every = known._all_wordings(())
    kept = known._wordings.__wrapped__(())
    assert len(kept._hashes) == len(every), "no two come to the same"
    assert all(text in kept for text in every)
    assert not any(f"{text} of ours" in kept for text in every)
    assert "" not in kept and "\ud800" not in kept
