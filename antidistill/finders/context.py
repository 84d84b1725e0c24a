"""Why it is so: reasons, history, purposes; as clauses that can be cut, or as whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from antidistill.finders.bracketed import bracketed
from antidistill.finders.explained import explained
from antidistill.finders.phrases import HAN
from antidistill.finders.ruled import Ruled
from antidistill.finders.sections import Positions
from antidistill.finding import Finding, Kind
from antidistill.reading import Reading
from antidistill.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


def _more(reading: Reading, where: Positions) -> Iterator[Finding]:
    yield from bracketed(reading, where)
    yield from explained(reading)


_RULES = Ruled("context", Kind.CONTEXT, "contexts", _more)
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
            if finding.cut and not _leaves_statement(reading, finding.cut):
                finding = replace(finding, cut=None)
            if finding.rule != "context/purpose" or not (
                _is_wanted(reading, finding) or _is_content(reading, finding)
            ):
                yield finding


_VERBAL = ("v", "vd", "vn", "a", "ad", "d")
"""Tags of Chinese words that can say something of a noun."""
_ONLY_IF = re.compile(
    r"[\s（(]*(?:(?:如果|若|要是|假如|一旦)[^，,。；;]*|[^，,。；;]{1,12}的[话話])[\s。；;，,）)]*"
)
_CLAUSE_START = re.compile(r"[。；;！!？?（(\n]")


def _leaves_statement(reading: Reading, cut: Span) -> bool:
    """Whether something is said once a reason is cut from a Chinese sentence: not only a noun
    ('好的经历，会让你有收获'), nor only a condition ('很急的话因为…')."""
    sentence = next((s for s in reading.sentences if cut.overlaps(s.span)), None)
    if sentence is None or sentence.doc is None or not HAN.search(sentence.text):
        return True
    text = reading.document.text
    left, right = text[sentence.span.start : cut.start], text[cut.end : sentence.span.end]
    clause = _CLAUSE_START.split(left)[-1] + _CLAUSE_START.split(right)[0]
    if clause.strip(" 。.，,") and _ONLY_IF.fullmatch(clause):
        return False
    kept = [t for t in sentence.doc if sentence.where[t.idx] not in range(cut.start, cut.end)]
    words = [t for t in kept if HAN.search(t.text)]
    before = [t for t in kept if sentence.where[t.idx] < cut.start and not t.is_space]
    if before and before[-1].tag_ == "v" and HAN.match(cut.of(text)):
        return False  # '是否有因为搬运而破损的箱子': the verb waits for it
    label = left.rstrip(" *_").endswith(("：", ":")) or cut.of(text)[:1] in "（("
    return label or not words or any(_says(t) for t in words)


def _says(token: Token) -> bool:
    """Whether a Chinese word says something of a noun, and does not only describe it."""
    words = token.doc[max(0, token.i - 1) : token.i + 2]
    inside = token.i > 0 and words[0].tag_ in ("n", "u") and words[-1].tag_ in ("n", "vn")
    describes = words[-1].text == "的" or (token.tag_ == "vn" and inside)
    return token.tag_ in _VERBAL and not describes


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
