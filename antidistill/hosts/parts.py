"""What is put where: the parts of an installation, and what they depend on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from antidistill.hosts.choices import OnFault


@dataclass(frozen=True, slots=True)
class Place:
    """For whom, and with which program."""

    home: Path
    project: Path | None
    """None: for the user, in all projects."""
    program: str
    """The command, with its full path: what starts a host may not have ours."""
    on_fault: OnFault = OnFault.BLOCK
    languages: tuple[str, ...] = ("en",)
    """In which the skill is put there."""
    patterns: tuple[str, ...] = ()
    """For git: the paths whose commits are generalised."""
    windows: bool = os.name == "nt"

    def hook(self, host: str) -> str:
        """The command line of a hook, for a shell."""
        program = f'"{self.program}"' if " " in self.program else self.program
        return f"{program} hook {host}"

    def guarded(self, host: str) -> str:
        """The same, so that a call is blocked too when the program is gone."""
        if self.on_fault is OnFault.PASS or self.windows:
            return self.hook(host)
        gone = f"antidistill could not run; repair it, or take its hook out of {host}"
        return f"{self.hook(host)} || {{ echo '{gone}' >&2; exit 2; }}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An element of a list in a JSON settings file of the host."""

    file: Path
    at: tuple[str, ...]
    """Keys down to the list."""
    value: Mapping[str, Any]
    base: str = ""
    """What a new file begins as, for hosts that want more in it than the list."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A file that is all ours."""

    file: Path
    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of ours in a text file of somebody else."""

    file: Path
    text: str
    after: str = ""
    """The line below which they go; '' for the end."""
    base: str = ""
    """What a new file begins as."""
    sign: str = ""
    """How each line of ours ends, where what stands before that is the user's choice."""


Part = Entry | Whole | Lines


class Target(Protocol):
    """Something that antidistill can be installed in."""

    @property
    def name(self) -> str:
        """As on the command line."""
        ...

    @property
    def title(self) -> str:
        """As people call it."""
        ...

    def parts(self, place: Place) -> tuple[Part, ...]:
        """What is to be there; UsageFault when it cannot be put there."""
        ...

    def remains(self, place: Place) -> tuple[str, ...]:
        """What is left for the user to do, one line each."""
        ...
