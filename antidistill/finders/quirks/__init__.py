"""Personal habits of writing, seen by spaCy components, one for each family."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from antidistill.document import AtomKind, Block, Form
from antidistill.finders.clauses import whole
from antidistill.finders.phrases import HAN
from antidistill.finders.quirks import (
    asides,
    contracted,
    emoji,
    exclaimed,
    habits,
    marks,
    mixing,
    own,
    rhythm,
    words,
)
from antidistill.finders.quirks.base import Quirk, Seer, component, extend
from antidistill.finders.quirks.lengths import ends_a_paragraph, lengths
from antidistill.finders.quirks.mentions import Mentions, mentions
from antidistill.finders.quirks.rates import Rates
from antidistill.finders.quirks.sayings import sayings
from antidistill.finders.ruled import best
from antidistill.finders.sections import is_about_person
from antidistill.finding import Finding, Kind, Standing
from antidistill.message import listed
from antidistill.nlp.kept import with_its_doc
from antidistill.reading import OwnHabit, Reading, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FAMILIES: dict[str, Seer] = {
    **{family: words.seer(family) for family in words.FAMILIES},
    "particles": marks.particles,
    "punctuation": marks.punctuation,
    "capitals": marks.capitals,
    "lower_start": marks.lower_start,
    "emoji": emoji.see,
    "emoji_leading": emoji.leading,
    "habits": habits.see,
    "exclaimed": exclaimed.see,
    "asides": asides.see,
    "mixing": mixing.see,
    "contracted": contracted.see,
    "dashes": rhythm.dashes,
    "no_stop": rhythm.open_ended,
    "own": own.see,
}
"""A seam: add a family by naming here what sees it in a Doc."""
COMPONENTS = tuple(map(component, FAMILIES.values()))
"""The spaCy components of all families, in their order."""


class Quirks:
    """Collects what the components mark, and keeps what is above the usual rate."""

    name = "quirk"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """A finding for each quirk, with its neutral wording, its rate and the usual one."""
        talked = mentions(reading)
        seen = [(s, q) for s in reading.sentences for q in _quirks(reading, s, talked)]
        if not is_about_person(reading):
            seen = emoji.without_signs(seen)
        rates = Rates(reading, [q for _, q in seen])
        found = [_finding(reading, s, q, rates) for s, q in seen if rates.count(q)]
        spoken = list(sayings(reading))
        taken = [f.cut or f.span for f in spoken if f.neutral is not None or f.cut]
        apart = (f for f in found if f is not None and not any(f.span.overlaps(t) for t in taken))
        yield from best([*apart, *spoken, *lengths(reading)])


def _quirks(reading: Reading, sentence: Sentence, talked: Mentions) -> Iterator[Quirk]:
    block = reading.block(sentence)
    if block.form is Form.HEADING:
        return
    code = _code(block, sentence)
    doc = sentence.doc if sentence.doc is not None else _plain(sentence.text)
    for quirk in _outermost(quirks(doc, reading.own.habits)):
        span = range(quirk.start, quirk.end)
        if quirk.end > len(sentence.text) or code & set(span):
            continue
        if talked.has(sentence.block, sentence.source(quirk.start, quirk.end)):
            continue
        fits = _FITS.get(quirk.habit)
        if fits is None or fits(reading, sentence):
            yield quirk


def _outermost(found: Iterable[Quirk]) -> Iterator[Quirk]:
    """The quirks without the words that go with a formula of speech anyway: 'folks' in 'Right,
    folks, …'."""
    found = list(found)
    formulas = [q for q in found if q.rule.startswith("asides/")]
    for quirk in found:
        if quirk in formulas or not any(
            quirk.start < one.end and one.start < quirk.end for one in formulas
        ):
            yield quirk


def _starts_low(reading: Reading, sentence: Sentence) -> bool:
    """Items and cells may start in lower case, and the analysis lowers the first letter of
    imperatives: the text itself decides."""
    form = reading.block(sentence).form
    in_item = reading.container(sentence.block, Form.ITEM) >= 0
    return form is Form.PARAGRAPH and not in_item and sentence.text[:1].islower()


def _code(block: Block, sentence: Sentence) -> set[int]:
    """Offsets in the sentence that are code, addresses or formulas."""
    solid = [
        a.inner for a in block.atoms if a.kind in (AtomKind.CODE, AtomKind.AUTOLINK, AtomKind.MATH)
    ]
    if not solid:
        return set()
    return {
        at
        for at, offset in enumerate(sentence.where[:-1])
        if any(s.start <= offset < s.end for s in solid)
    }


_FITS: dict[str, Callable[[Reading, Sentence], bool]] = {
    "lower_start": _starts_low,
    "no_stop": ends_a_paragraph,
}
"""Where a habit can be told only from the place of the sentence."""


@with_its_doc
def quirks(doc: Doc, own_habits: tuple[OwnHabit, ...] = ()) -> tuple[Quirk, ...]:
    """What the components see in a Doc; they leave it in `doc._.quirks` too. `own_habits` are those
    of the user's style profile. They are called one after the other: to make a pipeline of them
    takes longer than to read a short document."""
    extend()
    doc._.quirks = ()
    doc._.own_habits = own_habits
    doc.spans["quirk"] = []
    for mark in COMPONENTS:
        doc = mark(doc)
    found: tuple[Quirk, ...] = doc._.quirks
    return found


def _plain(text: str) -> Doc:
    return _blank("xx" if HAN.search(text) else "en")(text)


@cache
def _blank(language: str) -> Language:
    import spacy

    return spacy.blank(language)


def _finding(reading: Reading, sentence: Sentence, quirk: Quirk, rates: Rates) -> Finding | None:
    note = (
        quirk.note
        if quirk.rule.startswith("own/")
        else listed((quirk.note, rates.told(quirk)), ": ")
    )
    span = whole(reading.block(sentence), sentence.source(quirk.start, quirk.end))
    if span is None:
        return None
    return Finding(
        Kind.QUIRK,
        span,
        f"quirk/{quirk.rule}",
        quirk.confidence,
        note,
        Standing.RECORD,
        cut=span if quirk.neutral == "" else None,
        neutral=quirk.neutral,
    )


FINDER = Quirks()
