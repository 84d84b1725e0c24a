"""What came of asking a language model, before the document is put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from antidistill.edit import Edit
from antidistill.finding import Finding
from antidistill.passage import Passage, Rewrite
from antidistill.plan.draft import Draft
from antidistill.result import Tally
from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking."""

    passages: list[Passage]
    answers: dict[str, Rewrite]
    allowed: str = ""
    """Words that the plan itself would let stand: no leak when an answer has them."""
    tally: Tally | None = None
    found: tuple[Finding, ...] = ()
    """What the model saw and the finders did not."""
    named: frozenset[str] = frozenset()
    """The lines in which it saw that."""
    stays: Mapping[str, Span] = field(default_factory=dict)
    """The lines that were to stay whatever is answered, where they stand, by id."""
    written: tuple[Draft, list[Edit]] | None = field(default=None, compare=False)
    """The draft that was finished with these answers, and its edits, where that has been done: no
    decision of the user's is in it. Nobody changes it any more."""
