"""A second opinion on whole sentences: a trained model weighs words, grammar, place and what the
rules saw. It speaks up where no rule does, and against rules that hang on one word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from antidistill.document import Form
from antidistill.finders.features import covers, features
from antidistill.finders.meanings import meanings
from antidistill.finders.own_phrases import CERTAIN
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
_SURE = {Kind.CRITICAL: 0.3, Kind.PITFALL: 0.5, Kind.INCIDENT: 0.5, Kind.QUIRK: 0.66}
"""Below this probability the model does not name these kinds, however unlikely the others are. What
even the mildest mode withholds must be surer; critical text is better kept once too often."""
_BESIDE = 0.5
"""Critical text is at least this likely beside the likeliest kind: a trap that is surely one is not
kept for a doubt."""
_HAZARD = 0.95
"""From this confidence on a rule about critical text is not overruled."""
_PLAIN = 0.6
"""The weight of 'nothing special': what is missed costs more than what is seen in vain."""
_NOTHING = 0.85
"""From this probability on a sentence is nothing special, whatever else it may be."""
_TOLD = 0.5
"""How sure a finding is at least, if it is the likeliest of all kinds."""
_WHOLE = frozenset(
    {
        Kind.CRITICAL,
        Kind.PUBLIC,
        Kind.NETWORK,
        Kind.INCIDENT,
        Kind.TRAIT,
        Kind.NORM,
        Kind.PITFALL,
        Kind.JUDGEMENT,
        Kind.QUIRK,
        Kind.CONTEXT,
        Kind.PROCEDURE,
    }
)
"""What a sentence can be as a whole."""
_FIGURES_STAY = frozenset({Kind.TRAIT, Kind.QUIRK})
"""In sentences of these kinds no figure is experience that could be taken by itself."""
_CRAFT = frozenset(
    {
        Kind.JUDGEMENT,
        Kind.PITFALL,
        Kind.INCIDENT,
        Kind.TRAIT,
        Kind.QUIRK,
        Kind.CONTEXT,
        Kind.NETWORK,
        Kind.PROCEDURE,
    }
)
_CRAFTED = 0.45
"""Below this probability the model alone calls nothing craft: a second reading of the copy, with
other words around, would judge it anew."""
_ANY = 0.25
"""Below this one it says nothing at all."""
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
        if any(f.rule.startswith("known/") and covers(f, sentence) for f in seen):
            # what any manual has is nobody's craft, whatever it reads like
            continue
        told = features(reading, sentence, where[sentence.block], seen)
        meaning = meanings(reading.language).of(sentence.text)
        sure = model(reading.language).probabilities(told, meaning)
        kind = _by_place(likeliest(sure), where[sentence.block])
        whole = [f for f in seen if covers(f, sentence) and f.kind in _WHOLE]
        back.update(f for f in whole if f.kind is not kind and not _stays(f, kind))
        if kind in _FIGURES_STAY:
            back.update(f for f in seen if f.kind is Kind.QUANTITY)
        more += _added(sentence, kind, sure, whole)
    return [*(f for f in found if f not in back), *more]


def _by_place(kind: Kind, here: frozenset[str]) -> Kind:
    """What a rule of thumb is among the formal rules of the firm: one of them."""
    ruled = "norm" in here and not here & {"experience", "review"}
    return Kind.NORM if ruled and kind is Kind.JUDGEMENT else kind


def likeliest(sure: Mapping[str, float]) -> Kind:
    """The kind of a sentence that the model gives these probabilities."""
    critical = sure[Kind.CRITICAL.value]
    if critical >= max(_SURE[Kind.CRITICAL], _BESIDE * max(sure.values())):
        return Kind.CRITICAL
    if sure[Kind.PLAIN.value] >= _NOTHING:
        return Kind.PLAIN
    able = {
        name: p * _PLAIN if name == Kind.PLAIN.value else p
        for name, p in sure.items()
        if p >= _SURE.get(Kind(name), 0.0)
    }
    return Kind(max(able, key=able.__getitem__))


def _stays(finding: Finding, kind: Kind) -> bool:
    """Whether a rule's reading of a whole sentence stays beside the model's: what the user's own
    phrases say does."""
    if finding.confidence >= CERTAIN:
        return True
    if finding.kind is Kind.CRITICAL and finding.confidence >= _HAZARD:
        return True
    return finding.kind is Kind.QUIRK or (finding.kind is Kind.PUBLIC and kind is Kind.PLAIN)


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


def _added(
    sentence: Sentence, kind: Kind, sure: Mapping[str, float], whole: Sequence[Finding]
) -> Iterator[Finding]:
    most = round(max(sure[kind.value], _TOLD), 2)
    if sure[kind.value] < (_CRAFTED if kind in _CRAFT else _ANY):
        return
    if kind is Kind.PLAIN or any(f.kind is kind and f.confidence >= most for f in whole):
        return
    standing = _STANDING.get(kind, Standing.RECORD)
    yield Finding(kind, sentence.span, "learned/sentence", most, _NOTE, standing)
