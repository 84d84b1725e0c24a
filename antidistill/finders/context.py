"""Why it is so: reasons, history, purposes; as clauses that can be cut, or as whole sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from antidistill.finders.ruled import Ruled
from antidistill.finding import Finding, Kind
from antidistill.reading import Reading

_RULES = Ruled("context", Kind.CONTEXT, "contexts")
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Context:
    """The rules of `contexts.toml`, without cuts that would take a verb along."""

    name: str = "context"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """Reasons as clauses (with what can be cut) and as whole sentences."""
        verbs = _verbs(reading)
        for finding in _RULES.find(reading):
            if finding.rule == "context/due to" and any(
                finding.span.start <= at < finding.span.end for at in verbs
            ):
                # 'requests rejected due to the limit are counted as failed': the verb is not
                # the reason's
                finding = replace(finding, cut=None)
            yield finding


def _verbs(reading: Reading) -> frozenset[int]:
    """Where finite English verbs stand in the source."""
    return frozenset(
        sentence.where[token.idx]
        for sentence in reading.sentences
        if sentence.doc is not None
        for token in sentence.doc
        if token.tag_ in _FINITE and token.idx < len(sentence.where)
    )


FINDER = Context()
