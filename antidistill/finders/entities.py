"""Names that no rule knows: a trained model weighs each word that could be one by its form and by
the words around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from antidistill.document import AtomKind, Form
from antidistill.finders.addressed import is_place_or_thing
from antidistill.finders.common_words import is_everyday_han
from antidistill.finders.entity_words import Words, candidates
from antidistill.finders.everywhere import everywhere
from antidistill.finders.excerpts import Excerpt
from antidistill.finders.given import is_doubtful, is_given
from antidistill.finders.han_evidence import is_borne_out
from antidistill.finders.name_shapes import (
    begins_as_name,
    could_be_name,
    is_piece,
    is_plain,
    is_torn,
)
from antidistill.finders.people import lower_words
from antidistill.finders.person_cuts import cut_with
from antidistill.finders.phrases import HAN
from antidistill.finders.public import is_add_on, is_public_in_any_case
from antidistill.finders.weights import model
from antidistill.finding import Finding, Kind, Standing
from antidistill.nlp.kept import with_its_doc
from antidistill.reading import Reading, Sentence
from antidistill.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOTHING = "plain"
"""The kind of a word that is no name."""
_NOTHING = 0.5
"""Its weight: a missed name is a leak."""
_SURE = 0.3
"""Below this probability a name is not told: it would be looked for all over the document."""
_SURE_OF_WORD = 0.75
"""The same for an everyday word with a capital: 'Component' and 'Team' are mostly no systems, and
'Governance' at the beginning of a sentence is nobody."""
_SURE_OF_WORDS = 0.55
"""The same for several of them: 'Classroom Assistants'."""
_TOLD = 0.5
"""How sure a finding is at least."""
_NO_PROSE = frozenset({Form.HEADING, Form.FIELD, Form.CELL})
"""Where words stand alone, so that nothing around them says what they are."""
_SURE_OF_HAN = 0.45
"""As `_SURE`, of Chinese words that do not begin as names of people do."""
_SURE_ALONE = 0.8
"""As `_SURE`, of a Chinese person for whom nothing else speaks."""
_NOTE = "stands where a name stands"
_KINDS = {k.value: k for k in (Kind.PERSON, Kind.CUSTOMER, Kind.SYSTEM)}


@dataclass(frozen=True, slots=True)
class EntityFinder:
    """Kinds `person`, `customer` and `system`."""

    name: str = "entities"

    def find(self, reading: Reading) -> Iterator[Finding]:
        """One finding for each run of words that are names of one kind."""
        told = [s for s in reading.sentences if reading.block(s).form not in _NO_PROSE]
        found = [
            finding
            for sentence in told
            if sentence.doc is not None
            for finding in _named(reading, sentence, sentence.doc)
        ]
        found = _often_enough(found, reading.document.text, "\n".join(s.text for s in told))
        yield from _of_one_kind(found, reading.document.text)


FINDER = EntityFinder()


_SHARE = 3
"""In one of so many of its places at least the model takes a word for a name, or it is none."""


def _often_enough(found: Sequence[Finding], text: str, prose: str) -> list[Finding]:
    """The findings whose words the model takes for a name as often as they stand there, more or
    less: what is one in a single place of twenty is a word."""
    counts = Counter(f.span.of(text).lower() for f in found)
    places = everywhere(prose, counts)
    return [f for f in found if _SHARE * counts[w := f.span.of(text).lower()] >= len(places[w])]


def _of_one_kind(found: Sequence[Finding], text: str) -> Iterator[Finding]:
    """The findings, the same name of the same kind everywhere: the one that has the most weight in
    the document. A company that is taken for a person once would take its sentence along."""
    weights: dict[str, dict[Kind, float]] = {}
    for finding in found:
        counted = weights.setdefault(finding.span.of(text).lower(), {})
        counted[finding.kind] = counted.get(finding.kind, 0.0) + finding.confidence
    for finding in found:
        counted = weights[finding.span.of(text).lower()]
        kind = max(counted, key=counted.__getitem__)
        yield replace(finding, kind=kind, rule=f"entities/{kind.value}")


def _named(reading: Reading, sentence: Sentence, doc: Doc) -> Iterator[Finding]:
    sure = _weighed(doc, reading.language)
    for run in _runs(sure):
        start, last = doc[run[0]], doc[run[-1]]
        end = last.idx + len(last)
        if cut := _LATIN_SUBJECT.match(sentence.text, start.idx, end):
            end = cut.end()
        words = sentence.text[start.idx : end]
        if words in reading.own.keep or is_public_in_any_case(words) or is_add_on(words):
            continue
        source = sentence.source(start.idx, end)
        if not could_be_name(words, lower_words(reading)) or _in_markup(reading, sentence, source):
            continue
        most, kind = max(sure[at][1] for at in run), _KINDS[sure[run[0]][0]]
        if kind is Kind.PERSON and is_place_or_thing(sentence.text, start.idx, end):
            continue
        if is_torn(sentence.text, start.idx, end) or is_piece(sentence.text, start.idx, end):
            continue
        if most < _least(kind, sentence, start, words):
            continue
        if run[0] == 0 and sentence.text[end : end + 1] in (":", "："):
            # 'Optional: …' opens a line, it names nobody
            continue
        yield Finding(
            kind,
            source,
            f"entities/{kind.value}",
            round(max(most, _TOLD), 2),
            _NOTE,
            Standing.RECORD,
            _cut(reading, sentence, start.idx, end) if kind is Kind.PERSON else None,
        )


def _cut(reading: Reading, sentence: Sentence, start: int, end: int) -> Span | None:
    """What can go with somebody's name."""
    excerpt = Excerpt(sentence.text, sentence.where, sentence.block, False, sentence)
    return cut_with(reading, excerpt, start, end)


