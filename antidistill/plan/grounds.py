"""What a sentence that stays rests on: where the one before it went and is not surely craft, that
comes back, milder, before the other would go too or hang in the air."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.nlp.kept import with_its_doc
from antidistill.plan.covering import is_title
from antidistill.plan.draft import Draft
from antidistill.plan.milder import ADVICE, has_figure
from antidistill.plan.phrases import is_otherwise, leans, pattern, points
from antidistill.plan.reference import is_lost
from antidistill.plan.units import Unit
from antidistill.reading import Speech

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MILD = 0.7
"""Below this confidence a sentence comes back for the one behind it."""
_KINDS = ADVICE | {Kind.CONTEXT}
_SHOWN = frozenset({Form.PARAGRAPH})
_THIS = frozenset({"this", "that", "these", "those"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NARROWS = frozenset({"of", "in", "for", "that", "which", "who", "at", "from", "on", "to", "with"})
"""Words behind a noun that say themselves which one is meant."""
_STEM = 6


def bring_back(draft: Draft) -> None:
    """Let what sentences that stay rest on be there again, from the end of the text on: what comes
    back may rest on another one."""
    for at in range(len(draft.units) - 1, 0, -1):
        before, unit = draft.units[at - 1], draft.units[at]
        if before.block != unit.block or before.index not in draft.gone or unit.index in draft.gone:
            continue
        if unit.index in draft.new or not _may_return(draft, before) or _is_lost(draft, before):
            continue
        if not is_title(draft.document, unit) and (hangs(draft, before, unit) or _adds(unit)):
            draft.let_stay(before.index)


def hangs(draft: Draft, before: Unit, unit: Unit) -> bool:
    """Whether a sentence says nothing clear without the one before it in its paragraph."""
    if leans(unit.text) or is_otherwise(unit.text) or is_lost(draft, unit.index):
        return True
    return rests(draft, before, unit)


def rests(draft: Draft, before: Unit, unit: Unit) -> bool:
    """The same, by what stands further inside the sentence: 'For some sites, this may …', 'The
    clerk must …' behind 'done by a clerk', 'the key word here'."""
    if pattern("rests").search(unit.text):
        return True
    trouble = pattern("trouble").search(unit.text)
    asked = before.speech in (Speech.CONDITION, Speech.QUESTION)
    if trouble and asked and not _is_told(draft, unit, trouble["noun"].lower()):
        return True
    sentence, other = unit.sentence, before.sentence
    if sentence is None or sentence.doc is None or sentence.doc.lang_ != "en":
        return False
    if _is_about_this(sentence.doc):
        return True
    if other is None or other.doc is None:
        return False
    named = set(_subject(sentence.doc)) & set(_introduced(other.doc))
    return any(not _is_told(draft, unit, noun) for noun in named)


def _may_return(draft: Draft, unit: Unit) -> bool:
    verdict = draft.verdicts[unit.index]
    mild = verdict.kind in _KINDS and verdict.confidence < _MILD and draft.can_stay(unit.index)
    shown = draft.document.blocks[unit.block].form in _SHOWN
    return mild and shown and not has_figure(draft, unit.index)


def _is_lost(draft: Draft, unit: Unit) -> bool:
    """Whether a unit speaks of what a sentence before it in its paragraph named that does not come
    back either."""
    earlier = [u for u in draft.units_of(unit.block) if u < unit.index][-1:]
    gone = [draft.units[u] for u in earlier if u in draft.gone]
    return points(unit.text) and any(not _may_return(draft, u) for u in gone)


def _adds(unit: Unit) -> bool:
    """Whether a sentence adds something to the one before it ('also', 也)."""
    return pattern("adds").search(unit.text) is not None


@with_its_doc
def _is_about_this(doc: Doc) -> bool:
    """Whether a bare 'this' is what a sentence is about, and no verb stands before it."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX"):
            return False
        if token.lower_ in _THIS and token.dep_ in _SUBJECTS:
            behind = token.nbor() if token.i + 1 < len(doc) else None
            return behind is not None and behind.pos_ in ("VERB", "AUX", "ADV", "PART")
    return False


@with_its_doc
def _subject(doc: Doc) -> Sequence[str]:
    """The noun that a sentence opens with as a thing known already: 'The clerk must …'."""
    if len(doc) < 2 or doc[0].lower_ != "the":
        return ()
    for token in doc[1:4]:
        if token.dep_ in _SUBJECTS and token.tag_ in ("NN", "NNS"):
            alone = token.i + 1 == len(doc) or token.nbor().lower_ not in _NARROWS
            return (token.lemma_.lower(),) if alone else ()
    return ()


@with_its_doc
def _introduced(doc: Doc) -> Sequence[str]:
    """The nouns that a sentence names as new ones: 'a clerk', 'clerks'."""
    found = []
    for token in doc:
        articles = [t.lower_ for t in token.lefts if t.dep_ == "det"]
        bare = token.tag_ == "NNS" and not articles
        if token.tag_ in ("NN", "NNS") and (bare or articles in (["a"], ["an"])):
            found.append(token.lemma_.lower())
    return tuple(found)


def _is_told(draft: Draft, unit: Unit, noun: str) -> bool:
    """Whether a noun is named before a unit in what is left of its section, or in a heading."""
    word = re.compile(rf"\b{re.escape(noun[:_STEM])}", re.IGNORECASE)
    first = draft.reading.section_of(unit.block).first
    blocks = draft.document.blocks
    return any(
        word.search(draft.text_of(u.index))
        for u in draft.units[: unit.index]
        if u.block >= first or blocks[u.block].form is Form.HEADING
    )
