"""Learning a profile: which words of style and which marks are the user's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from antidistill.document import Form
from antidistill.finders.phrases import HAN, table
from antidistill.finders.quirks import quirks
from antidistill.finders.quirks.lengths import words as words_in
from antidistill.profile import norms
from antidistill.profile.stored import Profile
from antidistill.reading import OwnHabit, Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEAST = 4
"""Times that something must stand in all documents together."""
_TIMES = 4.0
"""How much more often than usual makes a habit."""
_MOST = 40
"""Habits that a profile holds."""
_STYLE = {"ADV", "INTJ", "PART", "SCONJ", "CCONJ"}
_HAN_STYLE = {"d", "y", "e", "c", "xc"}
"""Parts of speech that tell how somebody writes, not what about."""
_OPENING = 3
"""Words of an opening before a comma."""
_SENTENCE = 6
"""Words, or Han characters, from which on a sentence is nobody's catch phrase."""
MARKS = {
    "exclamation",
    "ellipsis",
    "tilde",
    "emoji",
    "capitals",
    "dash",
    "lower_start",
    "no_stop",
    "mixing",
}
"""Habits of punctuation that are learned; `OwnHabit.what` is "mark NAME"."""


@dataclass(slots=True)
class _Counts:
    phrases: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    """By language and words."""
    documents: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    marks: Counter[str] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    lengths: list[int] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)
    """The document in which a longer sentence stood first."""


def learned(readings: Iterable[Reading]) -> Profile:
    """The profile of whoever wrote the documents. A word of style that stands in all of them at
    least four times, in more than one if there are several, and four times as often as usual is
    theirs; so is a mark above twice its usual rate."""
    counts, number = _Counts(), 0
    for reading in readings:
        number += 1
        _count(reading, number, counts)
    habits = sorted((*_phrases(counts, number), *_marks(counts)), key=_telling)
    mean = sum(counts.lengths) / max(1, len(counts.lengths))
    return Profile(number, counts.characters.total(), round(mean, 1), tuple(habits[:_MOST]))


def _telling(habit: OwnHabit) -> tuple[float, str]:
    return -habit.rate / max(habit.usual, 1e-4), habit.what


def _count(reading: Reading, number: int, counts: _Counts) -> None:
    here: set[tuple[str, tuple[str, ...]]] = set()
    for sentence in reading.sentences:
        form = reading.block(sentence).form
        if form not in (Form.PARAGRAPH, Form.CELL) or sentence.doc is None:
            continue
        if _is_copied(sentence, number, counts.met):
            continue
        language = "zh" if HAN.search(sentence.text) else "en"
        counts.characters[language] += len(sentence.text)
        counts.lengths.append(words_in(sentence))
        for words in _candidates(sentence.doc, language):
            counts.phrases[language, words] += 1
            here.add((language, words))
        for quirk in quirks(sentence.doc):
            if quirk.habit in MARKS:
                counts.marks[quirk.habit] += 1
    counts.documents.update(here)


def _is_copied(sentence: Sentence, number: int, met: dict[str, int]) -> bool:
    """Whether it stood word for word in an earlier document: an old version or a copy tells no
    habit. A short one may be a catch phrase."""
    if words_in(sentence) < _SENTENCE:
        return False
    return met.setdefault(sentence.text, number) != number


def _candidates(doc: Doc, language: str) -> Iterator[tuple[str, ...]]:
    """Single words of style, the openings before a comma, what stands alone between commas."""
    wanted = _HAN_STYLE if language == "zh" else _STYLE
    for token in doc:
        if (token.tag_ if language == "zh" else token.pos_) in wanted and _is_word(token):
            yield (token.lower_.replace("’", "'"),)
    for clause in _clauses(doc):
        bare = 1 < len(clause) <= _OPENING and all(map(_is_word, clause))
        if bare and not _is_about_something(clause):
            yield tuple(t.lower_.replace("’", "'") for t in clause)


def _is_about_something(clause: Sequence[Token]) -> bool:
    """Whether it has a name or a number in it, or is mostly nouns: that is a topic, no habit."""
    nouns = sum(token.pos_ == "NOUN" for token in clause)
    return 2 * nouns > len(clause) or any(token.pos_ in ("PROPN", "NUM") for token in clause)


def _clauses(doc: Doc) -> Iterator[Sequence[Token]]:
    """What stands between commas, without the last clause of a sentence of one."""
    clause: list[Token] = []
    for token in doc:
        if token.text in (",", "，", ";", "；", "—", "——", ":", "："):
            yield clause
            clause = []
        elif not token.is_punct and not token.is_space:
            clause.append(token)


def _is_word(token: Token) -> bool:
    return (
        len(token.text) > 1
        and token.text[0].isalpha()
        and "n't" not in token.lower_.replace("’", "'")
    )


def _phrases(counts: _Counts, documents: int) -> Iterator[OwnHabit]:
    for (language, words), number in counts.phrases.items():
        spread = counts.documents[language, words] >= min(2, documents)
        if number < _LEAST or not spread or not norms.known(words, language):
            continue
        rate = 1000 * number / counts.characters[language]
        usual = norms.usual(words, language)
        if rate > _TIMES * usual:
            what = ("" if language == "zh" else " ").join(words)
            yield OwnHabit(what, round(rate, 3), round(usual, 4))


def _marks(counts: _Counts) -> Iterator[OwnHabit]:
    for mark, number in counts.marks.items():
        rate = 1000 * number / max(1, counts.characters.total())
        usual = table("quirks")["usual"][mark]
        if number >= _LEAST and rate > 2 * usual:
            yield OwnHabit(f"mark {mark}", round(rate, 3), usual)
