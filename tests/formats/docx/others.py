"""Word files of others, where the environment names a folder of them (CORPUS), and their copies."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from antidistill.cli.desk import real_tools
from antidistill.formats.docx import Docx
from antidistill.mode import load
from antidistill.pipeline import Order
from antidistill.result import Result

from .test_modes import MODES

FOLDER = Path(os.environ.get("CORPUS", "/dev/null")) / "docx"
FILES = sorted(FOLDER.glob("*.docx"))
PLACES = [(path, mode) for path in FILES for mode in MODES]
WHY = "no folder of documents is named (CORPUS=…)"


def named(place: tuple[Path, str]) -> str:
    """What a test of one file in one mode is called."""
    return f"{place[0].stem}, {place[1]}"


@cache
def result(path: Path, mode: str) -> Result:
    """What a file comes to in a mode."""
    document = Docx().read(path.read_bytes(), path.name)
    return real_tools().generalise(document, Docx(), Order(load(mode)))


@cache
def copy(path: Path, mode: str) -> bytes:
    """The copy of a file."""
    made = result(path, mode)
    return Docx().write(made.document, made.text, made.edits)
