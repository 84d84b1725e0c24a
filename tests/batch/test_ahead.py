"""Several documents under way at once: bounded, in order, one computing at a time."""

from __future__ import annotations

from threading import Barrier, Lock

import pytest

from antidistill.batch import ahead

THINGS = list(range(6))


def test_as_many_as_asked_wait_together_and_come_back_in_order() -> None:
    gate, meeting = Lock(), Barrier(3, timeout=20)

    def work(thing: int) -> int:
        assert gate.locked()
        gate.release()
        meeting.wait()
        gate.acquire()
        return thing

    assert list(ahead(3, gate)(work, THINGS)) == THINGS
    assert not gate.locked()


def test_what_one_raises_is_raised_in_its_turn() -> None:
    def work(thing: int) -> int:
        if thing == 2:
            raise RuntimeError("broken")
        return thing

    going = ahead(2, Lock())(work, THINGS)
    assert [next(going), next(going)] == [0, 1]
    with pytest.raises(RuntimeError, match="broken"):
        next(going)


def test_nobody_computes_after_an_interruption() -> None:
    gate = Lock()
    going = ahead(2, gate)(lambda thing: thing, THINGS)
    next(going)
    with pytest.raises(KeyboardInterrupt):
        going.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    assert gate.locked()
