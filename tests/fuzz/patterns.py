"""Looks for texts on which the program's own patterns take long, and measures how that grows.

python -m tests.fuzz.patterns            every pattern that the modules and a run compile
python -m tests.fuzz.patterns finders    those whose file has `finders` in its path
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import antidistill
from tests.fuzz.worst_cases import Attack, attacks

SHORT, LONG = 2_500, 10_000
"""Characters of the two texts that are compared."""
SLOW = 0.1
"""Seconds on the long text from which a pattern is told; a line has a hundred times as much."""
LIMIT = 1.0
Pattern = tuple[str, int]


class _TooLong(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Slow:
    """A pattern that takes long."""

    where: str
    pattern: str
    attack: Attack
    short: float
    """Seconds of the processor on the short text, and on the long one."""
    long: float

    @property
    def growth(self) -> float:
        """How many times as long on four times the text: 4 is linear, 16 quadratic."""
        return self.long / max(self.short, 1e-6)


def compiled() -> dict[Pattern, str]:
    """Every pattern that a module or a run over the samples compiles, with its file and line."""
    found: dict[Pattern, str] = {}
    real = re._compile  # type: ignore[attr-defined]

    def noted(pattern: object, flags: int) -> object:
        made = real(pattern, flags)
        where = _ours(sys._getframe(1))
        if where and isinstance(pattern, str):
            found.setdefault((pattern, int(flags)), where)
        return made

    re._compile = noted  # type: ignore[attr-defined]
    try:
        for module in pkgutil.walk_packages(antidistill.__path__, "antidistill."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
        _run_samples()
    finally:
        re._compile = real  # type: ignore[attr-defined]
    return found


def _ours(frame: FrameType | None) -> str:
    """File and line that asked for the pattern; '' when it was not the program."""
    while frame is not None and Path(frame.f_code.co_filename).parts[-2:-1] == ("re",):
        frame = frame.f_back
    while frame is not None and frame.f_code.co_filename.endswith("/re.py"):
        frame = frame.f_back
    if frame is None or "/antidistill/" not in frame.f_code.co_filename:
        return ""
    return f"{frame.f_code.co_filename.split('/antidistill/')[-1]}:{frame.f_lineno}"


def _run_samples() -> None:
    from antidistill.errors import AntidistillError
    from antidistill.formats import format_for
    from antidistill.mode import load
    from antidistill.pipeline import Order, generalise

    for path in sorted(Path("samples").glob("*/*.md")):
        form = format_for(path.name)
        with suppress(AntidistillError):
            generalise(form.read(path.read_bytes(), path.name), form, Order(load("heavy")))


def slow(patterns: dict[Pattern, str]) -> Iterator[Slow]:
    """Those that take longer than SLOW, each with the worst text that was found."""
    signal.signal(signal.SIGPROF, _give_up)
    for (pattern, flags), where in patterns.items():
        if not re.search(r"[*+]|\{\d*,", pattern):
            continue
        worst = _worst(where, pattern, flags)
        if worst is not None and worst.long > SLOW:
            yield worst


def _worst(where: str, pattern: str, flags: int) -> Slow | None:
    made = re.compile(pattern, flags)
    worst: Slow | None = None
    for attack in attacks(pattern, flags):
        short = _seconds(made, attack.text(SHORT))
        if short < SLOW / 64:
            continue
        found = Slow(where, pattern, attack, short, _seconds(made, attack.text(LONG)))
        worst = found if worst is None or found.long > worst.long else worst
        if worst.long >= LIMIT:
            break
    return worst


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    begin = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        for _ in pattern.finditer(text):
            pass
    except _TooLong:
        pass
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - begin


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise _TooLong


def main() -> None:
    """Print the slow ones, as they are found; 1 when one grows faster than the square."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", default="")
    part = parser.parse_args().part
    patterns = {p: where for p, where in compiled().items() if part in where}
    print(f"{len(patterns)} patterns", flush=True)
    bad = 0
    for found in slow(patterns):
        bad += found.growth > 24 or found.short >= LIMIT
        one = found.attack
        text = f"{one.before[:24]!r} + n × {one.pump[:24]!r} + {one.after!r}"
        print(
            f"{found.short:6.3f} s → {found.long:6.3f} s (×{found.growth:.0f})  {found.where}  "
            f"{found.pattern[:70]!r}  {text}",
            flush=True,
        )
    print(f"{bad} worse than quadratic")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
