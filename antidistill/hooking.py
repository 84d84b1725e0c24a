"""`antidistill hook HOST`: a host's event on stdin, our answer on stdout.

Runs at every file and shell call of an agent, so it loads nothing that most of them do not need:
neither the command line nor a language model, until a write looks like distillation.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from antidistill import settings, ui
from antidistill.edit import Edit
from antidistill.errors import AntidistillError
from antidistill.hosts import host_named, saying, speaking
from antidistill.hosts.base import Answer, Host
from antidistill.hosts.choices import Choice, OnFault, choice_for
from antidistill.hosts.deciding import decide
from antidistill.hosts.in_place import Clean, Tools
from antidistill.hosts.judging import Around
from antidistill.hosts.keeping import Keeper, VaultKeeper
from antidistill.hosts.memory import Memory

SECONDS = 50.0
"""Hosts wait 60; an answer that blocks is better than none, which lets the call run."""
_LARGEST = 64_000_000


@dataclass(frozen=True, slots=True)
class Given:
    """What a hook process finds around it. Tests put working fakes here."""

    folders: settings.Folders
    cleaner: Callable[[Choice, Path], Clean]
    """For a choice and a project."""
    home: Path
    seconds: float = SECONDS


def main(arguments: list[str]) -> int:
    """The process: `arguments` are the words after `hook`; the exit code."""
    host = host_named(arguments[0])
    ui.use(_language())
    late = threading.Timer(SECONDS, _too_late, [host])
    late.daemon = True
    late.start()
    answer = run(host, sys.stdin.buffer.read(_LARGEST + 1), given())
    late.cancel()
    _print(answer)
    return answer.code


def before_overwriting() -> int:
    """Git's file-system monitor hook, in the top folder of a working copy; it never stops Git."""
    import subprocess

    from antidistill.hosts import overwriting

    sys.stdout.buffer.write(overwriting.ANSWER)
    sys.stdout.flush()
    try:
        overwriting.keep(Path.cwd(), keeper(settings.folders()))
    except (AntidistillError, OSError, subprocess.SubprocessError) as fault:
        sys.stderr.write(
            f"antidistill: {ui.shown(fault) if isinstance(fault, AntidistillError) else fault}\n"
        )
    return 0


def _language() -> str:
    """What the user's own settings say, else the locale."""
    users = settings.folders().config / settings.FILE
    with suppress(AntidistillError, OSError):
        return (settings.read(users).ui if users.is_file() else "") or ui.of_locale()
    return ui.of_locale()


def given() -> Given:
    """The user's own surroundings."""
    return Given(settings.folders(), _cleaner, Path.home())


def run(host: Host, data: bytes, given: Given) -> Answer:
    """The answer to one event; whatever goes wrong becomes the answer that the user chose."""
    payload, folder = None, Path.cwd()
    choice = Choice()
    try:
        payload = _read(data)
        host = speaking(payload, host)
        event = host.event(payload)
        if event is None:
            return Answer()
        folder = event.folder
        choice = choice_for(folder, given.folders.data)
        around = Around(choice, _tools(choice, folder, given), program(), given.home)
        return host.answer(payload, event, decide(event, host, around))
    except AntidistillError as fault:
        return _failed(host, payload, ui.shown(fault), choice)
    except Exception as fault:
        from antidistill.cli.faults import unexpected

        return _failed(host, payload, unexpected(fault, given.folders.state), choice)


def program() -> str:
    """How a shell calls us: with the full path, since the shell of a host may not know us."""
    beside = Path(sys.executable).with_name("antidistill.exe" if os.name == "nt" else "antidistill")
    if beside.exists():
        return str(beside)
    import shutil  # brings the compressors along

    return shutil.which("antidistill") or "antidistill"


def keeper(folders: settings.Folders, kind: str = "original") -> Keeper:
    """Where originals go before they are changed in place."""
    from antidistill.vault import Vault

    return VaultKeeper(Vault(folders.data / "vault"), folders.state / "sealed", kind)


def tools(choice: Choice, folder: Path) -> Tools:
    """What it takes to generalise files of a project in place, for commands."""
    return _tools(choice, folder, given())


def _tools(choice: Choice, folder: Path, given: Given) -> Tools:
    memory = Memory(given.folders.state / "written")
    return Tools(given.cleaner(choice, folder), _Lazy(given.folders), memory)


@dataclass(frozen=True, slots=True)
class _Lazy:
    """Loads the vault when something is to go into it."""

    folders: settings.Folders

    def keep(self, data: bytes, path: Path) -> None:
        keeper(self.folders).keep(data, path)


def _failed(host: Host, payload: Mapping[str, Any] | None, reason: str, choice: Choice) -> Answer:
    said = saying.unjudged(reason)
    if choice.on_fault is OnFault.PASS:
        return Answer(stderr=f"{said}\n")
    try:
        return host.failed(payload, said)
    except Exception:  # what is wrong with the event may be wrong here too; a traceback would pass
        return host.failed(None, said)


def _read(data: bytes) -> Mapping[str, Any]:
    """The host's object; one of them puts a byte order mark before it."""
    if len(data) > _LARGEST:
        raise AntidistillError("the event is larger than 64 MB")
    try:
        payload = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise AntidistillError("the host sent no JSON") from None
    if not isinstance(payload, dict):
        raise AntidistillError("the host sent no JSON object")
    return payload


def _cleaner(choice: Choice, folder: Path) -> Clean:
    """Loads the command line and the models at the first document, not before."""

    def clean(name: str, text: str) -> tuple[Edit, ...]:
        from antidistill.cli.generaliser import generaliser

        return generaliser(folder, choice.mode)(name, text)

    return clean


def _too_late(host: Host) -> None:
    """Ends the process with an answer, while the main thread is still at work."""
    answer = host.failed(None, saying.unjudged("it took too long"))
    _print(answer)
    os._exit(answer.code)


def _print(answer: Answer) -> None:
    sys.stdout.write(answer.stdout)
    sys.stdout.flush()
    sys.stderr.write(answer.stderr)
    sys.stderr.flush()
