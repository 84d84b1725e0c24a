"""The first version of our own finders, taken from the repository's history."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from antidistill.finding import Finding, Kind, Standing
from antidistill.span import Span
from tests.bench.find.marks import marks_of
from tests.bench.find.ways import Marks
from tests.labelled.records import LabelledDocument

COMMIT = "360ce4c7d2e734108596c799a08741c79dd16315"
"""The first state of the repository whose finders are complete and can be imported."""
_ROOT = Path(__file__).parents[3]


class NotAtHand(RuntimeError):
    """The history is not there, or that version does not run; the message says why."""


class First:
    """The finders of `COMMIT`, run in a process of their own."""

    name = "first"
    kinds = frozenset(Kind)

    def __init__(self, commit: str = COMMIT) -> None:
        self._commit = commit

    def marks(self, documents: Sequence[LabelledDocument]) -> Iterable[Marks]:
        """What that version sees. Raises NotAtHand when it cannot be had."""
        with tempfile.TemporaryDirectory() as folder:
            _unpack(self._commit, Path(folder))
            told = _told(Path(folder), [d.path for d in documents])
            return [marks_of(d, found) for d, found in zip(documents, told, strict=True)]


def _unpack(commit: str, folder: Path) -> None:
    archive = subprocess.run(
        ["git", "-C", str(_ROOT), "archive", commit, "antidistill", "modes"],
        capture_output=True,
        check=False,
    )
    if archive.returncode:
        raise NotAtHand(f"commit {commit[:7]} is not in this checkout")
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive.stdout, check=True)


def _told(folder: Path, paths: Sequence[Path]) -> Iterator[list[Finding]]:
    script = Path(__file__).with_name("told.py")
    run = subprocess.run(
        [sys.executable, str(script), *(str(p.resolve()) for p in paths)],
        env={**os.environ, "PYTHONPATH": str(folder)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise NotAtHand(f"that version does not run: {run.stderr.strip().splitlines()[-1]}")
    return (_findings(json.loads(line)) for line in run.stdout.splitlines())


def _findings(lines: list[list[Any]]) -> list[Finding]:
    return [
        Finding(
            Kind(kind),
            Span(start, end),
            rule,
            confidence,
            standing=Standing(standing),
            cut=Span(*cut) if cut else None,
        )
        for kind, start, end, standing, confidence, cut, rule in lines
    ]
