"""`python -m tests.bench.speed CORPUS`: all measurements in one run, as tables.

Presidio is measured where `PYTHONPATH` leads to it (`make bench-find` installs it).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

# One thread: the others of a shared machine would be measured too.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from tests.bench.speed import tables
from tests.bench.speed.texts import LANGUAGES, Texts, corpus

_TABLES = ("start", "number", "jobs", "compared", "size")


def main() -> int:
    """0; 2 when there are no documents."""
    wanted = _arguments()
    known = [corpus(wanted.corpus, language, wanted.documents) for language in LANGUAGES]
    if not all(texts.texts for texts in known):
        print(f"{wanted.corpus}: no Markdown files in en/ and zh/", file=sys.stderr)
        return 2
    made: dict[str, Callable[[Texts], Iterable[str]]] = {
        # programs first: what this process has loaded would be counted as theirs
        "start": lambda texts: tables.start_up(texts, wanted.times),
        "number": lambda texts: tables.by_number(texts, _numbers(wanted.files)),
        "jobs": lambda texts: tables.by_jobs(texts, _numbers(wanted.jobs)),
        "compared": lambda texts: tables.compared(texts, wanted.times),
        "size": lambda texts: tables.by_size(texts, _numbers(wanted.sizes), wanted.times),
    }
    for name in (name for name in _TABLES if name in wanted.only):
        for texts in known:
            _print(made[name](texts))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.speed")
    parser.add_argument("corpus", type=Path, help="folder with en/ and zh/")
    parser.add_argument("--documents", type=int, default=50, help="at most so many a language")
    parser.add_argument("--times", type=int, default=3, help="rounds, of which the least goes")
    parser.add_argument("--sizes", default="1000,10000,100000,1000000,5000000")
    parser.add_argument("--files", default="1,100,10000")
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--only", nargs="+", choices=_TABLES, default=_TABLES)
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)
    print(flush=True)


if __name__ == "__main__":
    sys.exit(main())
