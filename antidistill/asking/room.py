"""How many lines of a section may be worded wholly anew: as many as it needs to be no stub. More of
them, even and neat among lines of the author's, are what a copy is known by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import ceil

from antidistill.engines.local.likeness import content
from antidistill.sheet import Goes, Line, May, Part

_OTHER = frozenset({"code", "cell", "lead-in", "field"})
"""Places whose lines go and stay with something else, or stand for something else."""
_LEAST = 2
"""Lines from which on a section can do without one of them."""
_MORE = 2
"""Lines that may read anew beside those that the model was told."""
_OWN = 0.6
"""Share of an answer's content words from which on it is its line, cut."""


def with_room(part: Part, share: float) -> Part:
    """The section, with how many of its lines may be worded wholly anew: those that are missing to
    this `share` of them when nobody answers; at least one where hardly anything would be left, or
    others hang on those that go."""
    lines = [ln for ln in part.lines if ln.place not in _OTHER]
    asked = [ln for ln in lines if ln.may is May.REPLACE]
    if not asked or share >= 1:
        return part
    alone = sum(_stays(ln) and ln.goes is not Goes.SILENT for ln in lines)
    hung = sum(_stays(ln) for ln in lines) - alone
    least = int(hung > 0 or alone < min(_LEAST, max(1, len(lines) - 1)))
    missing = ceil(share * len(lines)) - alone - hung
    return replace(part, anew=min(len(asked), max(least, missing)))


def most(part: Part) -> int:
    """How many such answers are taken: a set that belongs together may be somewhat larger."""
    told = part.anew or 0
    return told + max(_MORE, told)


def is_counted(line: Line) -> bool:
    """Whether an answer for a line is one of those that are counted."""
    return line.may is May.REPLACE and line.place not in _OTHER


def is_cut(text: str, own: Iterable[str], language: str) -> bool:
    """Whether an answer is made of the words of its line (as it is, as it was shown)."""
    said = content(text, language)
    had = set().union(*(content(one, language) for one in own))
    return len(said & had) >= _OWN * len(said)


def _stays(line: Line) -> bool:
    """Whether something of a line is there when nobody answers, or when one that it hangs on is
    answered."""
    if line.may in (May.REPLACE, May.VAGUER):
        return bool(line.otherwise)
    return line.goes is not Goes.ALWAYS
