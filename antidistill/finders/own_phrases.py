"""The user's own phrase files: they extend ours, or take the place of single rules of them."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from antidistill import toml
from antidistill.errors import BrokenData
from antidistill.message import said

FILES = (
    "contexts",
    "incidents",
    "judgements",
    "networks",
    "norms",
    "pitfalls",
    "procedures",
    "traits",
)
"""Phrase files that may be extended. `critical` is none of them: it is for nobody to narrow."""
CERTAIN = 1.0
"""Confidence of what the user's own phrases say: the trained model does not overrule it."""
_NOTE = "a phrase of your own"


def with_own(file: str, ours: Mapping[str, Any], folders: tuple[Path, ...]) -> Mapping[str, Any]:
    """Our rules of a file, and the user's behind them or, by their ids, in their place."""
    own = [rule for folder in folders for rule in _rules(folder / f"{file}.toml")]
    if not own:
        return ours
    replaced = {rule["id"] for rule in own}
    return {**ours, "rules": [*(r for r in ours["rules"] if r["id"] not in replaced), *own]}


@cache
def check_names(folders: tuple[Path, ...]) -> None:
    """Raises BrokenData for a file that would never be read."""
    for path in (p for folder in folders for p in sorted(folder.glob("*.toml"))):
        if path.stem not in FILES:
            near = get_close_matches(path.stem, FILES, n=1)
            known = near[0] if near else ", ".join(FILES)
            raise BrokenData(
                said("{path}: no phrase file of that name; known: {known}", path=path, known=known)
            )


def _rules(path: Path) -> list[dict[str, Any]]:
    """The rules of one file of the user's, complete; [] if it is not there."""
    if not path.is_file():
        return []
    listed = toml.of_user(path).get("rules", [])
    if not (isinstance(listed, list) and all(isinstance(r, dict) and "id" in r for r in listed)):
        raise BrokenData(
            said("{name}: write [[rules]] before each rule, and give it an id", name=path)
        )
    return [{"note": _NOTE, "confidence": CERTAIN, **rule} for rule in listed]
