"""Links to headings, which must follow when a heading changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import quote, unquote

from antidistill.document import Atom, AtomKind, Block, Document, Form
from antidistill.edit import Edit
from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """A heading as links name it."""

    slug: str
    """Unique in its document."""
    name: str
    """The slug before repeated ones are numbered."""
    text: str
    """What a reader sees; wiki links name this."""


Moves = Mapping[str, Anchor | None]
"""Old slug to the heading's new anchor, None when the heading was left out."""

DROPPED = re.compile(r"[^\w\- ]")
OWN_ID = re.compile(r"\{:?[ \t]*#(?P<id>[\w.-]+)[^{}\n]*\}")


def slug(heading_text: str) -> str:
    """The anchor of a heading's plain text by GitHub's rule: lower case, punctuation dropped,
    spaces to hyphens; Han characters stay. Repeated ones get a number, see `anchors_of`."""
    return DROPPED.sub("", heading_text.strip().lower()).replace(" ", "-")


def anchors_of(document: Document) -> list[Anchor]:
    """The anchors of all headings in order; the second 'setup' is 'setup-1'."""
    used: Counter[str] = Counter()
    out = []
    for block in document.blocks:
        if block.form is not Form.HEADING:
            continue
        text = plain_text(document, block)
        own = OWN_ID.search(document.text, block.span.end, block.extent.end)
        name = own["id"] if own else slug(text)
        out.append(Anchor(f"{name}-{used[name]}" if used[name] else name, name, text))
        used[name] += 1
    return out


def plain_text(document: Document, block: Block) -> str:
    """What a reader sees of a block, its lines joined by a space."""
    hidden = sorted(span for atom in block.atoms for span in _unseen(atom))
    parts = []
    for piece in block.pieces:
        at = piece.start
        for span in hidden:
            if span in piece and span.end > at:
                parts.append(document.text[at : max(at, span.start)])
                at = span.end
        parts += document.text[at : piece.end], " "
    return "".join(parts).strip()


def _unseen(atom: Atom) -> tuple[Span, Span]:
    """The markup before and after what a reader sees of an atom."""
    return Span(atom.span.start, atom.inner.start), Span(atom.inner.end, atom.span.end)


def moves(old: Document, new: Document) -> dict[str, Anchor | None]:
    """Where the headings of `old` are in `new`, if elsewhere.

    With as many headings as before the i-th is the i-th. Else those that stayed are aligned;
    between two of them, as many as before are taken in order, and fewer count as left out.
    """
    before, after = anchors_of(old), anchors_of(new)
    pairs = (
        zip(before, after, strict=True) if len(before) == len(after) else _aligned(before, after)
    )
    return {a.slug: b for a, b in pairs if b is None or (b.slug, b.text) != (a.slug, a.text)}


def _aligned(
    before: Sequence[Anchor], after: Sequence[Anchor]
) -> Iterator[tuple[Anchor, Anchor | None]]:
    names = [a.name for a in before], [a.name for a in after]
    for _tag, a, b, c, d in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        found: Sequence[Anchor | None] = after[c:d] if b - a == d - c else [None] * (b - a)
        yield from zip(before[a:b], found, strict=True)


def links_within(document: Document) -> bool:
    """Whether a link of the document leads to a place in it."""
    targets = (t for b in document.blocks for t in (b.target, *(a.target for a in b.atoms)) if t)
    return any(t.of(document.text).strip()[:1] in ("", "#") for t in targets)


def renamed_anchors(old: Document, new: Document) -> list[Edit]:
    """Edits on `old.text` that lead its links to what its headings have become in `new`. A link
    to a heading that was left out becomes its text."""
    return anchor_edits(old, moves(old, new))


def anchor_edits(document: Document, changed: Moves, page: str | None = None) -> list[Edit]:
    """Edits that apply `changed` to the links of `document`: to those within it, or with `page`
    to those that name this other file of the folder (`page.md#setup`, `[[page#Setup]]`)."""
    out: list[Edit] = []
    for block in document.blocks:
        for atom in block.atoms:
            if atom.target:
                out += _atom_edits(document, atom, atom.target, changed, page)
        if block.target:
            address = _address(block.target.of(document.text), changed, page)
            out += [] if address is None else [_repair(block.target, address or "#")]
    return sorted(out, key=lambda e: e.span)


def _repair(span: Span, new: str) -> Edit:
    return Edit(span, new, "a link to a heading that changed", action="repaired")


def _atom_edits(
    document: Document, atom: Atom, target: Span, changed: Moves, page: str | None
) -> Iterator[Edit]:
    wiki = atom.kind is AtomKind.WIKI_LINK
    text = target.of(document.text)
    new = _wiki_page(text, changed, page) if wiki else _address(text, changed, page)
    if new is None:
        return
    if new or atom.kind is AtomKind.HTML:
        yield _repair(target, new or "#")
    else:
        for span in _unseen(atom):
            yield _repair(span, "")


def _address(address: str, changed: Moves, page: str | None) -> str | None:
    """What to put in the place of an address; None to leave it, '' when its goal is gone."""
    file, _, anchor = address.partition("#")
    name = unquote(anchor)
    names_it = not file if page is None else unquote(file).removeprefix("./") == page
    if not names_it or name not in changed:
        return None
    new = changed[name]
    if new is None:
        return file
    return f"{file}#{quote(new.slug) if anchor != name else new.slug}"


def _wiki_page(address: str, changed: Moves, page: str | None) -> str | None:
    """As `_address`, for wiki links, which name a heading by its text."""
    file, _, heading = address.partition("#")
    names_it = not file if page is None else file.strip() == page.rsplit(".", 1)[0]
    name = slug(heading)
    if not names_it or name not in changed:
        return None
    new = changed[name]
    return f"{file}#{new.text}" if new else file
