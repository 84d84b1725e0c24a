"""Time and memory. Processor time, not time on the wall, where the machine is shared; the least of
several goes, since nothing makes a program faster than it is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""What was compiled stays, as it does for whoever installs the program: without it each start of a
checkout compiles hundreds of modules."""


@dataclass(frozen=True, slots=True)
class Took:
    """What one call of a program took."""

    processor: float
    """Seconds, of all its threads."""
    wall: float
    """Seconds."""
    memory: int
    """Most bytes at one time, of its largest process."""
    code: int


def seconds(work: Callable[[], None], times: int) -> float:
    """The least processor time of so many rounds."""
    return min(_once(work) for _ in range(times))


def _once(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def call(words: Sequence[str], folder: Path, times: int = 1, stdin: bytes = b"") -> Took:
    """A program run in `folder`; the run with the least time on the wall."""
    return min((_called(words, folder, stdin) for _ in range(times)), key=lambda took: took.wall)


def ours(*words: str) -> list[str]:
    """The words that call this program."""
    return [sys.executable, "-m", "antidistill", *words]


def _called(words: Sequence[str], folder: Path, stdin: bytes) -> Took:
    start = time.perf_counter()
    process = subprocess.Popen(
        words,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**_ENVIRONMENT, "ANTIDISTILL_HOME": str(folder / ".home")},
    )
    assert process.stdin is not None
    process.stdin.write(stdin)
    process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    kilo = 1 if sys.platform == "darwin" else 1024
    spent = used.ru_utime + used.ru_stime
    return Took(spent, wall, used.ru_maxrss * kilo, process.returncode)
