"""What a skill folder or package is made of, and what of it a copy takes along."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from antidistill import toml

FILE = Path(__file__).with_name("layout.toml")


class Kind(str, Enum):
    """How a file of a package is handled."""

    DOCUMENT = "document"
    """Read by one of the formats."""
    DATA = "data"
    """JSON: its values are generalised."""
    SCRIPT = "script"
    SETTINGS = "settings"
    """Values are masked in every mode; it is no script, and without it nothing starts."""
    PICTURE = "picture"
    """Drawn anew, so that nothing but its pixels comes along."""
    AS_IS = "as it is"
    """Licence and authorship."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one file."""

    kind: Kind | None
    """None when it is left out."""
    why: str = ""
    """Why it is left out."""


def verdict(path: str, suffixes: Sequence[str]) -> Verdict:
    """What becomes of the file at `path` inside a package; `suffixes` are those of the formats."""
    for row in layout()["left_out"]:
        if _compiled(row["pattern"]).search(_without_agents(path)):
            return Verdict(None, row["why"])
    for row in layout()["member"]:
        if _compiled(row["pattern"]).search(path):
            return Verdict(Kind(row["kind"]))
    if PurePosixPath(path).suffix.lower() in suffixes:
        return Verdict(Kind.DOCUMENT)
    return Verdict(None, "no kind of file that a copy takes along")


def is_package(names: Collection[str]) -> bool:
    """Whether a folder that holds `names` (paths relative to it) is a package."""
    lower = {name.lower() for name in names}
    told = layout()["package"]
    if any(entry.lower() in lower for entry in told["entry"]):
        return True
    return sum(part in lower for part in told["parts"]) > 1


def looked_for() -> tuple[str, ...]:
    """The names that `is_package` asks about."""
    told = layout()["package"]
    return (*told["entry"], *told["parts"])


def is_archive(name: str) -> bool:
    """Whether a file of that name is a package in one file."""
    return PurePosixPath(name).suffix.lower() in layout()["package"]["archives"]


def is_agents_folder(name: str) -> bool:
    """Whether a hidden folder may be part of a package."""
    return name in layout()["package"]["agents"]


def is_fixed(name: str) -> bool:
    """Whether an agent or a distiller finds a file or folder by this name."""
    told = layout()["fixed"]
    return PurePosixPath(name).stem.lower() in told["names"] or name.lower() in told["folders"]


def plain_name(kind: str) -> str:
    """What a file of that kind, or a folder, is called of whose name nothing would be left."""
    return str(layout()["fixed"]["plain"].get(kind, "notes"))


def layout() -> Mapping[str, Any]:
    """`layout.toml`."""
    return toml.shipped(FILE)


def _without_agents(path: str) -> str:
    parts = path.split("/")
    return "/".join(p[1:] if is_agents_folder(p) else p for p in parts)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
