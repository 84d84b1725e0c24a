"""What became of the lines that a language model was asked about, as its author is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from antidistill.asking.hearing import Heard
from antidistill.asking.review import spread
from antidistill.engines.base import ModelEngine, Refusal
from antidistill.message import said
from antidistill.passage import Rewrite
from antidistill.result import Tally, Turned
from antidistill.sheet import May

_EARLIER = "{why}; your earlier answer stands"
_PROGRAM = "{why}; the program's own wording stands"
_OTHERWISE = "{why}; the line stands as `otherwise` shows it"
_OUT = "{why}; the line is left out"
_KEPT = "{why}; the line stays as it is"


def tallied(engine: ModelEngine, heard: Heard, filled: Mapping[str, Rewrite]) -> Tally:
    """The tally of the answers. `filled` are those of the local engine."""
    judge, ranks = heard.judge, heard.planned.composed.ranks
    first_ranks = heard.first_plan.composed.ranks
    told = {k for k, o in first_ranks.items() if o.may is not May.MEND}
    told |= {e.line for e in heard.review.entries}
    asked = [k for k, o in ranks.items() if o.may is not May.MEND and k in told]
    taken = [k for k in asked if k in judge.taken]
    # an agent may leave out what it leaves to the program
    agent = engine.name == "agent"
    first = [r for r in heard.first if r.check != "missing" or not agent]
    second = () if agent else heard.second  # earlier answers: they were told before
    left = sum(judge.taken[k].text is None for k in taken)
    return Tally(
        engine.name,
        len(asked),
        len(taken) - left,
        left,
        sum(k not in asked and a.text is not None for k, a in judge.taken.items()),
        len(first),
        len(asked) - len(taken),
        (*_turned(heard, first, second, filled, final=agent), *heard.review.turned),
        len(list(spread(heard.review))),
        crowded=tuple(judge.crowded()),
    )


def _turned(
    heard: Heard,
    first: Sequence[Refusal],
    second: Sequence[Refusal],
    filled: Mapping[str, Rewrite],
    *,
    final: bool,
) -> Iterator[Turned]:
    """The refusals. `final`: whether those of the first answers are so whatever was said before."""
    for refusal in (*first, *second):
        key = refusal.passage
        last = final or key not in heard.judge.taken
        why = said(_stands(heard, key, filled), why=refusal.reason) if last else refusal.reason
        yield Turned(key, refusal.check, why, last)


def _stands(heard: Heard, key: str, filled: Mapping[str, Rewrite]) -> str:
    """What stands in the place of an answer that was refused."""
    if key in heard.judge.taken or key in heard.earlier - heard.lost:
        return _EARLIER
    opened = heard.planned.composed.ranks.get(key)
    if key in heard.lost or opened is None or opened.may is May.MEND:
        return _KEPT
    if key in filled:
        return _PROGRAM
    return _OTHERWISE if opened.otherwise else _OUT
