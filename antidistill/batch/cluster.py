"""Several documents at once on a Dask cluster. Documents are read and copies written here: workers
need no way to either, and a copy is written once whatever becomes of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from antidistill.batch.packing import done, lost, packed
from antidistill.errors import EngineFault
from antidistill.message import said

T = TypeVar("T")
R = TypeVar("R")

LOCAL = "local"
_SILENT = 50
"""Level of log messages that are shown: what dies and begins again is no news for the user."""
_AHEAD = 4
"""Documents handed out for each thread of the cluster."""
_PATIENCE = 10
"""Seconds until a scheduler that does not answer is given up."""


class Cluster:
    """Goes through things on the workers of a Dask cluster, as `Each`."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __call__(self, work: Callable[[T], R], things: Iterable[T], /) -> Iterator[R]:
        """As `Each`. What was under way at a worker that dies is begun again at another; a thing
        that ends worker after worker is lost alone."""
        from distributed import KilledWorker

        blob, rest = packed(work), iter(things)
        under_way: deque[tuple[T, Any]] = deque()
        while True:
            for thing in islice(rest, max(self._room() - len(under_way), 0)):
                # not pure: the same document twice in a run is two pieces of work
                future = self._client.submit(done, blob, thing, pure=False)
                under_way.append((thing, future))
            if not under_way:
                return
            thing, future = under_way.popleft()
            try:
                yield future.result()
            except KilledWorker:
                yield lost(work, thing)

    def _room(self) -> int:
        threads = sum(self._client.nthreads().values())
        return int(_AHEAD * max(threads, 1))


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler is at `address`; 'local': one that is started for this call, a
    process for each core. Raises EngineFault when there is none, or Dask is not installed."""
    try:
        import distributed
    except ModuleNotFoundError:
        raise EngineFault(
            "--scheduler needs Dask: install antidistill[dask] here and at the workers"
        ) from None
    dask: Any = distributed
    if address == LOCAL:
        with (
            dask.LocalCluster(
                threads_per_worker=1, dashboard_address=None, silence_logs=_SILENT
            ) as started,
            dask.Client(started) as client,
        ):
            yield Cluster(client)
        return
    try:
        client = dask.Client(address, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError) as fault:
        raise EngineFault(
            said("no Dask scheduler answers at {address}", address=address)
        ) from fault
    with client:
        yield Cluster(client)
