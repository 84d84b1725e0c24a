"""The tables of samples, and what the finders see in a sample."""

from __future__ import annotations

import importlib
import sys
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import nlp
from antidistill.finders.base import Finder
from antidistill.finding import Finding
from antidistill.formats import markdown
from antidistill.reading import Reading

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in HERE.glob("*.toml"))


@cache
def table(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def finder(name: str) -> Finder:
    found: Finder = importlib.import_module(f"antidistill.finders.{name}").FINDER
    return found


@cache
def read(text: str) -> Reading:
    return nlp.read(markdown.read(text.encode(), "sample.md"))


def found(name: str, text: str) -> list[Finding]:
    return sorted(finder(name).find(read(text)), key=lambda f: f.span)
