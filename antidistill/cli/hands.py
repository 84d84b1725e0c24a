"""Who does the documents of a call: this process, several of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from antidistill import starting
from antidistill.cli.options import Asked
from antidistill.errors import UsageFault
from antidistill.message import said

if TYPE_CHECKING:
    from antidistill.batch import Each, Task
    from antidistill.pipeline import Order


def refuse(asked: Asked, order: Order, *, keep_record: bool) -> None:
    """UsageFault for what cannot be done by several at once."""
    flag = "--scheduler" if asked.scheduler else "--jobs" if asked.jobs > 1 else ""
    if not flag:
        return
    if asked.scheduler and asked.jobs > 1:
        raise UsageFault("--jobs is about this machine, --scheduler about a cluster: choose one")
    from antidistill.engines import LocalEngine

    if not isinstance(order.engine, LocalEngine):
        raise UsageFault(said("{flag} goes with the local engine alone", flag=flag))
    if keep_record:
        raise UsageFault(
            said("--keep-record seals one document after the other: leave out {flag}", flag=flag)
        )


@contextmanager
def hands(asked: Asked, tasks: Sequence[Task]) -> Iterator[Each]:
    """The way to go through the documents."""
    from antidistill.batch import one_by_one

    if asked.scheduler:
        from antidistill.batch.cluster import cluster

        with cluster(asked.scheduler) as each:
            yield each
    elif asked.jobs > 1 and len(tasks) > 1:
        from antidistill.batch.processes import Processes

        with Processes(min(asked.jobs, len(tasks)), starting.in_process) as each:
            yield each
    else:
        yield one_by_one
