"""How sure the trained model's guesses are: what is likelier something else counts only near what
surely is somebody's own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import replace

from antidistill.finding import Finding, Kind
from antidistill.reading import Reading

TOLD = 0.5
"""How sure a finding is at least, if it is the likeliest of all kinds."""
_SURELY = 0.75
"""From this confidence on something is surely somebody's own."""
_FAR = 40
"""So many sentences away it may be. In 39 documents a tenth of the guesses stands farther from it,
and two of three of those in their copies."""
OWN = frozenset(
    {
        Kind.JUDGEMENT,
        Kind.PITFALL,
        Kind.INCIDENT,
        Kind.TRAIT,
        Kind.QUIRK,
        Kind.CONTEXT,
        Kind.NETWORK,
    }
)


def weighed(reading: Reading, found: Sequence[Finding], guesses: Set[Finding]) -> list[Finding]:
    """`found`, in which the `guesses` are as sure as a finding must be to count. One that would be
    somebody's own must stand near what surely is: alone it tells little, and a copy, where
    what was sure is gone, should not lose more than its source did."""
    starts = sorted(s.span.start for s in reading.sentences)

    def place(finding: Finding) -> int:
        return bisect_right(starts, finding.span.start)

    own = sorted(place(f) for f in found if _is_own(f))
    return [
        replace(f, confidence=TOLD)
        if f in guesses and (f.kind not in OWN or _is_near(own, place(f)))
        else f
        for f in found
    ]


def _is_own(finding: Finding) -> bool:
    """Whether something is surely somebody's own, and more than a clause."""
    return finding.kind in OWN and finding.confidence >= _SURELY and finding.cut is None


def _is_near(places: Sequence[int], place: int) -> bool:
    at = bisect_left(places, place - _FAR)
    return at < len(places) and places[at] <= place + _FAR
