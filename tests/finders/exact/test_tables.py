"""What the exact finders see in sentences, and what they leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .samples import NAMES, found, table


def firing() -> Iterator[Any]:
    for name in NAMES:
        for row in table(name).get("row", ()):
            yield pytest.param(table(name)["finder"], row, id=f"{name}: {row['text'][:40]}")


def quiet() -> Iterator[Any]:
    for name in NAMES:
        for text in table(name)["quiet"]["texts"]:
            yield pytest.param(table(name)["finder"], text, id=f"{name}: {text[:40]}")


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
