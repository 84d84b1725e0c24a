"""A document that holds others whole ('SKILL.md' made of 'work.md' and 'persona.md'): what the
parts become is what it says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from antidistill.edit import Edit, apply_edits
from antidistill.result import Result
from antidistill.span import Span

_SHORTEST = 80
"""Characters from which on it is no coincidence that one document holds another."""


def is_part(part: str, whole: str) -> bool:
    """Whether the document `whole` holds the document `part` word by word."""
    inner = part.strip()
    return _SHORTEST <= len(inner) < len(whole.strip()) and inner in whole


def rejoined(whole: Result, parts: Sequence[Result]) -> Result:
    """`whole` with its parts as their own copies have them; as it is when none is in it."""
    text = whole.document.text
    places = list(_places(text, parts))
    if not places:
        return whole
    edits = [e for place, part in places for e in _moved(place, part)]
    regions = [place for place, _ in places]
    edits += (e for e in whole.edits if not any(_inside(e.span, r) for r in regions))
    edits.sort(key=lambda e: e.span)
    return replace(whole, edits=tuple(edits), text=apply_edits(text, edits))


def _places(text: str, parts: Sequence[Result]) -> Iterator[tuple[Span, Result]]:
    """Where each part stands, the longest first; a part inside another is told by the other."""
    taken: list[Span] = []
    for part in sorted(parts, key=lambda p: -len(p.document.text)):
        inner = part.document.text.strip()
        start = text.find(inner)
        place = Span(start, start + len(inner))
        if start >= 0 and not any(place.overlaps(t) for t in taken):
            taken.append(place)
            yield place, part


def _moved(place: Span, part: Result) -> Iterator[Edit]:
    """The part's edits at its place; what they do to its blank ends is none of the whole's."""
    text = part.document.text
    lead = len(text) - len(text.lstrip())
    for edit in part.edits:
        start = max(edit.span.start - lead, 0) + place.start
        end = min(edit.span.end - lead + place.start, place.end)
        if start < end or (start == end and edit.new and start <= place.end):
            new = (
                edit.new.rstrip("\n")
                if edit.span.end - lead + place.start > place.end
                else edit.new
            )
            yield replace(edit, span=Span(start, end), new=new)


def _inside(span: Span, region: Span) -> bool:
    return span.overlaps(region) or (
        span.start == span.end and region.start < span.start < region.end
    )
