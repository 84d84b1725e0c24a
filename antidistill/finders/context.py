"""Why it is so: reasons, history, purposes; as clauses that can be cut, or as whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from antidistill.finders.bracketed import bracketed
from antidistill.finders.ruled import Ruled
from antidistill.finding import Finding, Kind
from antidistill.reading import Reading

_RULES = Ruled("context", Kind.CONTEXT, "contexts", bracketed)
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
            if finding.rule != "context/purpose" or not (
                _is_wanted(reading, finding) or _is_content(reading, finding)
            ):
                yield finding


_WANTS = re.compile(
    r"\b(?:plan|want|need|tr[iy]|intend|hope|aim|manage|decide|agree|wish|prefer|mean|fail|refuse|promise|"
    r"learn|offer|expect|suppos|requir|allow|use|ha[sd]|have|ought|able|going|how|what|where|when|"
    r"easy|hard|likely|ready|important|necessary|enough|is|are|was|were|be)(?:s|d|ed|ied|ies|ying|"
    r"ning|ned|ing)?\s+\Z",
    re.IGNORECASE,
)


def _is_wanted(reading: Reading, finding: Finding) -> bool:
    """Whether the words complete the verb before them: 'we plan to prevent it' has no purpose."""
    text = reading.document.text
    start = finding.span.start
    if text[start : start + 3].lower() != "to ":
        return False
    return _WANTS.search(text, max(0, start - 24), start) is not None


_CONTENT = re.compile(
    r"^\W*(?:\w+ (?:\w+ ){0,3}(?:is|are|means|defines|describes) (?:a|an|the|how|what) "
    r"|(?:arrange|set|make|write|design|configure|structure|name|split|order|sort|format|phrase|place|"
    r"label|mark|choose|shape|define|model|size|limit|adjust|align|group|tune|draft|build|ensure)\b)",
    re.IGNORECASE,
)
_RESULT = re.compile(r"so (?:that )?", re.IGNORECASE)


def _is_content(reading: Reading, finding: Finding) -> bool:
    """Whether the purpose is what the sentence is about: a definition, or 'arrange it so that …'.
    Without it the sentence would say nothing or something else."""
    text = reading.document.text
    sentence = next((s for s in reading.sentences if finding.span in s.span), None)
    if sentence is None or not _RESULT.match(finding.span.of(text)):
        return False
    before = text[sentence.span.start : finding.span.start]
    return _CONTENT.match(before) is not None and "," not in before[-2:]


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
