"""What the exact finders see in sentences, and what they leave alone."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

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


@cache
def table(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


NAMES = sorted(path.stem for path in HERE.glob("*.toml"))


def finder(name: str) -> Finder:
    return importlib.import_module(f"antidistill.finders.{name}").FINDER


@cache
def read(text: str) -> Reading:
    return nlp.read(markdown.read(text.encode(), "sample.md"))


def firing() -> Iterator[Any]:
    for name in NAMES:
        for row in table(name).get("row", ()):
            yield pytest.param(table(name)["finder"], row, id=f"{name}: {row['text'][:40]}")


def quiet() -> Iterator[Any]:
    for name in NAMES:
        for text in table(name)["quiet"]["texts"]:
            yield pytest.param(table(name)["finder"], text, id=f"{name}: {text[:40]}")


def found(name: str, text: str) -> list[Finding]:
    return sorted(finder(name).find(read(text)), key=lambda f: f.span)


@pytest.mark.parametrize(("name", "row"), firing())
def test_fires(name: str, row: dict[str, Any]) -> None:
    seen = found(name, row["text"])
    assert [f.span.of(row["text"]) for f in seen] == [want["text"] for want in row["fires"]]
    for finding, want in zip(seen, row["fires"], strict=True):
        assert finding.kind.value == want.get("kind", finding.kind.value)
        if "neutral" in want:
            assert (finding.neutral or "") == want["neutral"]
        if "cut" in want:
            assert (finding.cut.of(row["text"]) if finding.cut else "") == want["cut"]


@pytest.mark.parametrize(("name", "text"), quiet())
def test_does_not_fire(name: str, text: str) -> None:
    assert [(f.rule, f.span.of(text)) for f in found(name, text)] == []
