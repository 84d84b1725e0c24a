"""A review as data for the page."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from antidistill import ui
from antidistill.decisions import Choice
from antidistill.diff import LINE_END, Op, Piece, changes, pieces, words
from antidistill.reports.columns import clean
from antidistill.reports.layout import calm, rows
from antidistill.reports.words import label
from antidistill.result import Result
from antidistill.review import Item, Review
from antidistill.review.items import sureness
from antidistill.span import Span

SIGNS = {Op.SAME: "=", Op.GONE: "-", Op.NEW: "+"}


def shown(review: Review, offered: str | None) -> dict[str, Any]:
    """What the page shows of a review: `items` in the order of the text, `rows` of the original
    beside the copy, and of the present item how it differs from what is proposed or `offered`."""
    place, total = review.place
    return {
        "items": [_item(review, item) for item in review.sight.items],
        "rows": [_row(*cells) for cells in table(review.sight.result, _places(review))],
        "at": review.at,
        "place": place,
        "total": total,
        "left": review.left,
        "undo": bool(review.past),
        "diff": _diff(review.item, offered),
        "offered": offered,
        "said": ui.shown(review.said),
    }


Place = tuple[Span, int]
"""Where an item stands, and its index."""


def table(
    result: Result, places: Sequence[Place]
) -> Iterator[tuple[int, int, Sequence[Piece] | None, Sequence[Piece] | None]]:
    """The lines of original and copy: their numbers (0 for none) and pieces, whose `change` is the
    index of the item they belong to (-1 for none): also where the item stays as it was."""
    for row in rows(_marked(result, places)):
        yield row.old, row.new, row.left, row.right


def _places(review: Review) -> list[Place]:
    items = review.sight.items
    return [(span, n) for n, item in enumerate(items) for span in review.bench.places(item)]


def _marked(result: Result, places: Sequence[Place]) -> Iterator[Piece]:
    made = changes(result)
    owners = [_owner(change.span, places) for change in made]
    edges = list(_edges(places, len(result.document.text)))
    done = at = 0
    for piece in calm(pieces(result.document.text, made)):
        if piece.op is Op.NEW:
            yield Piece(Op.NEW, piece.text, owners[piece.change])
            continue
        end = done + len(piece.text)
        of_change = owners[piece.change] if piece.op is Op.GONE else -1
        while done < end:
            while edges[at][0].end <= done:
                at += 1
            span, owner = edges[at]
            upto = min(end, span.end)
            text = piece.text[len(piece.text) - (end - done) : len(piece.text) - (end - upto)]
            yield Piece(piece.op, text, owner if owner >= 0 else of_change)
            done = upto


def _owner(span: Span, places: Sequence[Place]) -> int:
    """The item that a change belongs to, the smallest that it touches; -1 for a repair."""
    near = (place for place in places if place[0].overlaps(span) or place[0] == span)
    return min(near, key=_size, default=(span, -1))[1]


def _edges(places: Sequence[Place], length: int) -> Iterator[Place]:
    """The text cut at the edges of all places, each part with the smallest item that covers it."""
    cuts = sorted({0, length, *(p for span, _ in places for p in (span.start, span.end))})
    coming = deque(sorted(places))
    open_: list[Place] = []
    for start, end in pairwise(cuts):
        open_ = [place for place in open_ if place[0].end > start]
        while coming and coming[0][0].start <= start:
            open_.append(coming.popleft())
        over = (place for place in open_ if place[0].end >= end)
        yield Span(start, end), min(over, key=_size, default=(Span(start, end), -1))[1]


def _size(place: Place) -> int:
    return place[0].end - place[0].start


def _row(
    old: int, new: int, left: Sequence[Piece] | None, right: Sequence[Piece] | None
) -> list[Any]:
    """[old, new, left, right]; right is 0 where it is the same as left."""
    same = left is not None and left == right
    return [old, new, _cells(left), 0 if same else _cells(right)]


def _cells(side: Iterable[Piece] | None) -> list[list[Any]] | None:
    return None if side is None else [[SIGNS[p.op], clean(p.text), p.change] for p in side]


def _item(review: Review, item: Item) -> dict[str, Any]:
    decision = review.decided(item)
    return {
        "id": item.id,
        "line": item.line,
        "path": item.path,
        "kind": item.kind.value,
        "name": ui.shown(item.kind.value),
        "action": ui.shown(label(item.action)),
        "because": ui.shown(item.because),
        "sure": sureness(item),
        "choices": [c.value for c in Choice if c in item.choices],
        "old": item.old,
        "new": item.new,
        "now": review.sight.now[item.id],
        "part": item.part,
        "into": _into(item),
        "milder": item.milder,
        "more": has_others(item),
        "todo": item.id in review.todo,
        "choice": decision.choice.value if decision else "",
        "own": (decision.wording or "") if decision and decision.choice is Choice.OWN else "",
    }


def has_others(item: Item) -> bool:
    """Whether the manual may have other wordings: a command belongs with what announces it."""
    return bool(item.sources) and "/commands/" not in item.sources[0]


def _into(item: Item) -> str:
    """What stands in the place of a part, or of the whole."""
    if not item.part:
        return item.new
    after = len(item.old) - item.before - len(item.part)
    return item.new[item.before : len(item.new) - after]


def _diff(item: Item | None, offered: str | None) -> list[list[str]]:
    if item is None:
        return []
    new = offered or item.new
    made = words(item.old, new) if new else (Piece(Op.GONE, item.old),)
    return [[SIGNS[p.op], "\n".join(map(clean, LINE_END.split(p.text)))] for p in made]
