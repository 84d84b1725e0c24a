"""Files that hosts and watchers point at: what they say, and generalising them where they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from antidistill.edit import Edit, apply_edits
from antidistill.errors import OutputFault
from antidistill.hosts.keeping import Keeper
from antidistill.hosts.memory import Memory
from antidistill.hosts.recognising import changes
from antidistill.message import said

Clean = Callable[[str, str], tuple[Edit, ...]]
"""Name and text of a document to the edits that generalise it; raises AntidistillError."""
_LARGEST = 5_000_000
_READ = (".md", ".markdown", ".txt")


@dataclass(frozen=True, slots=True)
class Tools:
    """What it takes to generalise a file in place."""

    clean: Clean
    keeper: Keeper
    memory: Memory


def clean_file(path: Path, tools: Tools, *, write: bool) -> tuple[str, tuple[Edit, ...]] | None:
    """Text and edits of a file that gives know-how away, None when it does not. With `write` it
    is kept and then generalised in place; raises AntidistillError, and then it is untouched."""
    text = text_of(path)
    if text is None:
        return None
    edits = changes(str(path), text, tools.clean)
    if not edits:
        tools.memory.expect(path, text, rewritten=False)
        return None
    if write:
        _exchange(path, text, apply_edits(text, edits), tools)
    return text, edits


def _exchange(path: Path, text: str, new: str, tools: Tools) -> None:
    """Keeps the old text, then puts the new one there."""
    from antidistill import files

    old = text.encode()
    tools.keeper.keep(old, path.resolve())
    if path.read_bytes() != old:
        raise OutputFault(
            said("{path}: it changed while it was read, so it was left alone", path=path)
        )
    tools.memory.expect(path, new, rewritten=True)
    files.replace(path, new.encode())


def text_of(path: Path) -> str | None:
    """What a text file says, byte order mark and line ends as they are; None when there is none
    or it is no text in UTF-8."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return path.read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return None


def document_name(path: str) -> str:
    """A name under which the text is read: what is neither prose nor has prose in it that can be
    told apart is read as Markdown."""
    from antidistill.hosts import inside

    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    return name if suffix in _READ or inside.module_of(name) else f"{name}.md"
