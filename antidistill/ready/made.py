"""What is taken from the shelf in use, or made and put there."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable
from typing import Any, TypeVar, cast

from antidistill.ready.shelf import Shelf

T = TypeVar("T")

_IN_USE: list[Shelf] = []


def use(given: Shelf | None) -> None:
    """From now on take from this shelf, or from none."""
    _IN_USE[:] = () if given is None else (given,)


def shelf() -> Shelf | None:
    """The shelf in use; None where everything is made anew."""
    return _IN_USE[0] if _IN_USE else None


def data(name: str, make: Callable[[], T]) -> T:
    """What `make` comes to, which depends on files of the program alone: dicts with strings for
    keys, lists, strings, numbers. What has anything else in it is made anew each time."""
    here = shelf()
    if here is None:
        return make()
    if (part := here.get(name)) is not None:
        return cast(T, json.loads(bytes(part)))
    made = make()
    if text := _in_writing(made):
        here.put(name, text)
    return made


def _in_writing(value: Any) -> bytes:
    """JSON that comes back as the same; nothing for what does not."""
    try:
        text = json.dumps(value, ensure_ascii=False).encode()
    except (TypeError, ValueError):
        return b""
    return text if repr(json.loads(text)) == repr(value) else b""


def whole_numbers(name: str, make: Callable[[], array[int]]) -> array[int]:
    """The same for an array of numbers of eight bytes without a sign."""
    here = shelf()
    if here is None:
        return make()
    if (part := here.get(name)) is not None:
        return array("Q", bytes(part))
    made = make()
    here.put(name, made.tobytes())
    return made
