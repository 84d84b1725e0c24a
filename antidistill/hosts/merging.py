"""A write in the context of the file on disk: the file as it would be, which of it the call
brings, and the changes to that file carried back into the call's own fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from antidistill.edit import Edit, apply_edits
from antidistill.hosts.patch import Hunk
from antidistill.hosts.writes import Slot, Write
from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the future file, and where in the call it comes from."""

    text: str
    slot: int = -1
    """Number of the slot; -1 for what stands on disk."""
    start: int = 0
    """Where in the slot's text it starts."""


@dataclass(frozen=True, slots=True)
class Future:
    """A file as it would be after a call."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Carried:
    """Changes to a future file, as far as they are changes to the call."""

    texts: tuple[tuple[Slot, str], ...]
    """The slots that change, with what they are to say."""
    edits: tuple[Edit, ...]
    """The edits that were carried into them."""
    stuck: tuple[Edit, ...]
    """Those that would need text on disk to change too."""


def future(write: Write, before: str | None) -> Future:
    """The file as it would be; what the call replaces and cannot be found is judged alone."""
    if before is None or write.whole:
        return _alone(write)
    if write.hunks:
        return _patched(write, before)
    pieces = [Piece(before)]
    for number, slot in enumerate(write.slots):
        made = _replaced(pieces, slot, number)
        if made is None:
            return _alone(write)
        pieces = made
    return Future(tuple(pieces))


def carry(write: Write, coming: Future, edits: Sequence[Edit]) -> Carried:
    """The part of `edits` to `coming` that lies in what the call brings."""
    slots: dict[int, dict[Span, Edit]] = {}
    done, stuck = [], []
    for edit in (_narrowed(e, coming.text) for e in edits):
        mine = [(p, s) for p, s in _located(coming, edit.span) if p.slot >= 0]
        if not mine:
            continue
        rest = [s.of(p.text) for p, s in _located(coming, edit.span) if p.slot < 0]
        if any(part.strip() for part in rest):
            stuck.append(edit)
            continue
        done.append(edit)
        for place, (piece, inside) in enumerate(mine):
            span = Span(piece.start + inside.start, piece.start + inside.end)
            new = edit.new if place == 0 else ""
            if not new and "\n" in "".join(rest):
                span = _with_line_end(span, write.slots[piece.slot].text)
            slots.setdefault(piece.slot, {}).setdefault(span, Edit(span, new, edit.because))
    texts = tuple(
        (write.slots[n], _applied(write.slots[n].text, list(made.values())))
        for n, made in sorted(slots.items())
    )
    changed = tuple((slot, text) for slot, text in texts if text != slot.text)
    return Carried(changed, tuple(done), tuple(stuck))


def _with_line_end(span: Span, text: str) -> Span:
    """The span with the line end before it: the one after it stands on disk and stays there."""
    before = text[: span.start]
    end = next((e for e in ("\r\n", "\n") if before.endswith(e)), "")
    return Span(span.start - len(end), span.end)


def _narrowed(edit: Edit, text: str) -> Edit:
    """The edit without what its old and new text have in common at both ends."""
    old, new = edit.span.of(text), edit.new
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    span = Span(edit.span.start + head, edit.span.end - tail)
    return replace(edit, span=span, new=new[head : len(new) - tail])


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _applied(text: str, edits: Sequence[Edit]) -> str:
    """A slot may stand in several places of a file; what overlaps there is done once, and what an
    edit changes beyond another is still changed."""
    out: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.span.start, -e.span.end)):
        done = out[-1].span.end if out else 0
        if edit.span.start >= done:
            out.append(edit)
        elif edit.span.end > done:
            out.append(replace(edit, span=Span(done, edit.span.end)))
    return apply_edits(text, out)


def _alone(write: Write) -> Future:
    """The texts of the call one below the other, as one document."""
    pieces: list[Piece] = []
    for number, slot in enumerate(write.slots):
        if pieces:
            pieces.append(Piece("\n\n"))
        pieces.append(Piece(slot.text, number))
    return Future(tuple(pieces))


def _patched(write: Write, before: str) -> Future:
    pieces = [Piece(before)]
    for hunk in write.hunks:
        made = _hunk(pieces, hunk, write.slots)
        if made is None:
            return _alone(write)
        pieces = made
    return Future(tuple(pieces))


def _hunk(pieces: Sequence[Piece], hunk: Hunk, slots: Sequence[Slot]) -> list[Piece] | None:
    whole = "".join(p.text for p in pieces)
    windows = "\r\n" in whole
    old = hunk.old.replace("\n", "\r\n") if windows else hunk.old
    at = whole.find(old) if old else len(whole)
    if at < 0 and whole.endswith(old.rstrip("\r\n")):
        at = len(whole) - len(old.rstrip("\r\n"))
    if at < 0:
        return None
    middle = [
        Piece(slots[part].text, part) if isinstance(part, int) else Piece(part) for part in hunk.new
    ]
    end = min(at + len(old), len(whole))
    return [*_cut(pieces, 0, at), *middle, *_cut(pieces, end, len(whole))]


def _replaced(pieces: Sequence[Piece], slot: Slot, number: int) -> list[Piece] | None:
    """The pieces with `slot` in the place of its old text; None where that is not found."""
    whole = "".join(p.text for p in pieces)
    old = slot.old or ""
    if not old:
        return [*pieces, Piece(slot.text, number)]
    at = whole.find(old)
    if at < 0:
        return None
    out: list[Piece] = []
    done = 0
    while at >= 0:
        out += [*_cut(pieces, done, at), Piece(slot.text, number)]
        done = at + len(old)
        at = whole.find(old, done) if slot.everywhere else -1
    return [*out, *_cut(pieces, done, len(whole))]


def _cut(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """What of the pieces lies between two places of their joined text."""
    out: list[Piece] = []
    at = 0
    for piece in pieces:
        first, last = max(start - at, 0), min(end - at, len(piece.text))
        if first < last:
            out.append(Piece(piece.text[first:last], piece.slot, piece.start + first))
        at += len(piece.text)
    return out


def _located(coming: Future, span: Span) -> list[tuple[Piece, Span]]:
    """The pieces under `span`, each with the part of it that lies there; an insertion belongs to
    the first piece that it touches and that the call brings."""
    out: list[tuple[Piece, Span]] = []
    at = 0
    for piece in coming.pieces:
        first, last = max(span.start - at, 0), min(span.end - at, len(piece.text))
        touches = len(span) == 0 and first == last and not out and piece.slot >= 0
        if first < last or (touches and 0 <= first <= len(piece.text)):
            out.append((piece, Span(first, last)))
        at += len(piece.text)
    return out
