"""`python -m tests.bench.write CORPUS [--sheet OUT]`: what is written over a corpus, as tables."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from antidistill.mode import available
from tests.bench.write.measures import Measured, measured
from tests.bench.write.passages import Written, written
from tests.bench.write.runs import runs
from tests.bench.write.sheet import count, drawn, sheet
from tests.bench.write.tables import lines
from tests.bench.write.topic import kept


def main() -> int:
    """0; 2 when there is nothing to measure."""
    wanted = _arguments()
    if wanted.count:
        for line in count(wanted.count.read_text(encoding="utf-8")):
            print(line)
        return 0
    if wanted.corpus is None or not wanted.corpus.is_dir():
        print("no corpus: nothing measured", file=sys.stderr)
        return 2
    rows: list[Measured] = []
    found: list[Written] = []
    for run in runs(wanted.corpus, wanted.modes, wanted.seeds):
        found += written(run)
        if not wanted.only_sheet:
            rows.append(measured(run))
    for line in lines(rows, kept(found)) if rows else ():
        print(line)
    if wanted.sheet:
        chosen = drawn(found, wanted.passages, wanted.draw)
        wanted.sheet.write_text(sheet(chosen), encoding="utf-8")
        print(f"{len(chosen)} of {len(found)} written passages in {wanted.sheet}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.write")
    parser.add_argument("corpus", nargs="?", type=Path, help="folder of the corpus")
    parser.add_argument(
        "--modes", nargs="+", default=list(available()), help="all, if none is named"
    )
    parser.add_argument("--seeds", type=int, default=1, help="users to write as")
    parser.add_argument("--sheet", type=Path, help="write passages for reading to this file")
    parser.add_argument("--passages", type=int, default=60, help="how many of them")
    parser.add_argument("--draw", type=int, default=0, help="another number draws others")
    parser.add_argument("--only-sheet", action="store_true", help="without the measures")
    parser.add_argument("--count", type=Path, help="count the answers in a sheet")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
