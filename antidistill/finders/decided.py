"""Where the position of a sentence decides what it is, whatever it reads like by itself: under
'possible causes' each item is somebody's judgement."""

from __future__ import annotations

from collections.abc import Sequence

from antidistill.finding import WHOLE, Finding, Kind

_BY_PLACE = frozenset({"judgement/cause", "judgement/sign", "judgement/fit"})
"""Rules that hang on a position alone, or on the label before it."""
_BEFORE = frozenset({Kind.CRITICAL, Kind.PUBLIC, Kind.INCIDENT, Kind.PITFALL, Kind.JUDGEMENT})
"""What a sentence is rather than that."""


def by_position(found: Sequence[Finding], judged: Sequence[Finding]) -> list[Finding]:
    """`judged`, in which what the rules `found` by position is as they say, unless the sentence is
    what counts before it."""
    places = {f.span: f for f in found if f.rule in _BY_PLACE}
    whole = [f for f in judged if f.span in places and f.kind in WHOLE and f.cut is None]
    taken = {f.span for f in whole if f.kind in _BEFORE}
    decided = {span: f for span, f in places.items() if span not in taken}
    return [*(f for f in judged if f not in whole or f.span in taken), *decided.values()]
