"""Kills `antidistill --in-place` at random moments and looks at what is left.

python -m tests.vault.crash --runs 200
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from antidistill import settings
from antidistill.vault import OpenVault
from tests.homes import see_notice
from tests.vault.conftest import quick

MARK = "Anna"
"""What the fake pipeline takes out: it may be read in originals and nowhere else."""
DOCUMENTS = 25


@dataclass(frozen=True, slots=True)
class Left:
    """What a killed run has left."""

    changed: int
    """Documents that are exchanged."""
    temporary: int
    """Files of the kind that the next run removes."""
    lost: int
    """Documents that are neither as they were, with or without a copy in the vault, nor as they
    should be."""
    clear: int
    """Files other than untouched documents in which MARK can be read."""
    damaged: int
    """Entries of the vault that do not open."""


def prepared(place: Path, seed: int) -> tuple[OpenVault, dict[Path, bytes]]:
    """A home with a vault, and documents of all sizes."""
    dice = random.Random(seed)
    opened = quick(place / "home" / "data" / "vault")
    see_notice(place / "home")
    folder = place / "documents"
    folder.mkdir()
    texts: dict[Path, bytes] = {}
    for number in range(DOCUMENTS):
        line = f"{MARK} keeps note {number} about the blue valve.\n"
        texts[folder / f"{number:02}.md"] = (line * dice.choice((1, 20, 300))).encode()
    for path, data in texts.items():
        path.write_bytes(data)
    return opened, texts


def look(place: Path, opened: OpenVault, texts: dict[Path, bytes]) -> Left:
    """What is in the folder now."""
    kept = set()
    damaged = 0
    for number in opened.vault.ids():
        try:
            kept.add(opened.restore(number))
        except Exception:
            damaged += 1
    changed = lost = 0
    for path, data in texts.items():
        now = path.read_bytes() if path.exists() else b""
        done = now == data.replace(MARK.encode(), b"the owner")
        changed += done
        lost += now != data and not (done and data in kept)
    others = [p for p in place.rglob("*") if p.is_file() and p.read_bytes() != texts.get(p)]
    clear = sum(MARK.encode() in p.read_bytes() for p in others)
    return Left(changed, sum(p.suffix == ".part" for p in others), lost, clear, damaged)


def started(place: Path) -> subprocess.Popen[bytes]:
    """The command on its way: it says so before it touches the first file."""
    environment = {**os.environ, settings.HOME_VARIABLE: str(place / "home")}
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.vault.crash", "--work", str(place / "documents")],
        env=environment,
        stdout=subprocess.PIPE,
    )
    assert run.stdout is not None
    run.stdout.readline()
    return run


def work(folder: str) -> None:
    """The real command over real files, with a pipeline that needs no models."""
    import pyrage  # noqa: F401

    from antidistill.cli import main
    from tests.cli.fakes import tools

    with suppress(SystemExit):  # everything is loaded before the clock starts
        main.main(["--check", "--quiet", f"{folder}/00.md"], obj=tools())
    print("ready", flush=True)
    with suppress(SystemExit):
        main.main(["--in-place", "--keep-record", "--quiet", folder], obj=tools())
    print("done", flush=True)


def killed_run(seed: int, longest: float) -> tuple[Left, Left]:
    """What one run leaves that is killed within `longest` seconds, and what the next one, which is
    not, makes of that."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        opened, texts = prepared(place, seed)
        run = started(place)
        time.sleep(random.Random(seed).uniform(0, longest))
        run.send_signal(signal.SIGKILL)
        run.communicate()
        left = look(place, opened, texts)
        started(place).communicate()
        return left, look(place, opened, texts)


def duration() -> float:
    """Seconds that a run takes which is not killed."""
    with tempfile.TemporaryDirectory() as name:
        prepared(Path(name), 0)
        run = started(Path(name))
        assert run.stdout is not None
        begin = time.monotonic()
        run.stdout.readline()
        took = time.monotonic() - begin
        run.communicate()
        return took


def kill(runs: int, seed: int = 0) -> tuple[Counter[str], bool]:
    """The sums over all runs, and whether nothing was lost, damaged or to be read, and every next
    run finished the work."""
    longest, sums, fine = duration(), Counter[str](), True
    for number in range(runs):
        left, after = killed_run(seed + number, longest)
        sums["in the midst"] += 0 < left.changed < DOCUMENTS
        sums["left temporary files"] += left.temporary > 0
        sums["documents exchanged"] += left.changed
        for name in ("lost", "clear", "damaged"):
            sums[name] += getattr(left, name) + getattr(after, name)
        sums["finished by the next run"] += after.changed == DOCUMENTS
    fine = not (sums["lost"] or sums["clear"] or sums["damaged"])
    return sums, fine and sums["finished by the next run"] == runs


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        work(asked.work)
        return
    sums, fine = kill(asked.runs, asked.seed)
    for name, number in sums.items():
        print(f"{number:>6}  {name}")
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    _main()
