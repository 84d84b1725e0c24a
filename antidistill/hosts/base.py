"""The seam of the hosts: what an agent program tells us, and what it may be answered.

Nothing here knows a document or a language model: an event comes in as data, a verdict goes out,
and each host's module says both in its own dialect.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

Arguments = Mapping[str, Any]


class Moment(str, Enum):
    """When an event comes."""

    BEFORE = "before a tool runs"
    AFTER = "after a tool has run"
    PROMPT = "the user has asked for something"
    START = "a session begins"
    CHANGED = "a watched file has changed"
    LOADED = "a skill file is about to be taken into use"
    PROPOSED = "a finished skill is put up for approval"


@dataclass(frozen=True, slots=True)
class Event:
    """What a host tells us, in the same words for all hosts."""

    moment: Moment
    folder: Path
    """The project that the agent works in; relative paths are below it."""
    tool: str = ""
    """As the host calls it."""
    arguments: Arguments = field(default_factory=dict)
    """The tool's, as they came."""
    text: str = ""
    """The prompt, for PROMPT."""
    path: str = ""
    """The file, for CHANGED and LOADED."""


class Action(str, Enum):
    """What is to become of an event."""

    PASS = "pass"
    """None of our business, or nothing to do: the host hears nothing."""
    TELL = "tell"
    """It goes on; the model and the user are told something."""
    REWRITE = "rewrite"
    ASK = "ask"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What we say to an event."""

    action: Action = Action.PASS
    reason: str = ""
    """For the user, and for the model when its call is blocked. Holds nothing that is withheld."""
    arguments: Arguments | None = None
    """All arguments of the call as they are to be, for REWRITE and ASK; None leaves them."""
    context: str = ""
    """For the model: how what happens differs from what it asked for."""
    watch: tuple[str, ...] = ()
    """Files that the host is to watch, for START and CHANGED."""


PASS = Verdict()


@dataclass(frozen=True, slots=True)
class Leak:
    """A call that gives know-how away."""

    says: str
    """In words, without the know-how."""
    arguments: dict[str, Any] | None = None
    """The arguments with which it does not; None when there are none."""
    certain: bool = False
    """With no such arguments: whether the call must not run as it is."""
    first: tuple[Path, ...] = ()
    """Files to generalise before it runs, which makes the call itself harmless."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a hook process prints, and how it ends."""

    stdout: str = ""
    stderr: str = ""
    code: int = 0


class Fate(str, Enum):
    """What a host does with a call after the answer that it was given."""

    RUNS = "runs as it was sent"
    REWRITTEN = "runs with other arguments"
    ASKED = "waits for the user"
    BLOCKED = "does not run"


@dataclass(frozen=True, slots=True)
class Sight:
    """How far a host lets us see and act; a row of the table in the README."""

    seen: tuple[str, ...]
    """What passes by us, and what we can do there."""
    unseen: tuple[str, ...]
    """What does not, or where a failure of ours lets a write through."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A key in a settings file of a host with which somebody can switch hooks off."""

    file: str
    """Below the home folder and below a project."""
    key: str
    off: bool = True
    """What it says then."""


@dataclass(frozen=True, slots=True)
class Least:
    """The version from which a host does what we rely on."""

    command: tuple[str, ...]
    """Prints the version."""
    version: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Checks:
    """What `doctor` looks at, besides what was installed."""

    switches: tuple[Switch, ...] = ()
    versions: tuple[Least, ...] = ()
    unknown: tuple[str, ...] = ()
    """What only the host knows, and where to see it there."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a host besides its dialect."""

    sight: Sight
    """What is seen there, and what is not."""
    checks: Checks = Checks()
    """What could stand in the way there."""
    asks: bool = False
    """Whether a hook can have the user asked, with the rewritten call shown."""
    rewrites: bool = True
    """Whether the arguments that an answer puts in place are those that the call runs with."""
    tells_before: bool = False
    """Whether an answer before a call can carry a word for the model."""
    merges: bool = False
    """Whether it lays new arguments over the old ones; else they take their place."""
    late: Fate = Fate.RUNS
    """What becomes of a call whose hook does not end in the host's time."""


class Host(Protocol):
    """An agent program whose tool calls pass by a hook of ours. Its module holds all of it."""

    @property
    def name(self) -> str:
        """As on the command line."""
        ...

    @property
    def title(self) -> str:
        """As people call it."""
        ...

    @property
    def known(self) -> Known:
        """What is known of it besides its dialect."""
        ...

    def speaks(self, payload: Arguments) -> bool:
        """Whether a payload can come from no other host: some hosts run the hooks that were set
        up for another, and understand only their own dialect."""
        ...

    def writing(self, folder: Path, path: str, text: str) -> Arguments:
        """The payload with which it announces that its file tool is to write a new file, in a
        project."""
        ...

    def event(self, payload: Arguments) -> Event | None:
        """The event in the JSON object that the host sends; None when it is of no interest."""
        ...

    def answer(self, payload: Arguments, event: Event, verdict: Verdict) -> Answer:
        """`verdict` in the host's dialect."""
        ...

    def failed(self, payload: Arguments | None, reason: str) -> Answer:
        """The answer that blocks the call because of a fault of ours; `payload` is None when it
        could not be read."""
        ...

    def fate(self, answer: Answer) -> tuple[Fate, Arguments | None]:
        """What the host makes of an answer to an event before a call, by its documented rules,
        with the arguments that a rewrite puts in place."""
        ...
