"""Things done by several processes: all of them, in order, whatever dies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import pytest

from antidistill.batch.packing import done, packed
from antidistill.batch.processes import Processes
from antidistill.errors import EngineFault
from tests.batch.work import Doubling

MANY = 40


def test_things_come_back_in_order_and_are_taken_as_needed(tmp_path: Path) -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(MANY):
            taken.append(number)
            yield number

    with Processes(2) as each:
        going = each(Doubling(tmp_path), numbers())
        assert next(going) == 0
        assert len(taken) < MANY
        assert list(going) == [2 * n for n in range(1, MANY)]
        # a second round finds the processes as they are
        assert list(each(Doubling(tmp_path), [7])) == [14]


def test_what_dies_once_is_done_again_and_nothing_is_lost(tmp_path: Path) -> None:
    work = Doubling(tmp_path, shaky=frozenset({3, 17}))
    with Processes(2) as each:
        assert list(each(work, range(MANY))) == [2 * n for n in range(MANY)]


def test_what_ends_every_process_is_lost_alone(tmp_path: Path) -> None:
    work = Doubling(tmp_path, deadly=frozenset({5}))
    with Processes(2) as each:
        found = list(each(work, range(12)))
    assert found == [-n if n == 5 else 2 * n for n in range(12)]


def test_where_no_process_does_anything_the_run_ends(tmp_path: Path) -> None:
    work = Doubling(tmp_path, deadly=frozenset(range(MANY)))
    with Processes(2) as each, pytest.raises(EngineFault, match="leave out --jobs"):
        list(each(work, range(MANY)))
    assert len(list(tmp_path.iterdir())) < MANY / 2


def test_nothing_is_started_for_nothing(tmp_path: Path) -> None:
    with Processes(2) as each:
        assert list(each(Doubling(tmp_path), [])) == []
        assert each._pool is None


class Shown:
    """Holds a read-only mapping, as modes and decisions do."""

    def __init__(self) -> None:
        self.known = MappingProxyType({"a": 1})

    def __call__(self, key: str) -> int:
        return self.known[key]


def test_read_only_mappings_are_packed() -> None:
    assert done(packed(Shown()), "a") == 1
