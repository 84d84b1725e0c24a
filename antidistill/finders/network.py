"""Who really decides, and the ways between people that no chart shows."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finders.called import names_someone
from antidistill.finders.ruled import Ruled
from antidistill.finders.rules import bank
from antidistill.finders.sections import Positions
from antidistill.finding import Finding, Kind
from antidistill.reading import Reading

_OF_SOMEONE = "network_people"
_NO_PROSE = frozenset({Form.HEADING, Form.FIELD})


def _more(reading: Reading, _: Positions) -> Iterator[Finding]:
    """Sentences about a named person that say more than that this one is in charge."""
    rules = bank(_OF_SOMEONE)
    for sentence in reading.sentences:
        if reading.block(sentence).form in _NO_PROSE or not names_someone(sentence.text):
            continue
        look = rules.look(sentence.text)
        for rule in rules.rules:
            if next(look.hits(rule), None) is not None:
                name = f"network/{rule.id}"
                yield Finding(
                    Kind.NETWORK, sentence.span, name, rule.confidence, rule.note, rule.standing
                )


FINDER = Ruled("network", Kind.NETWORK, "networks", _more)
