"""What the user has chosen: what happens to a write that gives know-how away, in which mode, and
what when we fail ourselves. Per project, below one choice for everything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import Enum
from pathlib import Path
from typing import Any

from antidistill.errors import BrokenData
from antidistill.message import said

FILE = "choices.json"
EVERYWHERE = ""


class Do(str, Enum):
    """What happens to a write that would give know-how away."""

    ASK = "ask"
    REWRITE = "rewrite"
    BLOCK = "block"
    NOTHING = "off"


class OnFault(str, Enum):
    """What happens to a write that cannot be judged."""

    BLOCK = "block"
    PASS = "pass"


@dataclass(frozen=True, slots=True)
class Choice:
    """The choice for a project."""

    do: Do = Do.ASK
    mode: str = ""
    """Name of a mode; '' for what the settings say."""
    on_fault: OnFault = OnFault.BLOCK


def choice_for(folder: Path, data: Path) -> Choice:
    """The choice for the nearest project at or above `folder`, else the one for everything;
    raises BrokenData."""
    known = _read(data / FILE)
    for place in (folder, *folder.parents):
        if str(place) in known:
            return known[str(place)]
    return known.get(EVERYWHERE, Choice())


def remember(choice: Choice, project: Path | None, data: Path) -> None:
    """Keep the choice for a project, or for everything; raises OutputFault, BrokenData."""
    known = _read(data / FILE)
    _write(data / FILE, {**known, _key(project): choice})


def forget(project: Path | None, data: Path) -> None:
    """Drop the choice for a project, or the one for everything."""
    known = _read(data / FILE)
    if known.pop(_key(project), None) is not None:
        _write(data / FILE, known)


def _key(project: Path | None) -> str:
    return str(project) if project else EVERYWHERE


def _write(file: Path, known: Mapping[str, Choice]) -> None:
    from antidistill import files

    rows = {key: asdict(choice) for key, choice in sorted(known.items())}
    files.replace(file, (json.dumps(rows, indent=2, ensure_ascii=False) + "\n").encode())


def _read(file: Path) -> dict[str, Choice]:
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return {key: _choice(row) for key, row in rows.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError) as fault:
        raise BrokenData(
            said("{file}: cannot be read: {fault}; remove it to begin anew", file=file, fault=fault)
        ) from fault


def _choice(row: Mapping[str, Any]) -> Choice:
    if unknown := set(row) - {f.name for f in fields(Choice)}:
        raise ValueError(f"unknown key {min(unknown)!r}")
    return Choice(
        Do(row.get("do", Do.ASK)), row.get("mode", ""), OnFault(row.get("on_fault", "block"))
    )
