"""Several documents under way at once: bounded, in order, one computing at a time."""

from __future__ import annotations

from threading import Barrier, Lock

import pytest

from antidistill.batch import Done, Task, Unforeseen, ahead

TASKS = [Task(f"n{number}.md", None) for number in range(6)]


def test_as_many_as_asked_wait_together_and_come_back_in_order() -> None:
    gate, meeting = Lock(), Barrier(3, timeout=20)

    def work(task: Task) -> Done:
        assert gate.locked()
        gate.release()
        meeting.wait()
        gate.acquire()
        return Done(task)

    assert [d.task for d in ahead(3, gate)(work, TASKS)] == TASKS
    assert not gate.locked()


def test_a_crash_in_one_is_its_own() -> None:
    def work(task: Task) -> Done:
        if task.name == "n2.md":
            raise RuntimeError("broken")
        return Done(task)

    found = list(ahead(2, Lock())(work, TASKS))
    assert [isinstance(d.fault, Unforeseen) for d in found] == [t.name == "n2.md" for t in TASKS]


def test_nobody_computes_after_an_interruption() -> None:
    gate = Lock()
    going = iter(ahead(2, gate)(lambda t: Done(t), TASKS))
    next(iter(going))
    with pytest.raises(KeyboardInterrupt):
        going.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    assert gate.locked()
