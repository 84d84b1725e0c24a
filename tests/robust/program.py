"""The real program in a process of its own, with the quick pipeline of `tests.cli.fakes`: Anna is
what it takes out.

    python -m tests.robust.program [--full-after BYTES | --waits-before-linking |
        --permission-goes | --clock-jumps] ARGUMENTS…
"""

from __future__ import annotations

import errno
import itertools
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from antidistill import settings

ROOT = Path(__file__).parents[2]
CLEAR, COPY = "Anna keeps the blue valve.\n", "the owner keeps the blue valve.\n"


def command(*words: str) -> list[str]:
    """What starts it."""
    return [sys.executable, "-m", "tests.robust.program", *words]


def environment(**more: str) -> Mapping[str, str]:
    """This process's, with `more`; the folder of the tests stays on the path."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def call(*words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """A whole run in the current folder."""
    return subprocess.run(
        command(*words), capture_output=True, env=environment(**more), check=False
    )


def main(words: list[str]) -> None:
    """Run the command line; the words before it prepare a fault."""
    from antidistill.__main__ import open_streams
    from antidistill.cli import main as command_line
    from tests.cli.fakes import tools

    open_streams()
    if words[:1] == ["--full-after"]:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(words[1]), int(words[1])))
        words = words[2:]
    if words[:1] == ["--waits-before-linking"]:
        _wait_at_link()
        words = words[1:]
    if words[:1] == ["--permission-goes"]:
        _lose_permission()
        words = words[1:]
    if words[:1] == ["--clock-jumps"]:
        _jump()
        words = words[1:]
    command_line.main(words, obj=tools())


def _wait_at_link() -> None:
    """Stops with all of the data written and no name given to it, and says so."""

    def hook(event: str, args: tuple[object, ...]) -> None:
        if _names_a_copy(event, args):
            print("waiting", flush=True)
            sys.stdin.read()

    sys.addaudithook(hook)


def _names_a_copy(event: str, args: tuple[object, ...]) -> bool:
    """Whether a file outside the user's own folder is about to get its name."""
    home = os.environ.get(settings.HOME_VARIABLE) or "nowhere"
    return event in ("os.link", "os.rename") and home not in str(args[1])


def _lose_permission() -> None:
    """The first file gets its name, no other does: somebody took the folder away in between."""
    named: list[None] = []

    def hook(event: str, args: tuple[object, ...]) -> None:
        if _names_a_copy(event, args):
            named.append(None)
            if len(named) > 1:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    sys.addaudithook(hook)


def _jump() -> None:
    """The clock goes ten years back and twenty ahead, at each look."""
    real, looks = time.time, itertools.cycle((-10, 20, 0, -40))
    year = 365.25 * 24 * 3600
    time.time = lambda: max(0.0, real() + next(looks) * year)


def limit_reason() -> str:
    """What the system says of a file that may not grow."""
    return os.strerror(errno.EFBIG).lower()


if __name__ == "__main__":
    main(sys.argv[1:])
