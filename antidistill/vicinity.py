"""What stands around places of a document, as a document of its own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from antidistill.document import Atom, Block, Document
from antidistill.nlp.sections import sections
from antidistill.reading import Section
from antidistill.span import Span, hull

_MOST = 0.5
"""What is more than this share of a document is as well looked at whole."""


@dataclass(frozen=True, slots=True)
class Vicinity:
    """Some sections of a document."""

    document: Document
    """These, those beside them, the headings above them, and what opens the document."""
    own: tuple[Span, ...]
    """Where they stand in it; the rest is there because sentences are seen by their neighbours."""


def vicinity(document: Document, places: Iterable[Span]) -> Vicinity | None:
    """The sections at `places` and beside them; None where that is most of the document."""
    blocks = document.blocks
    all_ = [s for s in sections(document) if s.end > s.first]
    if not all_:
        return None
    begins = [blocks[s.first].extent.start for s in all_]
    ends = [*begins[1:], len(document.text)]
    own = _with_beside({n for place in places for n in _at(begins, place)}, len(all_))
    around = sorted(_with_beside(own, len(all_)) | {0})
    if sum(ends[n] - begins[n] for n in around) > _MOST * len(document.text):
        return None
    taken = {i for n in around for i in range(all_[n].first, all_[n].end)}
    above = _above(blocks, all_)
    for number in around:
        while (number := above[number]) >= 0:
            taken.add(all_[number].heading)
    cut, new = _cut(document, sorted(taken))
    firsts = {new[all_[n].first] for n in own}
    inside = (s for s in sections(cut) if s.first in firsts)
    return Vicinity(
        cut, tuple(hull(cut.blocks[i].extent for i in (s.first, s.end - 1)) for s in inside)
    )


def _at(begins: Sequence[int], place: Span) -> range:
    """Numbers of the sections that a place touches; where two meet it touches both."""
    first = max(bisect_left(begins, place.start) - 1, 0)
    return range(first, max(bisect_right(begins, place.end), first + 1))


def _with_beside(numbers: Collection[int], count: int) -> set[int]:
    return {n for one in numbers for n in (one - 1, one, one + 1) if 0 <= n < count}


def _above(blocks: Sequence[Block], all_: Sequence[Section]) -> list[int]:
    """For each section the number of the one whose heading it stands under, -1 for none."""
    out: list[int] = []
    open_: list[tuple[int, int]] = []
    for number, section in enumerate(all_):
        level = blocks[section.heading].level if section.heading >= 0 else 0
        while open_ and open_[-1][0] >= level:
            open_.pop()
        out.append(open_[-1][1] if open_ and open_[-1][0] > 0 else -1)
        open_.append((level, number))
    return out


def _cut(document: Document, taken: Sequence[int]) -> tuple[Document, dict[int, int]]:
    """The document with these blocks alone, whole ones with all that is in them, and where they are
    in it."""
    blocks = document.blocks
    top = [i for i, b in enumerate(blocks) if b.parent == -1]
    ends = [*(blocks[i].extent.start for i in top[1:]), len(document.text)]
    behind = dict(zip(top, ends, strict=True))
    new = {old: number for number, old in enumerate(taken)}
    parts: list[str] = []
    made: list[Block] = []
    length = by = 0
    for index in taken:
        block = blocks[index]
        if index in behind:
            # the mark that opens front matter is in no block
            start = block.extent.start if index else 0
            part, by = document.text[start : behind[index]], length - start
            parts.append(part)
            length += len(part)
        made.append(replace(_moved(block, by), parent=new.get(block.parent, -1)))
    return replace(document, text="".join(parts), blocks=tuple(made)), new


def _moved(block: Block, by: int) -> Block:
    def here(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    def maybe(span: Span | None) -> Span | None:
        return None if span is None else here(span)

    def atom(one: Atom) -> Atom:
        target, title = maybe(one.target), maybe(one.title)
        return replace(one, span=here(one.span), inner=here(one.inner), target=target, title=title)

    return replace(
        block,
        pieces=tuple(map(here, block.pieces)),
        extent=here(block.extent),
        atoms=tuple(map(atom, block.atoms)),
        marker=maybe(block.marker),
        target=maybe(block.target),
    )
