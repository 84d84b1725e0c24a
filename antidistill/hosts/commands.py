"""Shell commands that write skill files, or run a distiller's own programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from antidistill.edit import Edit
from antidistill.hosts import merging, saying, shell, signs
from antidistill.hosts.base import Event, Leak
from antidistill.hosts.recognising import changes, recognised
from antidistill.hosts.writes import Slot, Write, put

Told = tuple[str, str, tuple[Edit, ...]]
"""Name of a file, its text, and the edits to it."""


@dataclass(frozen=True, slots=True)
class Own:
    """What a look at a command needs."""

    clean: Callable[[str, str], tuple[Edit, ...]]
    clean_file: Callable[[Path], tuple[str, tuple[Edit, ...]] | None]
    program: str


def judge(event: Event, key: str, command: str, own: Own) -> Leak | None:
    """What a shell command gives away; None when it is none of our business."""
    bare = shell.without_here_documents(command)
    found = {sign.role: sign for sign in signs.of_command(bare)}
    if "writer" in found:
        leak = _writer(event, key, command, own)
    else:
        leak = _here(event, key, command, own) or _writes(event, key, command, bare, own)
    if leak is None and (collector := found.get("collector")):
        return Leak(saying.collects(collector.why))
    return leak


def _writer(event: Event, key: str, command: str, own: Own) -> Leak | None:
    """The writer reads files and makes a skill of them: they are generalised before it runs."""
    named = shell.inputs(command)
    if any(shell.unclear(path) for path in named):
        return Leak(saying.unclear_files(), certain=True)
    told: list[Told] = []
    places: list[Path] = []
    for path in (*(event.folder / p for p in named), *_parts(event.folder, command)):
        if found := own.clean_file(path):
            told.append((path.name, *found))
            places.append(path)
    nameless = shell.without_option(command, "--name") if _slug(command) else command
    if not told and nameless == command and _is_quiet(command):
        return None
    new = f"{_first(event, own.program, places)}{nameless}"
    return Leak(
        saying.writer(told, named=nameless != command), _with(event, key, new), first=tuple(places)
    )


def _is_quiet(command: str) -> bool:
    """Whether a writer installs nothing by itself."""
    return shell.HUSH in command or shell.option(command, "--action") == "list"


def _first(event: Event, program: str, places: Sequence[Path]) -> str:
    """What is run before a writer: its files are generalised, and it installs nothing itself."""
    powershell = event.tool.lower() == "powershell"
    hush = f"$env:{shell.HUSH}='0'; " if powershell else f"export {shell.HUSH}=0; "
    if not places:
        return hush
    paths = " ".join(_quoted(str(p)) for p in places)
    return f"{hush}{program} watch --once {paths}{'; ' if powershell else ' && '}"


def _slug(command: str) -> str:
    """The name under which a writer keeps its skill, '' when only the shell knows it."""
    slug = shell.option(command, "--slug")
    return "" if shell.unclear(slug) else slug


def _parts(folder: Path, command: str) -> Iterator[Path]:
    """The parts of a skill that a writer puts together again by its slug."""
    slug = _slug(command)
    if not slug:
        return
    base = shell.option(command, "--base-dir")
    for root in [folder / base] if base else [folder / "skills", folder / "colleagues", folder]:
        for name in ("work.md", "persona.md", "self.md", "memory.md"):
            yield from sorted(root.glob(f"{slug}/{name}"))
            yield from sorted(root.glob(f"*/{slug}/{name}"))


def _here(event: Event, key: str, command: str, own: Own) -> Leak | None:
    """Texts that stand in the command itself are rewritten there."""
    told: list[Told] = []
    texts: list[tuple[Slot, str]] = []
    doubted = ""
    for found in shell.here_documents(command):
        text = found.body.of(command)
        likeness = recognised(found.path, text)
        if not likeness.enough:
            continue
        slot = Slot((key,), text, part=found.body)
        write = Write(found.path, (slot,))
        coming = merging.future(write, None)
        name = found.path.rsplit("/", 1)[-1]
        carried = merging.carry(write, coming, changes(found.path, text, own.clean))
        if carried.texts:
            told.append((name, text, carried.edits))
            texts += carried.texts
        elif (likeness.person or likeness.told) and text.strip():
            doubted = doubted or saying.doubtful(found.path, likeness)
    if not texts:
        return Leak(doubted) if doubted else None
    return Leak(saying.summary(told), put(event.arguments, texts))


def _writes(event: Event, key: str, command: str, bare: str, own: Own) -> Leak | None:
    """Files that the command writes in a way that cannot be looked into: the same command
    generalises them as soon as they are there."""
    inside = {h.path for h in shell.here_documents(command)}
    found = [p for p in shell.targets(bare) if p not in inside and _is_distilled(p)]
    if not found and not (shell.targets(command) and recognised("command.md", command).enough):
        return None
    known = [p for p in found if not shell.unclear(p)]
    if not known or len(known) < len(found):
        return Leak(saying.unclear_files(), certain=True)
    clean = f"{own.program} watch --once {' '.join(map(_quoted, known))}"
    if command.rstrip().endswith(clean):
        return None
    return Leak(saying.afterwards(known), _with(event, key, f"{command.rstrip()}\n{clean}\n"))


def _is_distilled(path: str) -> bool:
    return signs.of_path(path).enough


def _with(event: Event, key: str, command: str) -> dict[str, Any]:
    value = event.arguments.get(key)
    return {**event.arguments, key: _argv(value, command) if isinstance(value, list) else command}


def _argv(before: list[str], command: str) -> list[str]:
    """A command that came as words: a shell of the same kind runs the new one."""
    return [*before[:2], command] if len(before) == 3 and before[1] in ("-c", "-lc") else [
        "bash", "-c", command,
    ]  # fmt: skip


def _quoted(path: str) -> str:
    """For any shell: paths without marks that a shell reads stand as they are."""
    plain = all(c.isalnum() or c in "/._-~:\\" for c in path)
    return path if plain else "'" + path.replace("'", "'\\''") + "'"
