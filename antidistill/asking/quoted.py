"""Words that a model quoted, beside the line that they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from antidistill.finding import COMMENTS, Finding
from antidistill.plan.units import Unit
from antidistill.sheet import Named

Taken = list[tuple[Named, list[Finding]]]
"""Entries that count, each with its findings."""
_REST = 2
"""Characters that are no rest: a full stop, a bracket."""
_GAP = re.compile(r"\s+")


def unit_goes(finding: Finding, unit: Unit) -> bool:
    """Whether a finding takes all of a unit with it."""
    if finding.neutral is not None or finding.rule.startswith(COMMENTS):
        return False
    return finding.cut is None or finding.cut == unit.span


def rest_of(shown: str, quotes: Sequence[str]) -> str:
    """What a line says beside the words that were quoted; '' where these are all of it."""
    for quote in quotes:
        words = r"\s*".join(map(re.escape, quote.split()))
        shown = re.sub(words, " ", shown, flags=re.IGNORECASE) if words else shown
    return shown if len(_GAP.sub("", shown)) > _REST else ""


def untorn(taken: Taken, torn: Set[tuple[str, str]]) -> tuple[Taken, list[Named]]:
    """The entries without those whose words cannot go alone (`torn`: line and words) where others
    of the same line can; and these. A text for the line speaks for all of them."""
    whole = {e.line for e, _ in taken if e.text is not None}
    able = {e.line for e, _ in taken if (e.line, e.quote) not in torn} - whole
    less = [e for e, _ in taken if e.line in able and (e.line, e.quote) in torn]
    return [(e, f) for e, f in taken if e not in less], less


def bare(text: str) -> str:
    """A text as quotes are compared: without blanks and capitals."""
    return _GAP.sub("", text).casefold()
