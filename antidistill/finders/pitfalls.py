"""Traps, bans and musts by experience, workarounds, private tricks."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finders.ruled import Ruled, is_header
from antidistill.finders.sections import Positions
from antidistill.finding import Finding, Kind
from antidistill.reading import Reading, Speech

_RULES = frozenset({Speech.RULE, Speech.CONDITION, Speech.STORY})
_SAYS = _RULES | {Speech.STEP, Speech.FACT}


def _more(reading: Reading, where: Positions) -> Iterator[Finding]:
    """What stands under a heading about experience, whatever its words."""
    for sentence in reading.sentences:
        block = reading.block(sentence)
        if "lived" not in where[sentence.block] or block.form is Form.HEADING or is_header(block):
            continue
        item = _item(reading, sentence.block)
        if sentence.speech in (_SAYS if item else _RULES):
            yield Finding(
                Kind.PITFALL,
                sentence.span,
                "pitfall/by position",
                0.6 if item else 0.5,
                "stands under a heading about experience",
            )


def _item(reading: Reading, block: int) -> bool:
    return reading.container(block, Form.ITEM) >= 0


FINDER = Ruled("pitfall", Kind.PITFALL, "pitfalls", _more)
