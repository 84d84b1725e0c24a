"""Personal habits of writing, seen by spaCy components, one for each family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from antidistill.document import AtomKind, Block, Form
from antidistill.finders.clauses import whole
from antidistill.finders.phrases import HAN, table
from antidistill.finders.quirks import emoji, marks, words
from antidistill.finders.quirks.base import Quirk, Seer, component
from antidistill.finders.quirks.sayings import sayings
from antidistill.finders.ruled import best
from antidistill.finding import Finding, Kind, Standing
from antidistill.reading import Reading, Sentence

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
}
"""A seam: add a family by naming here what sees it in a Doc."""

_ICON_SET = 8
"""More opening emoji than this are the document's icons, not a person's habit."""


class Quirks:
    """Collects what the components mark, and keeps what is above the usual rate."""

    name = "quirk"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """A finding for each quirk, with its neutral wording and, for habits, the measured rate."""
        seen = [(s, q) for s in reading.sentences for q in _quirks(reading, s)]
        rates = _rates(reading, (q for _, q in seen))
        icons = sum(q.rule == "emoji/opening" for _, q in seen) > _ICON_SET
        found = [
            _finding(reading, sentence, quirk, rates)
            for sentence, quirk in seen
            if _counts(reading, quirk, rates) and not (icons and quirk.rule == "emoji/opening")
        ]
        yield from best([*(f for f in found if f is not None), *sayings(reading)])


def _quirks(reading: Reading, sentence: Sentence) -> Iterator[Quirk]:
    block = reading.block(sentence)
    if block.form is Form.HEADING:
        return
    code = _code(block, sentence)
    for quirk in quirks(sentence.doc if sentence.doc is not None else _plain(sentence.text)):
        if quirk.end > len(sentence.text) or code & set(range(quirk.start, quirk.end)):
            continue
        if quirk.habit != "lower_start" or _starts_low(reading, sentence):
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
    return {
        at
        for at, offset in enumerate(sentence.where[:-1])
        if any(s.start <= offset < s.end for s in solid)
    }


def quirks(doc: Doc) -> tuple[Quirk, ...]:
    """What the components see in a Doc; they leave it in `doc._.quirks` too."""
    pipeline = components()
    doc._.quirks = ()
    doc.spans["quirk"] = []
    for _, pipe in pipeline.pipeline:
        doc = pipe(doc)
    found: tuple[Quirk, ...] = doc._.quirks
    return found


@cache
def components() -> Language:
    """A spaCy pipeline of the quirk components alone."""
    import spacy

    nlp = spacy.blank("xx")
    for family, see in FAMILIES.items():
        nlp.add_pipe(component(family, see))
    return nlp


def _plain(text: str) -> Doc:
    import spacy

    return (_blank_zh() if HAN.search(text) else spacy.blank("en"))(text)


@cache
def _blank_zh() -> Language:
    import spacy

    return spacy.blank("xx")


def _rates(reading: Reading, seen: Iterable[Quirk]) -> dict[str, tuple[int, float]]:
    """For each habit how often it was seen, and that per 1,000 characters of prose."""
    length = max(1, sum(len(s.text) for s in reading.sentences))
    counts = Counter(q.habit for q in seen if q.habit)
    return {habit: (n, 1000 * n / length) for habit, n in counts.items()}


def _counts(reading: Reading, quirk: Quirk, rates: dict[str, tuple[int, float]]) -> bool:
    if not quirk.habit:
        return True
    usual = table("quirks")["usual"]
    if quirk.habit == "capitals" and _keeps_capitals(reading):
        return False
    number, rate = rates[quirk.habit]
    return bool(number >= usual["least"] and rate > usual[quirk.habit])


def _keeps_capitals(reading: Reading) -> bool:
    return any(mark in reading.document.text for mark in table("quirks")["capitals"]["keep_near"])


def _finding(
    reading: Reading, sentence: Sentence, quirk: Quirk, rates: dict[str, tuple[int, float]]
) -> Finding | None:
    note = quirk.note
    if quirk.habit:
        usual = table("quirks")["usual"][quirk.habit]
        note = f"{note}: {rates[quirk.habit][1]:.1f} per 1,000 characters, usual {usual}"
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
