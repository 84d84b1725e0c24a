"""Fuzzing: looks for inputs that end in a traceback or break a promise.

    python -m tests.fuzz --minutes 30               every target in turn
    python -m tests.fuzz --target notes.md
    python -m tests.fuzz --again FILE --target …    one input once more

With atheris (Linux and macOS, `pip install atheris`) new inputs are led by what they reach in the
code; without it they are made from the seeds at random. What is found goes to tests/fuzz/found,
which the suite runs again at every test.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import SMALL, TARGETS, attempt

FOUND = Path(__file__).parent / "found"
SLOWEST = 20
"""Seconds for one input; longer is a bug."""


def main() -> int:
    """1 when something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--target", choices=TARGETS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", type=Path, metavar="FILE")
    parser.add_argument("--led", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    os.environ["ANTIDISTILL_HOME"] = tempfile.mkdtemp(prefix="fuzz")
    if asked.again:
        attempt(asked.target, asked.again.read_bytes())
        return 0
    names = [asked.target] if asked.target else list(TARGETS)
    seconds = max(1, int(asked.minutes * 60 / len(names)))
    if asked.led:
        return led(names[0], seconds, asked.seed)
    bad = [name for name in names if not _fine(name, seconds, asked.seed)]
    print(f"{len(names)} targets, {seconds} s each: {', '.join(bad) or 'nothing'} found")
    return 1 if bad else 0


def _fine(name: str, seconds: int, seed: int) -> bool:
    """Whether a target survives, in a process of its own."""
    if importlib.util.find_spec("atheris") is None:
        return thrown(name, seconds, seed)
    words = ["--led", "--target", name, "--minutes", str(seconds / 60), "--seed", str(seed)]
    run = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", *words], capture_output=True, text=True, check=False
    )
    print(f"{name}: {_last(run.stderr)}", flush=True)
    if run.returncode:
        print(run.stdout[-3000:], run.stderr[-3000:])
    return run.returncode == 0


def _last(told: str) -> str:
    """How many inputs were tried, as libFuzzer says it."""
    done = [line for line in told.splitlines() if line.startswith("Done ")]
    return done[-1] if done else "ended early"


def led(name: str, seconds: int, seed: int) -> int:
    """Atheris on one target; does not come back when something is found."""
    import atheris

    with atheris.instrument_imports(include=["antidistill"]):
        for first in seeds(name):
            attempt(name, first)
    with tempfile.TemporaryDirectory() as corpus:
        for number, first in enumerate(seeds(name)):
            Path(corpus, str(number)).write_bytes(first)
        place = FOUND / name
        place.mkdir(parents=True, exist_ok=True)
        words = [
            *(f"-max_total_time={seconds}", f"-max_len={SMALL}", f"-seed={seed}"),
            *(f"-timeout={SLOWEST}", "-rss_limit_mb=3000", f"-artifact_prefix={place}/"),
        ]
        atheris.Setup([sys.argv[0], *words, corpus], lambda data: attempt(name, data))
        atheris.Fuzz()
    return 0


def thrown(name: str, seconds: int, seed: int) -> bool:
    """Seeds with pieces changed, swapped, doubled and left out, until the time is over."""
    dice, known = random.Random(seed), list(seeds(name))
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        number += 1
        data = changed(dice, known)
        try:
            attempt(name, data)
        except Exception:
            traceback.print_exc()
            place = FOUND / name
            place.mkdir(parents=True, exist_ok=True)
            (place / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
            print(f"{name}: found after {number} inputs")
            return False
    print(f"{name}: {number} inputs", flush=True)
    return True


_ODD = (
    *(b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n\n", b"```", b"---\n", b"|", b"[", b"](", b"> "),
    *(b"\xe2\x80\x8b", b"\xe2\x80\xae", "\u2028".encode(), "中".encode(), b"{", b"}", b'"', b"'"),
    *(b"- ", b"    ", b"\t", b"<!--", b"-->", b"$", b"&#0;", b"\\", b"=", b"#", b"1e999", b"EOF"),
)


def changed(dice: random.Random, known: Sequence[bytes]) -> bytes:
    """A new input out of those that are known."""
    data = dice.choice(known)
    for _ in range(dice.randint(1, 6)):
        at = dice.randint(0, len(data))
        to = min(len(data), at + dice.randint(0, 40))
        other = dice.choice(known)
        start = dice.randint(0, len(other))
        piece = dice.choice(
            (b"", dice.choice(_ODD), data[at:to] * dice.randint(1, 9), other[start : start + 60])
        )
        data = data[:at] + piece + data[to:]
    return data[:SMALL]


if __name__ == "__main__":
    sys.exit(main())
