"""`python -m antidistill`, and the `antidistill` command: the same."""

from __future__ import annotations

import gc
import os
import sys

_TELLING = ("--version", "--help", "-h")
"""Words after which there is nothing to do but to tell."""
_LOADED = 400_000
"""Things that loading makes, and a short document."""


def main() -> None:
    """Run the command line; hooks without it, since agents and Git wait for them at every call."""
    open_streams()
    if len(sys.argv) == 3 and sys.argv[1] == "hook" and not sys.argv[2].startswith("-"):
        from antidistill import hooking
        from antidistill.hosts import HOSTS

        if sys.argv[2] in HOSTS:
            sys.exit(hooking.main(sys.argv[2:]))
    if sys.argv[1:3] == ["filter", "seen"]:
        from antidistill import hooking

        sys.exit(hooking.before_overwriting())
    _collect_seldom()
    start = None
    if sys.argv[1:] and sys.argv[1] not in _TELLING:
        from antidistill import starting

        start = starting.begin()
    from antidistill.cli import main as command_line

    try:
        command_line()
    finally:
        if start is not None:
            start.end()
        # all of it goes with the process: to look through it once more takes a sixth of a short run
        gc.freeze()


def _collect_seldom() -> None:
    """Phrases, patterns and models stay until the end: to look through all of them again and again
    for what nobody needs any more takes a tenth to a sixth of a run, and of a short one to do so
    at all."""

    def loaded(*_: object) -> None:
        gc.set_threshold(50_000, 20, 50)
        gc.callbacks.remove(loaded)

    gc.set_threshold(_LOADED, 20, 50)
    gc.callbacks.append(loaded)


def open_streams() -> None:
    """Where a standard stream is closed, nothing is read and what is written is lost. Else the next
    file that is opened would take its place."""
    for number, (name, how) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
            setattr(sys, name, open(number, how, encoding="utf-8", closefd=False))  # noqa: SIM115


if __name__ == "__main__":
    main()
