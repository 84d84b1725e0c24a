"""The tables of samples, and what the finders see in a sample."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import nlp, toml
from antidistill.finders.base import Finder
from antidistill.finding import Finding
from antidistill.formats import markdown
from antidistill.reading import Reading

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in HERE.glob("*.toml"))


@cache
def table(name: str) -> dict[str, Any]:
    return toml.parsed((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def finder(name: str) -> Finder:
    found: Finder = importlib.import_module(f"antidistill.finders.{name}").FINDER
    return found


@cache
def read(text: str) -> Reading:
    return nlp.read(markdown.read(text.encode(), "sample.md"))


def found(name: str, text: str) -> list[Finding]:
    return sorted(finder(name).find(read(text)), key=lambda f: f.span)
