"""The instructions of a mode for a language model: files beside its `mode.toml`."""

from __future__ import annotations

from pathlib import Path

from antidistill.errors import BrokenData
from antidistill.finding import Kind
from antidistill.message import said
from antidistill.mode import OURS, Action, Mode


def instructions(mode: Mode, language: str) -> str:
    """What every mode asks, then what this one does: `prompt.LANGUAGE.md` in its folder, or in that
    of the mode of ours whose policy is nearest. Raises BrokenData when a file cannot be read."""
    own = mode.path / f"prompt.{language}.md"
    file = own if own.is_file() else OURS / _nearest(mode) / f"prompt.{language}.md"
    return f"{_read(OURS / f'prompt.{language}.md')}\n\n{_read(file)}\n"


def _nearest(mode: Mode) -> str:
    if mode.policy[Kind.PROCEDURE] is Action.REPLACE:
        return "heavy"
    return "light" if mode.policy[Kind.JUDGEMENT] is Action.KEEP else "medium"


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise BrokenData(
            said("{file}: cannot be read: {type}", file=file, type=type(fault).__name__)
        ) from fault
