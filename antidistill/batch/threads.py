"""Several documents under way at once while somebody else (a server) does the work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from antidistill.batch.plan import Each

T = TypeVar("T")
R = TypeVar("R")


def ahead(width: int, gate: Lock) -> Each:
    """Goes through things `width` at a time, in their order. Only one computes at any moment: it
    holds `gate`, and lets it go while it waits for somebody else."""

    def each(work: Callable[[T], R], things: Iterable[T], /) -> Iterator[R]:
        under_way: deque[_Under] = deque()
        rest = iter(things)
        try:
            while True:
                for thing in islice(rest, width - len(under_way)):
                    under_way.append(_Under(work, thing, gate))
                if not under_way:
                    return
                yield under_way.popleft().outcome()
        except BaseException:
            # Nobody computes from here on; who waits for a server waits in vain.
            gate.acquire()
            raise

    return each


class _Under:
    """One thing under way in a thread of its own."""

    def __init__(self, work: Callable[[Any], Any], thing: Any, gate: Lock) -> None:
        self._work, self._thing, self._gate = work, thing, gate
        self._made: Any = None
        self._fault: BaseException | None = None
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def outcome(self) -> Any:
        """What came of it, once it is there; raises what it raised."""
        self._thread.join()
        if self._fault is not None:
            raise self._fault
        return self._made

    def _run(self) -> None:
        with self._gate:
            try:
                self._made = self._work(self._thing)
            except BaseException as fault:
                self._fault = fault
