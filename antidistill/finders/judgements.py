"""How somebody who knows the job decides: what first, what rather, how likely, when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.document import Form
from antidistill.finders.ruled import Ruled
from antidistill.finders.sections import Positions
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Speech


@dataclass(frozen=True, slots=True)
class _List:
    """What the items of a list are by the position that they stand in."""

    rule: str
    confidence: float
    note: str
    barred: frozenset[Speech]
    """What an item does that is none of them."""


_BIDS = frozenset({Speech.LEAD_IN, Speech.STEP, Speech.RULE, Speech.QUESTION})
_LISTS = {
    "causes": _List("cause", 0.8, "what may lie behind it, by experience", _BIDS),
    "signs": _List("sign", 0.8, "a sign by which one knows, by experience", _BIDS),
    "review": _List(
        "review list", 0.7, "an item of what is looked at in a review", frozenset({Speech.LEAD_IN})
    ),
}


def _more(reading: Reading, where: Positions) -> Iterator[Finding]:
    """Items of a list of possible causes, of signs, of what is looked at in the work of others."""
    for sentence in reading.sentences:
        kind = next((_LISTS[p] for p in _LISTS if p in where[sentence.block]), None)
        if kind is None or sentence.speech in kind.barred:
            continue
        if reading.container(sentence.block, Form.ITEM) >= 0:
            rule = f"judgement/{kind.rule}"
            standing = Standing.GUIDANCE
            yield Finding(Kind.JUDGEMENT, sentence.span, rule, kind.confidence, kind.note, standing)


FINDER = Ruled("judgement", Kind.JUDGEMENT, "judgements", _more)
