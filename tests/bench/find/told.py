"""Run alone, with some version of the package in front of the path: prints its findings.

`python told.py FILE…` prints a JSON line a file, a list of lists:
kind, start, end, standing, confidence, cut, rule.
Imports nothing of the tests, so that old versions can run it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from antidistill import nlp
from antidistill.finders import find
from antidistill.finding import Finding
from antidistill.formats import format_for


def told(path: Path) -> list[list[Any]]:
    """The findings of one file as plain lists."""
    document = format_for(path.name).read(path.read_bytes(), path.name)
    return [_plain(f) for f in find(nlp.read(document))]


def _plain(f: Finding) -> list[Any]:
    cut = [f.cut.start, f.cut.end] if f.cut is not None else None
    place = (f.span.start, f.span.end)
    return [f.kind.value, *place, f.standing.value, f.confidence, cut, f.rule]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(json.dumps(told(Path(name))), flush=True)
