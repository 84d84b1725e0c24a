"""Tools that work without models: Anna is the one thing that they take out."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from click.testing import CliRunner, Result

from antidistill import settings
from antidistill.batch import Tools
from antidistill.cli import desk, main
from antidistill.document import Document
from antidistill.edit import Edit, apply_edits
from antidistill.errors import OutputFault, Refused
from antidistill.exposure import Exposure
from antidistill.finding import Finding, Kind
from antidistill.formats import format_for
from antidistill.formats.base import Format
from antidistill.pipeline import Order, Scan
from antidistill.reading import OwnWords, Reading
from antidistill.result import Result as Outcome
from antidistill.span import Span

SECRET = "Anna knows that the blue valve sticks"


@dataclass
class Pipeline:
    """Remembers its orders."""

    orders: list[Order] = field(default_factory=list)

    def generalise(self, document: Document, form: Format, order: Order) -> Outcome:
        """`Anna` becomes her role; REFUSE is refused, CRASH crashes, ^C is pressed at BREAK."""
        del form
        self.orders.append(order)
        if "REFUSE" in document.text:
            raise Refused(f"{document.name}: leak: a name survives (line 1)")
        if "CRASH" in document.text:
            raise RuntimeError(document.text)
        if "BREAK" in document.text:
            raise KeyboardInterrupt
        role = dict(order.own.aliases).get("Anna", "the owner")
        edits = tuple(
            Edit(Span(*m.span()), role, "a person's name", Kind.PERSON, "role")
            for m in re.finditer(r"\bAnna\b", document.text)
        )
        kept = 0.5 if edits else 1.0
        return Outcome(document, apply_edits(document.text, edits), edits, (), kept)

    def scan(self, document: Document, own: OwnWords) -> Scan:
        """`Anna` is a finding."""
        found = tuple(
            Finding(Kind.PERSON, Span(*m.span()), "persons/name", 0.9, "a person's name")
            for m in re.finditer(r"\bAnna\b", document.text)
        )
        telling = tuple((f.span, (f.kind,)) for f in found)
        rated = Exposure(
            40 if found else 0,
            (f"{len(found)} × person",) * bool(found),
            ((("Lag",), 40 if found else 0),),
            telling,
        )
        return Scan(Reading(document, (), (), own), found, rated)


def roles(document: Document, own: OwnWords) -> dict[str, str]:
    """`Anna (the chemist)` gives Anna a role."""
    del own
    return dict(re.findall(r"\b(Anna) \((.+?)\)", document.text))


def tools(pipeline: Pipeline | None = None) -> Tools:
    """Real files and formats around the fake pipeline."""
    used = pipeline or Pipeline()
    return Tools(desk.read, desk.write, format_for, used.generalise, used.scan, roles)


def full_disk(path: Path, data: bytes, force: bool) -> None:
    """A writer whose disk is full."""
    del data, force
    raise OutputFault(f"{path}: cannot be written: {os.strerror(errno.ENOSPC).lower()}")


def with_writer(write: Callable[[Path, bytes, bool], None]) -> Tools:
    """The fake tools with another writer."""
    return replace(tools(), write=write)


def call(*args: str, using: Tools | None = None, stdin: bytes = b"") -> Result:
    """One call of the command, in the current folder."""
    return CliRunner().invoke(main, args, obj=using or tools(), input=stdin)


def tree(folder: Path) -> dict[str, bytes]:
    """All files below `folder` but the user's own, with their content."""
    home = Path(os.environ[settings.HOME_VARIABLE])
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and home not in p.parents
    }
