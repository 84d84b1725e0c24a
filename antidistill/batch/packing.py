"""Work on its way to other processes."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from copyreg import dispatch_table
from functools import lru_cache
from types import MappingProxyType
from typing import Any


class _Packer(pickle.Pickler):
    """Knows read-only mappings too, which decisions and modes are full of."""

    dispatch_table = {  # noqa: RUF012  # as pickle documents it
        **dispatch_table,
        MappingProxyType: lambda shown: (_read_only, (dict(shown),)),
    }


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def packed(work: Callable[[Any], Any]) -> bytes:
    """`work`, to be done elsewhere."""
    out = io.BytesIO()
    _Packer(out, pickle.HIGHEST_PROTOCOL).dump(work)
    return out.getvalue()


def done(work: bytes, thing: Any) -> Any:
    """What packed work makes of `thing`. A process unpacks the same work once."""
    return _unpacked(work)(thing)


@lru_cache(maxsize=2)
def _unpacked(work: bytes) -> Callable[[Any], Any]:
    found: Callable[[Any], Any] = pickle.loads(work)
    return found


def lost(work: Callable[[Any], Any], thing: Any) -> Any:
    """What is told of a thing that ended every process that took it up."""
    return work.lost(thing)  # type: ignore[attr-defined]
