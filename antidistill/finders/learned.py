"""A second opinion on whole sentences: a trained model weighs words, grammar, place and what the
rules saw. It speaks up where no rule does, and against rules that hang on one word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from antidistill.finders.critical_odds import critical
from antidistill.finders.features import covers
from antidistill.finders.guesses import OWN, TOLD, weighed
from antidistill.finders.incidents import ENTRY, is_agenda, tells_of_past
from antidistill.finders.likelihood import Judged, likelihoods
from antidistill.finders.own_phrases import CERTAIN
from antidistill.finders.sections import is_persona
from antidistill.finders.voiced import is_nobodys
from antidistill.finding import LEARNED, WHOLE, Finding, Kind, Standing
from antidistill.reading import Reading, Sentence, Speech

_STANDING = {
    Kind.NORM: Standing.NORM,
    Kind.PITFALL: Standing.GUIDANCE,
    Kind.JUDGEMENT: Standing.GUIDANCE,
    Kind.PROCEDURE: Standing.GUIDANCE,
}
"""All other kinds are records."""
_SURE = {Kind.PITFALL: 0.4, Kind.INCIDENT: 0.4, Kind.QUIRK: 0.4}
"""Below this probability the model does not name these kinds, however unlikely the others are: what
even the mildest mode withholds must be surer."""
_ALONE = 0.7
"""Below this the model alone calls nothing a trap."""
_LICENCE = 0.97
"""From this confidence on nothing overrules a rule about critical text."""
_WORTH = {
    Kind.PLAIN: 0.5,
    Kind.NORM: 0.78,
    Kind.JUDGEMENT: 0.78,
    Kind.CONTEXT: 0.78,
}
"""What the likelihoods of these kinds are worth beside those of the others. 'Nothing special' is
worth less, since what is missed costs more than what is seen in vain; the three that are told in
everyday words are seen more often than they are there. Chosen on held-out documents."""
_SHORT_WORDS, _SHORT_HAN = 8, 12
"""Up to this length a sentence tells the model little."""
_GUESSED = {Kind.NORM: 0.8, Kind.CONTEXT: 0.8, Kind.QUIRK: 0.6}
"""What it then takes plain facts for, and how sure it must be all the same."""
_TIE, _RULED = 0.1, 0.85
"""So much likelier another kind must be than the one that a rule of this confidence names."""
_HAPPENED = 0.9
"""From this probability on a sentence without a past is an incident all the same."""
_NOTHING = 0.9
"""From this probability on a sentence is nothing special, whatever else it may be."""
_FIGURES_STAY = frozenset({Kind.TRAIT, Kind.QUIRK})
"""In sentences of these kinds no figure is experience that could be taken by itself."""
_CRAFT = OWN | {Kind.PROCEDURE}
_CRAFTED = 0.3
"""Below this probability the model alone calls nothing craft: a second reading of the copy, with
other words around, would judge it anew."""
_ANY = 0.25
"""Below this one it says nothing at all."""
_ENTRY = f"incident/{ENTRY}"
_NOTE = "reads like one"


def judged(reading: Reading, found: Sequence[Finding]) -> list[Finding]:
    """`found`, with what the model adds and without what it takes back."""
    if is_persona(reading):
        return list(found)
    back: set[Finding] = set()
    more: list[Finding] = []
    every = likelihoods(reading, found)
    sizes = Counter(s.block for s in reading.sentences)
    for one, kept in zip(every, critical(reading, every), strict=True):
        kind = Kind.CRITICAL if kept else _by_place(likeliest(one.sure), one.here)
        if kind is Kind.PITFALL and not _is_surely_trap(one):
            rest = {name: p for name, p in one.sure.items() if name != kind.value}
            kind = _by_place(likeliest(rest), one.here)
        kind = _as_ruled(one, _as_told(one, kind, alone=sizes[one.sentence.block] == 1))
        if _tells_too_little(one, kind) or (kind is Kind.QUIRK and is_nobodys(reading, one)):
            kind = Kind.PLAIN
        whole = [f for f in one.seen if covers(f, one.sentence) and f.kind in WHOLE]
        whole = [f for f in whole if not _is_clause(f)]
        back.update(f for f in whole if f.kind is not kind and not _stays(f, kind))
        if kind in _FIGURES_STAY:
            back.update(f for f in one.seen if f.kind is Kind.QUANTITY)
        more += _added(one.sentence, kind, one.sure, whole)
    guesses = {f for f in more if f.confidence < TOLD}
    return weighed(reading, [*(f for f in found if f not in back), *more], guesses)


def _is_surely_trap(one: Judged) -> bool:
    """Whether a rule sees a trap too, or the model is sure of it alone: what the mildest mode
    leaves out may not be a definition ('The alert fires when …')."""
    told = any(f.kind is Kind.PITFALL for f in one.seen)
    return told or one.sure[Kind.PITFALL.value] >= _ALONE


_ANSWERED = frozenset({Kind.JUDGEMENT, Kind.CONTEXT, Kind.PITFALL})
"""What the answer to a question may be, and the question is not."""
_TIMED = re.compile(r"[\s>*_-]*\d{1,2}[:：]\d{2}\b(?!\s?[-–~至到])")


def _as_told(one: Judged, kind: Kind, *, alone: bool) -> Kind:
    """The kind, or the next likely one where only the model guesses at an incident in an English
    sentence without a verb in the past: nothing of it has happened. What a time of day opens and
    asks nothing of anybody is an entry of a log, and no step; what asks among other sentences
    judges nothing yet, while questions that stand alone may be the craft of an interview."""
    doc = one.sentence.doc
    timed = _TIMED.match(one.sentence.text) is not None
    if kind is Kind.PROCEDURE and timed and one.sentence.speech is not Speech.STEP:
        return Kind.PLAIN
    asks = one.sentence.speech is Speech.QUESTION and kind in _ANSWERED and not alone
    if asks and not any(f.kind is kind for f in one.seen):
        return Kind.PLAIN
    if kind is not Kind.INCIDENT or doc is None:
        return kind
    if is_agenda(one.sentence):
        rest = {name: p for name, p in one.sure.items() if name != kind.value}
        return _by_place(likeliest(rest), one.here)
    if doc.lang_ != "en":
        return kind
    told = any(f.kind is Kind.INCIDENT for f in one.seen)
    if told or one.sure[kind.value] >= _HAPPENED or tells_of_past(doc):
        return kind
    rest = {name: p for name, p in one.sure.items() if name != kind.value}
    return _by_place(likeliest(rest), one.here)


def _as_ruled(one: Judged, kind: Kind) -> Kind:
    """The kind that a sure rule gives the sentence, where the model finds it hardly less likely; an
    entry under a time of a report has happened, in whatever tense it is told."""
    if kind is not Kind.CRITICAL and any(f.rule == _ENTRY for f in one.seen):
        return Kind.INCIDENT
    if kind in (Kind.PLAIN, Kind.CRITICAL):
        return kind
    least = one.sure[kind.value] - _TIE
    ruled = [
        f.kind
        for f in one.seen
        if f.kind in _CRAFT and f.confidence >= _RULED and covers(f, one.sentence)
    ]
    if kind is Kind.INCIDENT and Kind.PITFALL in ruled:
        # what happened is told as the reason of a rule of experience: the rule is what is taken
        return Kind.PITFALL
    near = [k for k in ruled if one.sure.get(k.value, 0.0) >= least]
    return near[0] if near and kind not in ruled else kind


def _tells_too_little(one: Judged, kind: Kind) -> bool:
    """Whether a sentence is so short, and without anything that a rule has seen, that the model
    would only guess: 'The hall is on the left.'"""
    if kind not in _GUESSED or one.sure.get(kind.value, 0.0) >= _GUESSED[kind]:
        return False
    if any(f.kind is not Kind.PUBLIC for f in one.seen):
        return False
    han = sum("\u4e00" <= c <= "\u9fff" for c in one.sentence.text)
    return han <= _SHORT_HAN and len(one.sentence.text.split()) <= _SHORT_WORDS


def _is_clause(finding: Finding) -> bool:
    """Whether a reason can be cut from its sentence, whatever the sentence is."""
    return finding.kind is Kind.CONTEXT and finding.cut is not None


def _by_place(kind: Kind, here: frozenset[str]) -> Kind:
    """What a rule of thumb is among the formal rules of the firm: one of them."""
    ruled = "norm" in here and not here & {"experience", "review"}
    return Kind.NORM if ruled and kind is Kind.JUDGEMENT else kind


def likeliest(sure: Mapping[str, float]) -> Kind:
    """The kind of a sentence that the model gives these probabilities, of all but critical."""
    if sure[Kind.PLAIN.value] >= _NOTHING:
        return Kind.PLAIN
    able = {
        name: p * _WORTH.get(Kind(name), 1.0)
        for name, p in sure.items()
        if Kind(name) is not Kind.CRITICAL and p >= _SURE.get(Kind(name), 0.0)
    }
    return Kind(max(able, key=able.__getitem__))


def _stays(finding: Finding, kind: Kind) -> bool:
    """Whether a rule's reading of a whole sentence stays beside the model's: what the user's own
    phrases say does."""
    if finding.confidence >= CERTAIN:
        return True
    if finding.kind is Kind.CRITICAL:
        return finding.confidence >= _LICENCE
    return finding.kind is Kind.QUIRK or (finding.kind is Kind.PUBLIC and kind is Kind.PLAIN)


def _added(
    sentence: Sentence, kind: Kind, sure: Mapping[str, float], whole: Sequence[Finding]
) -> Iterator[Finding]:
    most = round(max(sure[kind.value], TOLD), 2)
    if kind is not Kind.CRITICAL and sure[kind.value] < (_CRAFTED if kind in _CRAFT else _ANY):
        return
    if kind is Kind.PLAIN or any(f.kind is kind and f.confidence >= most for f in whole):
        return
    standing = _STANDING.get(kind, Standing.RECORD)
    yield Finding(kind, sentence.span, LEARNED, round(sure[kind.value], 2), _NOTE, standing)
