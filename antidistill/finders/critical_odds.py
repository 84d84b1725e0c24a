"""Whether a sentence is critical, all told: what the trained model makes of it beside the likeliest
other kind, what the rules see in it, what it names, and what stands beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from antidistill.finders.critical import names_matter
from antidistill.finders.likelihood import Judged
from antidistill.finders.ordinary import demands, is_ordinary
from antidistill.finders.rules import look_at
from antidistill.finding import Kind
from antidistill.reading import Reading

_FILE = "critical"
_LIKELY, _OTHER = 1.2, -0.7
"""What the log odds of critical count, and those of the likeliest other kind. This and what follows
was fitted to sentences of both languages, as models see them that had none of their file among
their own, and rounded."""
_RULED, _NAMED, _DEMANDED, _ORDINARY, _REST = 0.4, 1.2, 0.8, -0.5, -1.2
"""What counts besides: that a rule sees it; that something is named which hurts people or which a
law is about; a ban or demand; talk of the trade; and what all start with."""
_SURE, _RULE = 0.95, 0.75
"""From these confidences on a rule is sure that a sentence is critical, and says so."""
_LEAST = {"sure": -3.0, "rule": -2.0, "name": -1.0, "beside": -1.0, "model": 1.0}
"""The odds that a sentence must have which a sure rule sees; which a rule sees; which names
something; which stands beside one that a rule sees; which nothing but the model speaks for. Where a
rule speaks the doubt counts for it: what is kept in vain costs less than a hazard that is cut."""
_CARRIED = -3.0
"""The odds that are enough beside a sentence that is critical: a warning goes on in the next one,
which need not name the hazard again."""
_OWN, _TELLS = frozenset({Kind.JUDGEMENT, Kind.PITFALL, Kind.NETWORK, Kind.INCIDENT}), 0.7
"""What no warning goes on with, where a rule is as sure as this: how somebody does it."""
_NEAR = 2
"""So many sentences before and after stand beside one."""
_FLOOR = 0.005
"""Nothing counts as less likely than this."""


def critical(reading: Reading, every: Sequence[Judged]) -> Iterator[bool]:
    """For each sentence whether it is critical; they come by place."""
    rules = [_confidence(one) for one in every]
    likely: list[float] = []
    alone: list[bool] = []
    for at, one in enumerate(every):
        named = names_matter(look_at(one.sentence, _FILE, reading.own.phrases))
        beside = any(rules[i] >= _RULE for i in _around(every, at))
        likely.append(odds(one, rules[at] >= _RULE, named))
        alone.append(likely[at] >= _LEAST[_speaking(rules[at], named, beside)])
    for at in range(len(every)):
        goes_on = likely[at] >= _CARRIED and not _tells(every[at])
        yield alone[at] or (goes_on and any(alone[i] for i in _around(every, at)))


def _tells(one: Judged) -> bool:
    """Whether a rule sees in it what somebody knows from doing the job."""
    return any(f.kind in _OWN and f.confidence >= _TELLS for f in one.seen)


def _around(every: Sequence[Judged], at: int) -> Iterator[int]:
    """The places of the sentences that stand beside one in its section, and its own."""
    for i in range(max(0, at - _NEAR), min(len(every), at + _NEAR + 1)):
        if every[i].section == every[at].section:
            yield i


def _speaking(rule: float, named: bool, beside: bool) -> str:
    """What speaks for a sentence, besides the model."""
    if rule >= _RULE:
        return "sure" if rule >= _SURE else "rule"
    return "name" if named else "beside" if beside else "model"


def odds(one: Judged, ruled: bool, named: bool) -> float:
    """The log odds that a sentence is critical."""
    other = max(p for kind, p in one.sure.items() if kind != Kind.CRITICAL.value)
    text = one.sentence.text
    return (
        _LIKELY * _log_odds(one.critical)
        + _OTHER * _log_odds(other)
        + _RULED * ruled
        + _NAMED * named
        + _DEMANDED * demands(text)
        + _ORDINARY * is_ordinary(text)
        + _REST
    )


def _confidence(one: Judged) -> float:
    """How sure the surest rule is that it is critical; 0 without one."""
    return max((f.confidence for f in one.seen if f.kind is Kind.CRITICAL), default=0.0)


def _log_odds(likely: float) -> float:
    bounded = min(max(likely, _FLOOR), 1 - _FLOOR)
    return math.log(bounded / (1 - bounded))
