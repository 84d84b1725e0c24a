"""Whether what is being made depends on the program alone.

Patterns are also made of a document's names and of a user's words. Those are nothing to keep.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from types import FrameType
from typing import ParamSpec, TypeVar

_MORE = 0x04 | 0x08
"""The marks of a function that takes any number of things. `inspect` has names for them, and takes
long to load."""
P = ParamSpec("P")
R = TypeVar("R")

_MARKED: ContextVar[bool] = ContextVar("_MARKED", default=False)
_PURE = ("counts", "engines", "finders", "formats", "guard", "manual", "nlp", "plan")
"""Packages without a state of their own: what a function in them can know is what it is given, and
one that is given nothing knows the program's data alone."""


def of_the_program(work: Callable[P, R]) -> Callable[P, R]:
    """`work`, whose parameters come from data of the program and from nowhere else."""

    @wraps(work)
    def marked(*given: P.args, **named: P.kwargs) -> R:
        before = _MARKED.set(True)
        try:
            return work(*given, **named)
        finally:
            _MARKED.reset(before)

    return marked


def is_of_the_program(frame: FrameType | None) -> bool:
    """Whether something that is made in `frame` is the same in all runs: a module is being
    imported, or a function at work that is given nothing, and nothing that knows documents was
    called since."""
    if _MARKED.get():
        return True
    while frame is not None:
        if _is_imported(frame) or _is_given_nothing(frame):
            return True
        top, package = _package(frame)
        if top == "antidistill" and package not in _PURE:
            return False
        frame = frame.f_back
    return False


def _is_imported(frame: FrameType) -> bool:
    spec = frame.f_globals.get("__spec__")
    return frame.f_code.co_name == "<module>" and getattr(spec, "_initializing", False)


def _is_given_nothing(frame: FrameType) -> bool:
    code = frame.f_code
    given = code.co_argcount or code.co_kwonlyargcount or code.co_freevars
    if given or code.co_flags & _MORE or code.co_name == "<module>":
        return False
    top, package = _package(frame)
    return top == "antidistill" and package in _PURE


def _package(frame: FrameType) -> tuple[str, str]:
    """The first two parts of the name of the module that a frame is in."""
    top, _, rest = str(frame.f_globals.get("__name__")).partition(".")
    return top, rest.partition(".")[0]
