"""What the user decided about single passages, so that it need not be said twice.

A decision is found again by a mark: a keyed, salted, stretched hash of the passage's kind and its
normalised text. No text stands in the file; wordings that a decision needs are sealed.
"""

from __future__ import annotations

from antidistill.decisions.book import NO_DECISIONS, Decisions, Marker
from antidistill.decisions.choice import Choice, Decision
from antidistill.decisions.enter import NOTHING_ENTERED, Entered, enter

__all__ = [
    "NOTHING_ENTERED",
    "NO_DECISIONS",
    "Choice",
    "Decision",
    "Decisions",
    "Entered",
    "Marker",
    "enter",
]
