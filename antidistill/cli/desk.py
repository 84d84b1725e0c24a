"""What a command has before it: settings, tools, folders, and what the screens can do."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from antidistill import files, remembered, settings
from antidistill.cli.options import Asked
from antidistill.errors import UnreadableInput, UsageFault
from antidistill.message import said
from antidistill.reading import OwnWords
from antidistill.reports.base import Look

if TYPE_CHECKING:
    from antidistill.batch import Task, Tools
    from antidistill.document import Document
    from antidistill.formats.base import Format
    from antidistill.pipeline import Order

DEFAULT_MODE = "medium"
LARGEST = 20_000_000
"""Bytes of a document; what is larger is no document that somebody reads."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The surroundings of one call."""

    folders: settings.Folders
    settings: settings.Settings
    tools: Tools


def desk() -> Desk:
    """The desk of this call; raises BrokenData when a settings file is at fault. Tools that the
    caller put into the click context are used as they are."""
    folders = settings.folders()
    given: Tools | None = click.get_current_context().find_root().obj
    return Desk(folders, settings.load(Path.cwd(), folders.config), given or real_tools())


def real_tools() -> Tools:
    """The tools of the program itself."""
    from antidistill import pipeline
    from antidistill.batch import Tools
    from antidistill.formats import format_for

    return Tools(
        read=read,
        write=write,
        form=format_for,
        generalise=pipeline.generalise,
        scan=pipeline.scan,
        roles=roles,
    )


def taking(at: Desk, revisions: str) -> Desk:
    """The desk, with a Word format that accepts or rejects the tracked changes of its files."""
    if revisions == "accept":
        return at
    return replace(at, tools=replace(at.tools, form=partial(_rejecting, at.tools.form)))


def _rejecting(known: Callable[[str], Format], name: str) -> Format:
    """The format of a file name, with tracked changes taken as rejected."""
    from antidistill.formats.docx import Docx

    found = known(name)
    return replace(found, accept=False) if isinstance(found, Docx) else found


def own_words(at: Desk, keep: Sequence[str], withhold: Sequence[str]) -> OwnWords:
    """The user's words: flags and settings together; a flag wins over the settings' other list."""
    if both := set(keep) & set(withhold):
        raise UsageFault(
            said("{both!r} is both to keep and to withhold: leave one of them out", both=min(both))
        )
    from antidistill.profile.stored import load as load_profile

    kept = {*keep, *(t for t in at.settings.keep if t not in withhold)}
    gone = {*withhold, *(t for t in at.settings.withhold if t not in keep)}
    profile = load_profile(at.folders.data)
    return OwnWords(
        keep=frozenset(kept),
        withhold=frozenset(gone),
        names=frozenset(at.settings.names),
        aliases=tuple((n, r) for n, r in at.settings.aliases.items() if n not in keep),
        habits=profile.habits if profile else (),
        manual=manual_folders(at),
        phrases=at.folders.phrases,
    )


def manual_folders(at: Desk) -> tuple[Path, ...]:
    """Where topics of the manual lie; () where the user has none of their own."""
    from antidistill.manual.load import TOPICS

    return (TOPICS, *at.folders.manual) if at.folders.manual else ()


def order(at: Desk, asked: Asked) -> Order:
    """What is asked of the pipeline: flags first, then settings, then the user's own seed."""
    from antidistill.cli import kept
    from antidistill.cli.engines import engine_for
    from antidistill.mode import load
    from antidistill.pipeline import Order

    chosen = load(asked.mode or at.settings.mode or DEFAULT_MODE, at.folders.modes)
    seed = at.settings.seed if asked.seed is None else asked.seed
    if seed is None:
        seed = remembered.own_seed(at.folders.data)
    own = own_words(at, asked.keep, asked.withhold)
    decided = kept.decisions(at.folders.data, asked)
    return Order(chosen, seed, own, manual_folders(at), engine_for(at, asked), decided)


def look(stream: TextIO) -> Look:
    """What the screen behind `stream` can do; NO_COLOR turns colours off."""
    if not stream.isatty():
        return Look()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Look(shutil.get_terminal_size().columns, colour=not plain)


def read(task: Task) -> bytes:
    """The bytes of a task's source; raises AntidistillError."""
    if task.source is not None:
        data = files.read_bytes(task.source, LARGEST)
        return _member(task, data) if task.unit and task.unit.archive else data
    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableInput(
            said("standard input: larger than {most} MB; split it", most=LARGEST // 1_000_000)
        )
    return data


def _member(task: Task, data: bytes) -> bytes:
    """A file of an archive."""
    from antidistill.packages import archive

    return archive.members(data)[task.member]


def write(path: Path, data: bytes, force: bool) -> None:
    """Put the copy `data` at `path`, all or nothing; a link there is replaced, not followed.
    Raises AntidistillError."""
    if force and os.path.lexists(path):
        files.replace(path, data, follow=False)
    else:
        files.write_new(path, data)


def roles(document: Document, own: OwnWords) -> dict[str, str]:
    """The persons of a document who have a role in it, and that role. Without the models, which
    would take as long as the run itself: a name beside its role is found without them. Full names
    only: 'Mark' or 'May' alone may be something else in another document."""
    from antidistill import nlp
    from antidistill.finders.roles import roles_of

    reading = nlp.read(document, replace(own, aliases=()), analyse=False)
    return {name: role for name, role in roles_of(reading).items() if _is_full(name)}


def _is_full(name: str) -> bool:
    return len(name) > 1 and (" " in name or not name.isascii())