def _least(kind: Kind, sentence: Sentence, first: Token, words: str) -> float:
    """How sure the model has to be of a name that begins with `first`."""
    han = HAN.search(words) is not None
    plain = is_everyday_han(words) if han else is_plain(words)
    if kind is not Kind.PERSON:
        place = kind is Kind.CUSTOMER and first.tag_ == "LOC"
        if plain or place or first.pos_ == "ADV":
            return _SURE_OF_WORD
        joined = not han and all(map(is_plain, re.split(r"[\s_-]+", words)))
        return _SURE_OF_WORDS if joined else _SURE
    if han and not is_borne_out(words, [(sentence, first.idx)]):
        return _SURE_ALONE
    if plain and not han and _only_opens(first, words):
        return _SURE_OF_WORD
    return _SURE if begins_as_name(sentence.text, first.idx, words) else _SURE_OF_HAN


_LATIN_SUBJECT = re.compile(r"[A-Za-z][\w.&'’ -]*?(?=\s?[是的了在要会被把和与])", re.ASCII)
"""The name in 'Bayer是旧的', which the tagger takes for one word."""


@with_its_doc
def _weighed(doc: Doc, language: str) -> Mapping[int, tuple[str, float]]:
    """The places of the words that the model takes for names: of what kind, and how likely."""
    places = list(candidates(doc, language))
    if not places:
        return {}
    words, names = Words.of(doc), model(language, "names")
    scores = names.each([words.told_of(at) for at in places], words.surroundings(places, language))
    sure = {}
    for at, row in zip(places, scores.tolist(), strict=True):
        told = dict(zip(names.kinds, row, strict=True))
        name = _likeliest(told)
        if name != NOTHING:
            sure[at] = (name, told[name])
    return sure


def _only_opens(first: Token, words: str) -> bool:
    """Whether an everyday word has its capital from the beginning of the sentence, as far as one
    can see: the tagger takes 'Freeze main' for somebody."""
    return first.i == 0 and not is_given(words) and not is_doubtful(words)


def _in_markup(reading: Reading, sentence: Sentence, span: Span) -> bool:
    """Whether a place is code or lies in the address of a link."""
    return any(
        (a.kind is AtomKind.CODE and a.span.overlaps(span))
        or (a.target is not None and a.target.overlaps(span))
        for a in reading.block(sentence).atoms
    )


def _likeliest(told: Mapping[str, float]) -> str:
    return max(told, key=lambda name: told[name] * (_NOTHING if name == NOTHING else 1.0))


def _runs(sure: Mapping[int, tuple[str, float]]) -> Iterator[list[int]]:
    """Neighbours of one kind together."""
    run: list[int] = []
    for at in sorted(sure):
        if run and (at != run[-1] + 1 or sure[at][0] != sure[run[0]][0]):
            yield run
            run = []
        run.append(at)
    if run:
        yield run
