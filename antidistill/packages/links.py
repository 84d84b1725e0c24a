"""Links from file to file of a package: to what was renamed, to what is not in the copy, to
headings that changed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from antidistill.anchors import Moves, anchor_edits
from antidistill.document import Atom, AtomKind, Document
from antidistill.edit import Edit, apply_edits
from antidistill.result import Result
from antidistill.span import Span

_LINKS = frozenset({AtomKind.LINK, AtomKind.IMAGE})


@dataclass(frozen=True, slots=True)
class Map:
    """Where the files of a package are in its copy."""

    new: Mapping[str, str]
    """Path to path of the copy; files that are not in it are missing."""
    all: Collection[str]
    """All files that the package has."""

    def goal(self, page: str, address: str) -> str | None:
        """The path that `address` means on `page`; None when it means no file of the package."""
        file = unquote(address.partition("#")[0].partition("?")[0])
        if not file or re.match(r"[A-Za-z][\w+.-]*:|//|/", file):
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), file))
        inside = path in self.all or any(p.startswith(f"{path}/") for p in self.all)
        return path if inside else None

    def gone(self, path: str) -> bool:
        """Whether nothing at `path` is in the copy."""
        return path not in self.new and not any(p.startswith(f"{path}/") for p in self.new)

    def address(self, page: str, path: str, old: str) -> str:
        """The address, on the copy of `page`, of what `old` led to."""
        new = self.new.get(path, path)
        folder = posixpath.dirname(self.new.get(page, page))
        tail = old[len(old.partition("#")[0]) :]
        dot = "./" if old.startswith("./") else ""
        return dot + quote(posixpath.relpath(new, folder or "."), safe="/()") + tail


def link_edits(
    document: Document, page: str, where: Map, moved: Mapping[str, Moves]
) -> Iterator[Edit]:
    """Edits on `document`, the file `page`, that keep its links valid. `moved` are the headings of
    other files that changed, by path."""
    for path, changed in moved.items():
        folder = posixpath.dirname(page)
        yield from anchor_edits(document, changed, posixpath.relpath(path, folder or "."))
    for block in document.blocks:
        for atom in block.atoms:
            if atom.kind in _LINKS and atom.target is not None:
                yield from _link(document, atom, atom.target, page, where)
        if block.target is not None:
            yield from _definition(document, block.target, page, where)


def relinked(result: Result, page: str, where: Map) -> Result:
    """The result with links again that lost their targets only because a file's name said whose
    it was: the copy of that file has another name."""
    document, edits = result.document, list(result.edits)
    for atom in (a for b in document.blocks for a in b.atoms if a.kind is AtomKind.LINK):
        target = atom.target
        path = where.goal(page, target.of(document.text)) if target else None
        if target is None or path is None or where.new.get(path, path) == path:
            continue
        mine = [e for e in edits if e.action == "unlinked" and e.span.overlaps(atom.span)]
        if mine and all(e.span == atom.span for e in mine):
            address = where.address(page, path, target.of(document.text))
            link = f"[{mine[0].new}]({address})"
            edits = [replace(e, new=link, action="repaired") if e in mine else e for e in edits]
    return replace(result, edits=tuple(edits), text=apply_edits(document.text, edits))


def _link(document: Document, atom: Atom, target: Span, page: str, where: Map) -> Iterator[Edit]:
    address = target.of(document.text)
    path = where.goal(page, address)
    if path is None:
        return
    if not where.gone(path):
        yield from _moved(target, address, page, path, where)
        return
    because = "a link to a file that the copy does not have"
    if atom.kind is AtomKind.IMAGE:
        yield Edit(atom.span, "", because, action="repaired")
        return
    yield Edit(Span(atom.span.start, atom.inner.start), "", because, action="repaired")
    yield Edit(Span(atom.inner.end, atom.span.end), "", because, action="repaired")


def _definition(document: Document, target: Span, page: str, where: Map) -> Iterator[Edit]:
    address = target.of(document.text)
    path = where.goal(page, address)
    if path is not None and where.gone(path):
        yield Edit(target, "#", "a link to a file that the copy does not have", action="repaired")
    elif path is not None:
        yield from _moved(target, address, page, path, where)


def _moved(target: Span, address: str, page: str, path: str, where: Map) -> Iterator[Edit]:
    new = where.address(page, path, address)
    if unquote(new) != unquote(address) and not _same(new, address):
        yield Edit(target, new, "a file that was renamed", action="repaired")


def _same(one: str, other: str) -> bool:
    return posixpath.normpath(unquote(one)) == posixpath.normpath(unquote(other))


def mention_edits(text: str, where: Map) -> Iterator[Edit]:
    """Edits for what speaks of renamed files by their paths or names, in code and prose."""
    for old, new in sorted(where.new.items(), key=lambda p: -len(p[0])):
        names = {old: new, posixpath.basename(old): posixpath.basename(new)}
        for before, after in names.items():
            if before == after:
                continue
            for match in re.finditer(rf"(?<![\w.-]){re.escape(before)}(?![\w-])", text):
                yield Edit(Span(*match.span()), after, "a file that was renamed", action="repaired")


def mentioned(text: str, where: Map) -> list[str]:
    """Folders and files of the package that are not in the copy and that a copy still names."""
    gone = {p for p in where.all if where.gone(p)}
    tops = {p.split("/")[0] for p in gone if "/" in p and where.gone(p.split("/")[0])}
    return sorted(
        n for n in (*tops, *(posixpath.basename(p) for p in gone))
        if re.search(rf"(?<![\w.-]){re.escape(n)}{'/' if n in tops else ''}(?![\w-])", text)
    )  # fmt: skip
