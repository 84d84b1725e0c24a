"""A second opinion on whole sentences: a trained model weighs words, grammar, place and what the
rules saw. It speaks up where no rule does, and against rules that hang on one word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from antidistill.document import Form
from antidistill.finders.features import covers, features
from antidistill.finders.quirks.mentions import mentions
from antidistill.finders.sections import is_persona, positions
from antidistill.finders.weights import model
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence, Speech

_STANDING = {
    Kind.NORM: Standing.NORM,
    Kind.PITFALL: Standing.GUIDANCE,
    Kind.JUDGEMENT: Standing.GUIDANCE,
    Kind.PROCEDURE: Standing.GUIDANCE,
}
"""All other kinds are records."""
_SETTLED = frozenset({Kind.CRITICAL, Kind.PUBLIC})
"""What the model never takes away."""
_TOLD_BY_WORDS = frozenset({Kind.QUIRK})
"""What only the words themselves show."""
_SURE = {
    Kind.JUDGEMENT: 0.4,
    Kind.PITFALL: 0.6,
    Kind.INCIDENT: 0.6,
    Kind.CRITICAL: 0.4,
}
"""Below this probability the model says nothing. What even the mildest mode withholds must be
surer, as such a mode must look untouched; critical text is better kept once too often."""
_ELSE = 0.5
"""The same for all other kinds."""
_ABSURD = 0.04
"""A rule's kind that the model gives less is taken back, unless the rule is surer than `_FIRM`."""
_FIRM = 0.85
_SEEN = 0.7
"""A rule that is less sure than the model and than this is seconded."""
_LEAST = 3
"""Words (Han characters: twice as many) of a sentence that can be judged by its form."""
_NOTE = "reads like one"


def judged(reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """`found`, with what the model adds and without what it takes back."""
    if is_persona(reading):
        return list(found)
    where = positions(reading)
    inside = by_sentence(reading, found)
    listed = mentions(reading).listed
    back: set[Finding] = set()
    more: list[Finding] = []
    for sentence in reading.sentences:
        seen = inside.get(sentence.index, [])
        if not can_be_judged(reading, sentence) or sentence.block in listed:
            continue
        if any(f.kind in _SETTLED for f in seen):
            continue
        told = features(reading, sentence, where[sentence.block], seen)
        sure = model(reading.language).probabilities(told)
        back.update(_taken_back(sentence, seen, sure))
        more += _added(sentence, [f for f in seen if f not in back], sure)
    return [*(f for f in found if f not in back), *more]


def by_sentence(reading: Reading, found: Sequence[Finding]) -> dict[int, list[Finding]]:
    """The findings that touch each sentence; both come by place."""
    out: dict[int, list[Finding]] = {}
    ordered = sorted(found, key=lambda f: f.span)
    at = 0
    for sentence in sorted(reading.sentences, key=lambda s: s.span):
        while at < len(ordered) and ordered[at].span.end <= sentence.span.start:
            at += 1
        for finding in ordered[at:]:
            if finding.span.start >= sentence.span.end:
                break
            if finding.span.overlaps(sentence.span):
                out.setdefault(sentence.index, []).append(finding)
    return out


def can_be_judged(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is one by its form and long enough to tell."""
    form = reading.block(sentence).form
    if form in (Form.HEADING, Form.FIELD, Form.CELL) or sentence.speech is Speech.LEAD_IN:
        return False
    han = sum("\u4e00" <= c <= "\u9fff" for c in sentence.text)
    return len(sentence.text.split()) >= _LEAST or han >= 2 * _LEAST


def _taken_back(
    sentence: Sentence, seen: Sequence[Finding], sure: Mapping[str, float]
) -> Iterator[Finding]:
    for finding in seen:
        absurd = sure.get(finding.kind.value, 1.0) < _ABSURD
        if (
            absurd
            and finding.kind not in _TOLD_BY_WORDS
            and finding.confidence <= _FIRM
            and covers(finding, sentence)
        ):
            yield finding


def _added(
    sentence: Sentence, seen: Sequence[Finding], sure: Mapping[str, float]
) -> Iterator[Finding]:
    name, most = max(sure.items(), key=lambda item: item[1])
    if sure[Kind.CRITICAL.value] >= _SURE[Kind.CRITICAL]:
        name, most = Kind.CRITICAL.value, sure[Kind.CRITICAL.value]
    kind = Kind(name)
    of_kind = any(
        f.kind is kind and covers(f, sentence) and f.confidence >= min(most, _SEEN) for f in seen
    )
    silent = kind in (Kind.PLAIN, Kind.PUBLIC) or kind in _TOLD_BY_WORDS
    if silent or of_kind or most < _SURE.get(kind, _ELSE):
        return
    standing = _STANDING.get(kind, Standing.RECORD)
    yield Finding(kind, sentence.span, "learned/sentence", round(most, 2), _NOTE, standing)
