"""Plugins for hosts that take no hook command, as templates with the program's place in them."""

from __future__ import annotations

import json
from pathlib import Path

import antidistill
from antidistill.hosts.choices import OnFault
from antidistill.hosts.parts import Place

_FOLDER = Path(__file__).parent


def text(name: str, place: Place) -> str:
    """The text of a template for this place."""
    made = (_FOLDER / name).read_text(encoding="utf-8")
    closed = "true" if place.on_fault is OnFault.BLOCK else "false"
    made = made.replace('"@PROGRAM@"', json.dumps(place.program, ensure_ascii=True))
    return made.replace("@VERSION@", antidistill.__version__).replace('"@CLOSED@"', closed)
