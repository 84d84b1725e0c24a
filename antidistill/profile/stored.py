"""The profile as a file in the user's data folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from antidistill.errors import BrokenData
from antidistill.message import said
from antidistill.reading import OwnHabit

FILE = "profile.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Profile:
    """What was learned from some documents."""

    documents: int
    characters: int
    """Of prose, all documents together."""
    sentence: float
    """Mean length of a sentence, in words or Han characters."""
    habits: tuple[OwnHabit, ...]
    """The most telling first."""


def dumped(profile: Profile) -> str:
    """The profile as JSON."""
    return json.dumps({"version": _VERSION, **asdict(profile)}, ensure_ascii=False, indent=1) + "\n"


def parsed(text: str, name: str) -> Profile:
    """The profile in a JSON text; raises BrokenData that names the file and the way out."""
    try:
        data: Mapping[str, Any] = json.loads(text)
        if data["version"] != _VERSION:
            raise ValueError(f"version {data['version']!r}")
        habits = tuple(
            OwnHabit(str(h["what"]), float(h["rate"]), float(h["usual"])) for h in data["habits"]
        )
        numbers = int(data["documents"]), int(data["characters"]), float(data["sentence"])
        return Profile(*numbers, habits)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        way = "make it again: antidistill learn DIR, or take it away: antidistill learn --forget"
        raise BrokenData(
            said(
                "{name}: no style profile ({type}); {way}",
                name=name,
                type=type(fault).__name__,
                way=way,
            )
        ) from fault


def load(data: Path) -> Profile | None:
    """The user's profile, None if there is none; raises BrokenData."""
    file = data / FILE
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as fault:
        raise BrokenData(
            said("{file}: cannot be read: {type}", file=file, type=type(fault).__name__)
        ) from fault
    return parsed(text, str(file))


def save(profile: Profile, data: Path, write: Any) -> Path:
    """Keep the profile in the folder `data` with `write(path, bytes)`; the place of it."""
    data.mkdir(parents=True, exist_ok=True)
    write(data / FILE, dumped(profile).encode())
    return data / FILE


def forget(data: Path) -> bool:
    """Take the profile away; False if there was none."""
    try:
        (data / FILE).unlink()
    except FileNotFoundError:
        return False
    return True
