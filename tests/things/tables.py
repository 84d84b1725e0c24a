"""Tables of expectations: TOML files that lie beside the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from antidistill.toml import parsed

Case = dict[str, Any]


def toml(path: Path) -> Case:
    """All that the file says."""
    return parsed(path.read_text(encoding="utf-8"))


def cases(path: Path, name: str) -> list[Case]:
    """The rows of one table of a file; KeyError if the file has no such table."""
    rows: list[Case] = toml(path)[name]
    return rows


def named(case: Case) -> str:
    """The name of a case, for the report of pytest."""
    return str(case["name"])


def marked(rows: list[Case]) -> list[Any]:
    """The rows as parameters; those that say `xfail = "reason"` must fail for now."""
    return [
        pytest.param(
            row,
            id=named(row),
            marks=[pytest.mark.xfail(strict=True, reason=row["xfail"])] if "xfail" in row else [],
        )
        for row in rows
    ]
