"""What a package is, and what of it a copy takes along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from antidistill import toml
from antidistill.formats import suffixes
from antidistill.packages.layout import is_package, verdict

TABLE: dict[str, Any] = toml.parsed(
    Path(__file__).with_name("paths.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("path", "kind"), TABLE["kinds"].items())
def test_what_a_copy_takes_along(path: str, kind: str) -> None:
    found = verdict(path, suffixes())
    assert found.kind is not None
    assert found.kind.value == kind


@pytest.mark.parametrize(("path", "why"), TABLE["left_out"].items())
def test_what_it_leaves_out_with_the_reason(path: str, why: str) -> None:
    assert verdict(path, suffixes()).kind is None
    assert verdict(path, suffixes()).why == why


@pytest.mark.parametrize("row", TABLE["package"], ids=lambda r: " ".join(r["files"]))
def test_which_folders_are_packages(row: dict[str, Any]) -> None:
    assert is_package(row["files"]) is row["is"]
