"""How somebody who knows the job decides: what first, what rather, how likely, when."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finders.ruled import Ruled
from antidistill.finders.sections import Positions
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Speech


def _more(reading: Reading, where: Positions) -> Iterator[Finding]:
    """Items of a list of what somebody looks at in the work of others."""
    for sentence in reading.sentences:
        if "review" not in where[sentence.block] or sentence.speech is Speech.LEAD_IN:
            continue
        if reading.container(sentence.block, Form.ITEM) >= 0:
            yield Finding(
                Kind.JUDGEMENT,
                sentence.span,
                "judgement/review list",
                0.7,
                "an item of what is looked at in a review",
                Standing.GUIDANCE,
            )


FINDER = Ruled("judgement", Kind.JUDGEMENT, "judgements", _more)
