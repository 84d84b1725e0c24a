"""How likely a sentence is of each kind: what the trained model makes of its words and its place,
and then once more with what it made of the sentences around, since like stands beside like."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from antidistill.document import Form
from antidistill.finders.features import VERBS, covers, features
from antidistill.finders.meanings import meanings
from antidistill.finders.quirks.mentions import mentions
from antidistill.finders.sections import positions
from antidistill.finders.weights import model
from antidistill.finding import Finding, Kind
from antidistill.reading import Reading, Section, Sentence, Speech

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALONE, AMONG = "alone", "sentences"
"""The model that knows one sentence, and the one that knows its neighbours too."""
NEAR = 0.25
"""What the neighbours count beside a sentence's own words: chosen on the develop half with a model
that had not seen it (.25 to .75 tried; 67 to 71 and 68 to 75 % of its sentences right)."""
_LEAST = 3
"""Words (Han characters: twice as many) of a sentence that can be judged by its form."""
_CELL_WORDS, _CELL_HAN = 4, 8
"""The same for cells, which mostly hold names and values."""
_TITLE = re.compile(r"[ \t>]*(?:!!!|\?\?\?|:::|\[!)")
"""Before the title of a box, which is a heading."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with what the rules and the model see in it."""

    sentence: Sentence
    section: Section
    here: frozenset[str]
    """Its positions."""
    seen: tuple[Finding, ...]
    sure: Mapping[str, float]
    """For each kind how likely the sentence is of it, 0 to 1."""

    @property
    def critical(self) -> float:
        """How likely it is critical, 0 to 1."""
        return self.sure[Kind.CRITICAL.value]


def likelihoods(reading: Reading, found: Sequence[Finding]) -> list[Judged]:
    """The sentences that the model has a say in, by place; `found`: what the rules see."""
    import numpy as np

    chosen = list(_chosen(reading, found))
    if not chosen:
        return []
    where = positions(reading)
    told, meant = [], []
    for sentence, seen in chosen:
        told.append(features(reading, sentence, where[sentence.block], seen))
        meant.append(meanings(reading.language).of(sentence.text))
    parts = [reading.section_of(sentence.block) for sentence, _ in chosen]
    alone, among = (model(reading.language, of) for of in (ALONE, AMONG))
    first = np.array([alone.scores(t, m) for t, m in zip(told, meant, strict=True)])
    near = around(first, [place(reading, sentence) for sentence, _ in chosen])
    return [
        Judged(
            sentence,
            part,
            where[sentence.block],
            tuple(seen),
            among.probabilities(t, np.concatenate((m, n))),
        )
        for (sentence, seen), part, t, m, n in zip(chosen, parts, told, meant, near, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands, for those that stand beside it."""

    part: Hashable
    """Its section."""
    row: Hashable
    """The list or table that it is in; None in neither."""
    document: Hashable


def place(reading: Reading, sentence: Sentence, document: str = "") -> Place:
    """The place of a sentence; the same numbers in two documents mean nothing."""
    blocks = reading.document.blocks
    at = sentence.block
    while at >= 0 and blocks[at].form not in (Form.LIST, Form.TABLE):
        at = blocks[at].parent
    part = reading.section_of(sentence.block).first
    return Place((document, part), (document, at) if at >= 0 else None, document)


def around(alone: NDArray[Any], places: Sequence[Place]) -> NDArray[Any]:
    """(sentences, 5 × kinds): the likelihoods `alone` (sentences, kinds) of the sentence before and
    of the one after, zeros where that is of another section, and the means of all others of its
    section, of its list, and of the other sections of its document: a report of an incident is
    one all through; in the weight that they have."""
    import numpy as np

    size = len(alone)
    parts = [p.part for p in places]
    before, after = np.zeros_like(alone), np.zeros_like(alone)
    for at in range(1, size):
        if parts[at - 1] == parts[at]:
            before[at], after[at - 1] = alone[at - 1], alone[at]
    means = (
        _others(alone, parts),
        _others(alone, [p.row for p in places]),
        _other_sections(alone, parts, [p.document for p in places]),
    )
    out: NDArray[Any] = NEAR * np.hstack((before, after, *means)).astype(np.float32)
    return out


def _others(alone: NDArray[Any], groups: Sequence[Hashable]) -> NDArray[Any]:
    """For each sentence the mean of all others of its group; zeros where there are none, or no
    group."""
    import numpy as np

    out = np.zeros_like(alone)
    for group, every in _members(groups).items():
        if group is not None and len(every) > 1:
            out[every] = (alone[every].sum(axis=0) - alone[every]) / (len(every) - 1)
    return out


def _other_sections(
    alone: NDArray[Any], parts: Sequence[Hashable], documents: Sequence[Hashable]
) -> NDArray[Any]:
    """For each sentence the mean of those of its document that are not of its section."""
    import numpy as np

    out = np.zeros_like(alone)
    inside = _members(documents)
    totals = {name: alone[every].sum(axis=0) for name, every in inside.items()}
    for every in _members(parts).values():
        document = documents[every[0]]
        rest = len(inside[document]) - len(every)
        if rest:
            out[every] = (totals[document] - alone[every].sum(axis=0)) / rest
    return out


def _members(groups: Sequence[Hashable]) -> dict[Hashable, list[int]]:
    out: dict[Hashable, list[int]] = {}
    for at, group in enumerate(groups):
        out.setdefault(group, []).append(at)
    return out


def _chosen(reading: Reading, found: Sequence[Finding]) -> Iterator[tuple[Sentence, list[Finding]]]:
    inside = by_sentence(reading, found)
    listed = mentions(reading).listed
    for sentence in reading.sentences:
        seen = inside.get(sentence.index, [])
        if not can_be_judged(reading, sentence) or sentence.block in listed:
            continue
        if any(f.rule.startswith("known/") and covers(f, sentence) for f in seen):
            # what any manual has is nobody's craft, whatever it reads like
            continue
        yield sentence, seen


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
    """Whether a sentence is one by its form and long enough to tell; of cells those that say
    something."""
    form = reading.block(sentence).form
    if form in (Form.HEADING, Form.FIELD) or sentence.speech is Speech.LEAD_IN:
        return False
    if form is Form.CELL:
        return _says_something(sentence)
    text, start = reading.document.text, sentence.span.start
    if _TITLE.match(text, text.rfind("\n", 0, start) + 1, start):
        return False
    han = sum("\u4e00" <= c <= "\u9fff" for c in sentence.text)
    return len(sentence.text.split()) >= _LEAST or han >= 2 * _LEAST


def _says_something(sentence: Sentence) -> bool:
    """Whether a cell holds a sentence, not the name of something."""
    han = sum("\u4e00" <= c <= "\u9fff" for c in sentence.text)
    if han:
        return han >= _CELL_HAN
    doc = sentence.doc
    return (
        doc is not None
        and len(sentence.text.split()) >= _CELL_WORDS
        and any(t.dep_ == "ROOT" and t.tag_ in VERBS for t in doc)
    )
