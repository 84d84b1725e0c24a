"""Things done on a Dask cluster: in order, once each, whatever dies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from antidistill.batch.cluster import cluster
from antidistill.errors import EngineFault
from tests.batch.work import Doubling

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The scheduler of a cluster with two workers."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as started:
        yield started.scheduler_address


def test_things_come_back_in_order(address: str, tmp_path: Path) -> None:
    with cluster(address) as each:
        assert list(each(Doubling(tmp_path), range(30))) == [2 * n for n in range(30)]


def test_a_worker_that_dies_loses_nothing_and_doubles_nothing(address: str, tmp_path: Path) -> None:
    with cluster(address) as each:
        found = list(each(Doubling(tmp_path, shaky=frozenset({4})), range(12)))
    assert found == [2 * n for n in range(12)]


def test_no_scheduler_is_a_fault_that_says_so() -> None:
    with (
        pytest.raises(EngineFault, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"),
        cluster("tcp://127.0.0.1:9"),
    ):
        pass
