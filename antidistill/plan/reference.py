"""What a sentence points back to: 'these communities' needs the sentence that named them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from antidistill.document import AtomKind
from antidistill.nlp.kept import with_its_doc
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import is_animate, is_at_hand, this_one
from antidistill.plan.units import Unit
from antidistill.reading import Speech

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MANY = re.compile(
    r"\b(?:these|those|such)\s(?:[a-z]+\s)?(?P<en>[a-z]{3,}s)\b(?!\s(?:who|that|which|in|of|with|for)\b)|"
    r"(?:这些|这几[个种类条]|上述|这类)(?P<zh>[\u4e00-\u9fff]{2})"
)
_ONE = re.compile(r"(?:这[个种次项条]|该)(?P<zh>[\u4e00-\u9fff]{2})")
_STEM = 6
_NEXT = 3
"""Words behind 'this' among which its noun stands."""
_CONCEDES = re.compile(
    r"(?:while|since|as|because|although|though|whereas)\s(?:the|our)\s([a-z]{4,})\b", re.IGNORECASE
)
_HERE = re.compile(
    r"\b(?:put|puts|placed?|places|kept|keeps?|stored?|left|leave|goes?|set|hangs?|hung|sits?|stays?|"
    r"dropped|drop)\s(?:(?:it|them|these|those)\s)?(?:in\s|over\s)?here\b|放在?(?:这里|此处)",
    re.IGNORECASE,
)
"""What points to a place that was named before."""


def is_lost(draft: Draft, unit: int) -> bool:
    """Whether a unit speaks of 'these' things, or of 'this' thing, and nothing that stands before
    it in its section names them."""
    return _needs_people(draft, unit) or speaks_of_lost(draft, unit)


def speaks_of_lost(draft: Draft, unit: int) -> bool:
    """The same, of things alone; also whether it says to do 'this' when nothing before it in the
    sentence is to be done."""
    text = draft.units[unit].text
    if _does_this(draft, unit):
        return True
    for noun, start in _named_again(draft, unit):
        told = [text[:start], *_before(draft, unit)]
        if not any(noun in words.lower() for words in told):
            return True
    return False


def lost_its_thing(draft: Draft, unit: int) -> bool:
    """Whether a unit speaks of 'this' thing that a sentence of its section named which is gone, or
    one of the sections before, and none that is left does."""
    text = draft.units[unit].text
    for noun, start in _named_again(draft, unit):
        told = [text[:start], *_before(draft, unit)]
        if any(noun in words.lower() for words in told):
            continue
        if any(noun in words.lower() for words in _gone_before(draft, unit)):
            return True
        earlier = draft.units[:unit]
        lost = any(noun in u.text.lower() for u in earlier if u.index in draft.gone)
        if lost and not any(noun in draft.text_of(u.index).lower() for u in earlier):
            return True
    return False


def points_into(draft: Draft, before: Unit, unit: Unit) -> bool:
    """Whether a sentence puts a thing 'here', which the one before it named and no link does, or
    opens with what holds for a thing that only that one named."""
    if _HERE.search(unit.text):
        atoms = draft.document.blocks[unit.block].atoms
        return not any(a.kind is AtomKind.LINK and a.span in unit.span for a in atoms)
    return _concedes_lost(draft, before, unit)


def _concedes_lost(draft: Draft, before: Unit, unit: Unit) -> bool:
    """Whether a sentence opens with what holds for a thing ('While the policy applies, …') that
    the one before it named, which is left out, and no other of its section."""
    match = _CONCEDES.match(unit.text)
    if match is None or match[1].lower() not in before.text.lower():
        return False
    section = draft.reading.section_of(unit.block)
    told = (u for u in draft.units[: unit.index] if section.first <= u.block)
    return not any(match[1].lower() in draft.text_of(u.index).lower() for u in told)


def points_to_item(draft: Draft, unit: int, at: int) -> bool:
    """Whether the unit of an item speaks of 'this' thing that no item left before it names, nor
    what announces the list."""
    text = draft.units[unit].text
    match = this_one(text)
    if match is None:
        return False
    noun = (match["zh"] or match["en"][:_STEM]).lower()
    announced = [draft.units[u].text for u in draft.units_of(at - 1)] if at else []
    inside = [u for u in draft.within(at) if u < unit]
    told = [draft.text_of(u) for u in inside]
    if any(noun in words.lower() for words in (text[: match.start()], *announced, *told)):
        return False
    if any(noun in draft.units[u].text.lower() for u in inside):
        return True
    # no item has named it: it may be what the whole text is about
    return not any(noun in draft.text_of(u.index).lower() for u in draft.units[:unit])


def _does_this(draft: Draft, unit: int) -> bool:
    sentence = draft.units[unit].sentence
    return sentence is not None and sentence.doc is not None and _says_to_do_this(sentence.doc)


@with_its_doc
def _says_to_do_this(doc: Doc) -> bool:
    for token in doc:
        behind = token.nbor() if token.i + 1 < len(doc) else None
        noun = behind is not None and behind.tag_.startswith(("NN", "JJ", "CD"))
        if token.lower_ != "this" or noun or token.dep_ not in ("dobj", "pobj"):
            continue
        above = set(token.ancestors)
        other = any(t.pos_ == "VERB" and t not in above for t in doc[: token.i])
        return not other and not any(t.tag_ == "," for t in doc[: token.i])
    return False


def _named_again(draft: Draft, unit: int) -> Sequence[tuple[str, int]]:
    """The nouns that a unit points back to, as stems, and where it does."""
    sentence, text = draft.units[unit].sentence, draft.units[unit].text
    if sentence is None or sentence.doc is None:
        return list(_pointed(text))
    return _pointed_in(sentence.doc, text, len(sentence.text) - len(text))


@with_its_doc
def _pointed_in(doc: Doc, text: str, skipped: int) -> Sequence[tuple[str, int]]:
    return [*_pointed(text), *_this(doc, skipped)]


def _pointed(text: str) -> Iterator[tuple[str, int]]:
    for match in _MANY.finditer(text):
        noun = match["zh"] or match["en"].removesuffix("s")[:_STEM]
        yield noun, match.start()
    for match in _ONE.finditer(text):
        if not is_at_hand(match["zh"]):
            yield match["zh"], match.start()


def _this(doc: Doc, skipped: int) -> Iterator[tuple[str, int]]:
    for token in doc:
        if token.lower_ not in ("this", "that") or token.tag_ != "DT":
            continue
        behind = doc[token.i + 1 : token.i + 1 + _NEXT]
        noun = next((t for t in behind if t.tag_ in ("NN", "NNS")), None)
        joined = all(
            t.tag_.startswith(("JJ", "NN", "VBN")) for t in behind if noun and t.i < noun.i
        )
        if noun is not None and joined and not is_at_hand(noun.lower_):
            yield noun.lower_[:_STEM], max(0, token.idx - skipped)


def _needs_people(draft: Draft, unit: int) -> bool:
    """Whether a unit speaks of 'them' before it has named anybody."""
    sentence = draft.units[unit].sentence
    if sentence is None or sentence.doc is None or draft.units[unit].speech is Speech.LEAD_IN:
        return False
    for token in sentence.doc:
        if token.tag_ in ("NNS", "NNPS", "NNP") or is_animate(token.lower_):
            return False
        if token.lower_ in ("them", "their", "theirs"):
            return True
    return False


def _gone_before(draft: Draft, unit: int) -> Iterator[str]:
    """What was said in the section up to a unit and is gone."""
    return (other.text for other in _earlier(draft, unit) if other.index in draft.gone)


def _before(draft: Draft, unit: int) -> Iterator[str]:
    """What is still said in the section up to a unit, its heading included."""
    return (draft.text_of(other.index) for other in _earlier(draft, unit))


def _earlier(draft: Draft, unit: int) -> Iterator[Unit]:
    """The units of a unit's section that stand before it."""
    first = draft.reading.section_of(draft.units[unit].block).first
    start = bisect_left(draft.units, first, hi=unit, key=lambda u: u.block)
    return (draft.units[at] for at in range(start, unit))
