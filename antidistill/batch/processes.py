"""Several documents at once on this machine: processes that keep their models."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeVar

from antidistill.batch.packing import done, lost, packed
from antidistill.errors import EngineFault

T = TypeVar("T")
R = TypeVar("R")

Collect = tuple[int, int, int]
"""How seldom garbage is looked for, as `gc` has it."""

_AHEAD = 4
"""Things handed out for each process, so that a long one does not keep the others waiting."""

_BARREN = 3
"""So many things lost before one was done: it is not the things that are at fault."""


class Processes:
    """Goes through things with `number` processes. They start at the first thing and stay until
    `close`; what each of them loaded, it keeps."""

    def __init__(self, number: int, first: Callable[[Collect], None] | None = None) -> None:
        """`first` is what a process begins with, and calls `begin`."""
        self._number, self._first = number, first or begin
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __call__(self, work: Callable[[T], R], things: Iterable[T], /) -> Iterator[R]:
        """As `Each`. A thing whose process dies is begun again; one that ends every process that
        takes it up is lost alone."""
        blob, rest = packed(work), iter(things)
        waiting: deque[T] = deque()
        under_way: deque[tuple[T, Future[Any]]] = deque()
        suspects = barren = 0
        fruitful = False
        while True:
            # After a death those that were under way go alone: then it is clear whose fault it is.
            room = 1 if suspects else _AHEAD * self._number
            while len(under_way) < room and (found := _next(waiting, rest)):
                under_way.append((found[0], self._submitted(blob, found[0])))
            if not under_way:
                return
            thing, future = under_way.popleft()
            try:
                made = future.result()
            except BrokenProcessPool:
                self.close()
                if suspects and not under_way:
                    suspects -= 1
                    barren += 1
                    if barren >= _BARREN and not fruitful:
                        raise EngineFault(
                            "every process ended before it did anything: leave out --jobs"
                        ) from None
                    yield lost(work, thing)
                    continue
                waiting.extendleft(t for t, _ in reversed(under_way))
                waiting.appendleft(thing)
                under_way.clear()
                suspects = len(waiting)
                continue
            suspects, fruitful = max(suspects - 1, 0), True
            yield made

    def close(self) -> None:
        """Ends the processes, whatever they are doing."""
        pool, self._pool = self._pool, None
        if pool is not None:
            children = list(multiprocessing.active_children())
            pool.shutdown(wait=False, cancel_futures=True)
            for child in children:
                if child.name.startswith(_NAME):
                    child.terminate()

    def _submitted(self, blob: bytes, thing: Any) -> Future[Any]:
        if self._pool is None:
            # Not forked: a fork takes locks of the parent's libraries along.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(
                self._number, context, self._first, (gc.get_threshold(),)
            )
        try:
            return self._pool.submit(done, blob, thing)
        except BrokenProcessPool as fault:
            # a death that nobody has asked about yet: it is met in its turn
            met: Future[Any] = Future()
            met.set_exception(fault)
            return met


_NAME = "SpawnProcess"


def _next(waiting: deque[T], rest: Iterator[T]) -> tuple[T, ...]:
    """The next thing; () when there is none."""
    if waiting:
        return (waiting.popleft(),)
    return tuple(islice(rest, 1))


def begin(collect: Collect) -> None:
    """^C is the parent's to answer; a process whose parent is gone goes too. Garbage is looked for
    as seldom as the parent does, after `collect`."""
    gc.set_threshold(*collect)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)
