"""One file of a package on its way to its copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from antidistill.document import Document
from antidistill.edit import Edit, apply_edits
from antidistill.formats.base import Format
from antidistill.formats.origin import encoded
from antidistill.packages.layout import Kind
from antidistill.pipeline import Order, Scan
from antidistill.reading import OwnWords
from antidistill.result import Result


@dataclass(frozen=True, slots=True)
class Work:
    """What a run lends to the work on a package."""

    form: Callable[[str], Format]
    generalise: Callable[[Document, Format, Order], Result]
    scan: Callable[[Document, OwnWords], Scan]
    order: Callable[[str], Order]
    """What is asked for documents in a language, with the roles that the run knows."""
    encoding: str | None = None
    keep: frozenset[str] = frozenset()
    """Names of the package's own files, which its documents go on to speak of."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of a package."""

    path: str
    """Inside the package, with forward slashes."""
    data: bytes
    kind: Kind
    name: str = ""
    """As messages call it."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A file and what it became."""

    source: Source
    result: Result | None
    """None for what holds no text."""
    form: Format | None
    """The format of a document, else None: `encoded` then makes the bytes."""
    data: bytes = b""
    """The copy of what holds no text."""
    path: str = ""
    """Where the copy goes inside the package."""

    def copy(self) -> bytes:
        """The bytes of the copy."""
        if self.result is None:
            return self.data
        if self.form is not None:
            return self.form.write(self.result.document, self.result.text, self.result.edits)
        return encoded(self.result.document, self.result.text)


def amended(result: Result, more: Iterable[Edit]) -> Result:
    """The result with those of `more` too that touch nothing which was edited already."""
    edits = list(result.edits)
    for edit in more:
        fits = not any(_touch(edit, e) for e in edits)
        if fits and edit.span.of(result.document.text) != edit.new:
            edits.append(edit)
    edits.sort(key=lambda e: e.span)
    text = apply_edits(result.document.text, edits)
    return replace(result, edits=tuple(edits), text=text)


def _touch(one: Edit, other: Edit) -> bool:
    a, b = one.span, other.span
    return a.overlaps(b) or (a.start == b.start and (a.start == a.end or b.start == b.end))


def noted(result: Result, notes: Iterable[str]) -> Result:
    """The result with more to tell its user."""
    document = result.document
    return replace(result, document=replace(document, notes=(*document.notes, *notes)))


@dataclass(frozen=True, slots=True)
class Package:
    """A skill folder or an archive, before anything is done to it."""

    name: str
    """Of its folder, or of the archive without its suffix."""
    sources: tuple[Source, ...]
    left_out: tuple[str, ...] = ()
    """Paths of what no copy takes along."""
    renames: bool = True
    """False where copies take the place of their originals."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The copy of a package."""

    name: str
    turned: tuple[Turned, ...]
