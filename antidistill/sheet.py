"""What a language model gets to see of one document: its sections with stand-ins in place, and the
lines that it may answer for. The same object is a request's content and the agent's plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

VERSION = 1
"""Of the records below and of `schemas/*.json`: keys may be added, none changes its meaning."""


class May(str, Enum):
    """What an answer for a line may be."""

    REPLACE = "replace"
    """Public craft of the same kind and form, or nothing: the line is guidance."""
    VAGUER = "vaguer"
    """The line's own words, telling less, or nothing: it is a record, a norm, a sample phrase."""
    MEND = "mend"
    """The line stays; it may be adapted where what it leans on has changed, or named as telling."""
    NAME = "name"
    """The line stays, and no answer is taken for it; it may be named as telling."""


class Goes(str, Enum):
    """When a line that the mode keeps is left out all the same, since it hangs on others."""

    ALWAYS = "always"
    UNANSWERED = "unless it is answered"
    """An answer keeps it, be it its own words."""
    SILENT = "unless others are answered"
    """The lines around it that may read anew carry it; left out, they take it along."""
    ANEW = "if others read anew"
    """It leans on the words of a line before it, or speaks of what only that line named."""


@dataclass(frozen=True, slots=True)
class Named:
    """A line that the program would keep, and that a model says tells what is somebody's own."""

    line: str
    """Its id."""
    kind: str
    """What a distiller would take there."""
    quote: str
    """The words that tell it, as they were shown."""
    text: str | None = None
    """The new wording, as in `Rewrite.text`."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, cell, item or command block as the model sees it."""

    text: str
    """Source text on one line (a command block: several), stand-ins in place."""
    place: str
    """As in `Slot.place`; 'title' for a heading."""
    label: str = ""
    """Words that stand before it and stay: 'Tip:'."""
    group: str = ""
    """Lines of one list, table or block share it."""
    id: str = ""
    """The passage's id; '' when nothing can be said about the line."""
    may: May | None = None
    kind: str = ""
    why: str = ""
    """What is withheld there, in a few words of ours."""
    band: tuple[int, int] = (0, 0)
    """Fewest and most characters of an answer."""
    otherwise: str | None = None
    """How the line reads when the answer is null; '' when it is left out then, None for a line to
    mend."""
    goes: Goes | None = None
    """Of a line that the mode keeps; one to mend stays with an answer, be it its own words."""
    trimmed: bool = False
    """Whether words were cut from a line that stays."""
    continues: bool = False
    """Whether it is a further sentence of the paragraph, item or cell of the line before it."""
    again: bool = False
    """Whether it stays and says a figure that is hidden in another line of its section."""
    tells: str = ""
    """What it seems to tell that no manual would, as it stands in the copy when nobody answers."""
    own: str = ""
    """Its own words that an answer may keep as they stand, with dots for the others."""
    leans: str = ""
    """The words by which it hangs on its neighbour, which goes when that is answered with null."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the lines under it."""

    heading: str
    level: int
    lines: tuple[Line, ...]
    goes: Goes | None = None
    """When the heading goes, as in `Line.goes`."""
    anew: int | None = None
    """How many of its lines may be worded wholly anew, not cut; None where nobody counts."""
    thin: bool = False
    """Whether hardly anything of it is left when every open line is answered with null."""


@dataclass(frozen=True, slots=True)
class Material:
    """An entry of the manual on the document's topics: may be used as it is, or as an example."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that may leave the machine of one document, and what must not."""

    language: str
    mode: str
    title: str
    instructions: str
    """The prompt of the mode, in the document's language."""
    parts: tuple[Part, ...]
    material: tuple[Material, ...] = ()
    cases: tuple[str, ...] = ()
    """Illustrative cases for filled-in samples, the first one for the whole document."""
    withheld: tuple[str, ...] = field(default=(), repr=False)
    """Strings that must not be found in anything that leaves; never part of the record."""
    carried: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Stand-ins that an answer may carry through (link targets that stay), and what they mean."""

    def lines(self) -> Iterator[Line]:
        """All lines, in the order of the document."""
        return (line for part in self.parts for line in part.lines)

    def open(self) -> Iterator[Line]:
        """The lines that an answer is taken for."""
        return (line for line in self.lines() if line.id and line.may is not May.NAME)

    def nameable(self) -> Iterator[Line]:
        """The lines that stay and may be named as telling."""
        return (line for line in self.lines() if line.id and line.may in (May.MEND, May.NAME))

    def record(self) -> dict[str, Any]:
        """The sheet as data: keys in a fixed order, empty ones left out."""
        return {
            "language": self.language,
            "mode": self.mode,
            "title": self.title,
            "sections": [part_record(part) for part in self.parts],
        }

    def sections(self, room: int) -> Iterator[Sheet]:
        """The sheet in pieces of at most about `room` characters, cut between sections."""
        chosen: list[Part] = []
        size = 0
        for part in self.parts:
            more = sum(len(line.text) + 40 for line in part.lines) + len(part.heading)
            if chosen and size + more > room:
                yield replace(self, parts=tuple(chosen))
                chosen, size = [], 0
            chosen.append(part)
            size += more
        if chosen:
            yield replace(self, parts=tuple(chosen))


def part_record(part: Part) -> dict[str, Any]:
    """One section as data."""
    return {
        "heading": part.heading,
        "level": part.level,
        **({"goes": part.goes.value} if part.goes else {}),
        **({"anew": part.anew} if part.anew is not None else {}),
        **({"thin": True} if part.thin else {}),
        "lines": [line_record(line) for line in part.lines],
    }


def line_record(line: Line) -> dict[str, Any]:
    """One line as data."""
    out: dict[str, Any] = {"text": line.text, "place": line.place}
    if line.label:
        out["label"] = line.label
    if line.group:
        out["group"] = line.group
    if line.id and line.may is not None:
        out["id"] = line.id
        out["may"] = line.may.value
        if line.may not in (May.MEND, May.NAME):
            out |= {"kind": line.kind, "why": line.why, "otherwise": line.otherwise or None}
            out["length"] = list(line.band)
        elif line.kind:
            out["kind"] = line.kind
    if line.goes:
        out["goes"] = line.goes.value
    if line.trimmed:
        out["trimmed"] = True
    if line.continues:
        out["continues"] = True
    if line.again:
        out["again"] = True
    if line.tells:
        out["tells"] = line.tells
    if line.own:
        out["own"] = line.own
    if line.leans:
        out["leans"] = line.leans
    return out
