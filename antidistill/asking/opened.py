"""A line that an answer is taken for."""

from __future__ import annotations

from dataclasses import dataclass

from antidistill.passage import Passage, Rewrite
from antidistill.plan.units import Unit
from antidistill.sheet import May


@dataclass(frozen=True, slots=True)
class Opened:
    """A line that an answer is taken for."""

    passage: Passage
    unit: Unit
    may: May
    because: str
    otherwise: str
    """How it reads without an answer; '' when it is left out."""
    spare: str = ""
    """What of it is not withheld, where only some words are: an answer may keep it."""
    telling: str = ""
    """The words that tell it, quoted by a model or proposed, where they are not all of the line."""
    proposed: bool = False
    """Whether `otherwise` is a proposal of ours (asking/proposals.py), not what the plan does."""

    def null(self) -> Rewrite:
        """What `null` comes to: the line as it was promised, or nothing of it."""
        key = self.passage.id
        if self.may is May.MEND:
            return Rewrite(key, None)
        stands = None if self.otherwise and not self.proposed else self.otherwise
        return Rewrite(key, stands, alone=True, held=True)
