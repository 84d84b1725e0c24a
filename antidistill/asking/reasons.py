"""Why a line is withheld, in words that tell its author's words no more than the line as shown."""

from __future__ import annotations

from collections.abc import Sequence

from antidistill.finding import Kind
from antidistill.message import said

LEARNED = "reads like one"
"""The note of findings that were learnt from examples: of which kind is all that they know."""
_MEANT = {
    Kind.PITFALL: said("a trap, a trick, or a rule that somebody paid for"),
    Kind.JUDGEMENT: said("when to do what, or what comes first, by experience"),
    Kind.QUANTITY: said("a figure chosen by experience"),
    Kind.CONTEXT: said("why it is so here, or how it came about"),
    Kind.INCIDENT: said("what happened once"),
    Kind.NETWORK: said("whom one really asks, or who decides"),
    Kind.TRAIT: said("how somebody is or reacts"),
    Kind.QUIRK: said("somebody's way of saying things"),
    Kind.PROCEDURE: said("what an ordinary step is here"),
    Kind.NORM: said("a figure of a rule"),
    Kind.ARGUMENT: said("a value that works here"),
}
_MOST = 3
"""Places that are told; more of them are the line."""


def reason(because: str, kind: Kind, words: Sequence[str]) -> str:
    """The reason of a finding; `words` are those of the line that it is about, as they are shown,
    where it is not about all of it."""
    why = _MEANT.get(kind, because) if because == LEARNED else because
    told = list(dict.fromkeys(w for w in words if w.strip()))
    if not told or len(told) > _MOST:
        return why
    return said("{why}: {words}", why=why, words=" … ".join(told))
