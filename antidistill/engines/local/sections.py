"""Sections that lost what they are for: steps of one public procedure in their places."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from antidistill.engines.base import Brief
from antidistill.engines.local import among
from antidistill.engines.local.likeness import content, dull_in, shared
from antidistill.engines.local.shelves import Entry
from antidistill.engines.local.words import advising
from antidistill.passage import Passage
from antidistill.reading import Speech

_ROOM = 1.15
"""Share of what went that may come in."""
_SPARE = {"en": 30, "zh": 12}
"""Characters more that a single step may have."""
_AGAIN, _OF_ENTRY = 2, 0.34
"""Words, and share of an entry's words, from which on a sentence that stays says it already."""
_LOOSE = frozenset({"plan", "decide", "review", "communicate", "measure"})
"""Situations whose steps are pieces of advice: some of them may stand without the others."""
_LEAST = 4
"""Steps of an act from which on it is one: fewer would leave it undone."""
_PROSE = ("paragraph", "sentence")
_YOU = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_SPOKEN = 0.3
"""Share of a document's sentences to its reader from which on it speaks to him throughout."""
_SHOULD = re.compile(
    r"\byou (?:should|must|may|can|will|need|have to|want|might|could|had better)\b"
    r"|\b(?:please|recommend|worth|useful|helpful|better|best|make sure)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n{2,}")
_TELLING = 0.33
"""Share of the sentences of a section that give advice, from which on it gives advice."""
_MUCH = 4
"""Sentences that stay from which on an entry must speak of the same thing."""
_TOLD = (Speech.STEP, Speech.RULE, Speech.CONDITION)


def is_section(group: Sequence[Passage]) -> bool:
    """Whether the passages are what is left open in an emptied section."""
    return group[0].group.startswith("section ")


def open_places(group: Sequence[Passage], brief: Brief) -> list[Passage]:
    """The passages of a section where a step may stand: prose that speaks to its reader, and items
    of lists that tell what to do. A list of properties or values takes none."""
    listed = [p for p in group if p.slot.place not in _PROSE]
    told = sum(_tells(p, brief.language) for p in listed)
    spoken = _speaks_to_reader(group, brief)
    return [p for p in group if (spoken if p.slot.place in _PROSE else 2 * told > len(listed))]


def open_to_sets(group: Sequence[Passage], brief: Brief) -> list[Passage]:
    """Those of them where a whole set may stand: not in the middle of a paragraph that states the
    rules, or what is so."""
    prose = [p for p in group if p.slot.place in _PROSE]
    if brief.language == "zh":
        told = [p for p in prose if p.slot.speech in _TOLD]
    elif _gives_advice([*(p.text for p in group), *(text for _, text in group[0].beside)]):
        told = prose
    else:
        told = [p for p in prose if p.slot.place == "paragraph" and _gives_advice([p.text])]
    return [p for p in open_places(group, brief) if p in told or p not in prose]


def _speaks_to_reader(group: Sequence[Passage], brief: Brief) -> bool:
    """Whether a section, or the document as a whole, tells its reader what to do: where it says
    what others should do, a step would be another voice. Chinese sentences mostly leave open who is
    meant."""
    if brief.language == "zh":
        return True
    said = [*(p.text for p in group), *(text for _, text in group[0].beside)]
    if any(_is_spoken(text) for text in said):
        return True
    lines = [line for line in brief.text.split("\n") if line.strip()]
    return sum(map(_is_spoken, lines)) >= _SPOKEN * len(lines)


def _is_spoken(text: str) -> bool:
    return _YOU.search(text) is not None or advising().match(text) is not None


def _gives_advice(texts: Sequence[str]) -> bool:
    sentences = [s for text in texts for s in _SENTENCE.split(text) if s]
    return sum(map(_is_advice, sentences)) >= _TELLING * len(sentences)


def _is_advice(text: str) -> bool:
    return _SHOULD.search(text) is not None or advising().match(text) is not None


def placed(
    group: Sequence[Passage], entries: Sequence[Entry], situation: str, brief: Brief
) -> dict[str, list[Entry]]:
    """The entries for each passage that gets any, in the procedure's order: an item gets one, a
    paragraph as many as there is room for. No more than went, and none that what stays says."""
    language, beside = brief.language, group[0].beside
    free = [e for e in entries if not _stays(e, beside, language)]
    counts = _counts(group, free, language)
    if situation not in _LOOSE:
        return _whole(group, entries, counts, language) if len(free) == len(entries) else {}
    if len(beside) > _MUCH:
        free = [e for e in free if _near(e, group, brief)]
    if all(p.slot.place not in _PROSE for p in group):
        open_ = [p for p, count in zip(group, counts, strict=True) if count]
        return {k: [e] for k, e in among.aligned(open_, free, language).items()}
    chosen = _nearest(group, free, sum(counts), language, brief.seed)
    return _dealt(group, counts, chosen, language)


def _whole(
    group: Sequence[Passage], entries: Sequence[Entry], counts: Sequence[int], language: str
) -> dict[str, list[Entry]]:
    """An act needs most of its steps, and a place where nothing of another one stands."""
    wanted = sum(counts)
    room = sum(_room(p, language) for p in group)
    if sum(len(e.say.of(language)) for e in entries) > room and wanted == len(entries):
        return {}
    stands = any(p.slot.place == "sentence" for p in group) or len(group[0].beside) > 1
    if stands or wanted < min(_LEAST, len(entries)):
        return {}
    return _dealt(group, counts, among.spread(list(entries), wanted), language)


def _dealt(
    group: Sequence[Passage], counts: Sequence[int], chosen: Sequence[Entry], language: str
) -> dict[str, list[Entry]]:
    """The entries one after the other, as many to each passage as it takes and has room for."""
    found: dict[str, list[Entry]] = {}
    at = 0
    for passage, count in zip(group, counts, strict=True):
        own, left = [], _room(passage, language)
        for entry in chosen[at : at + count]:
            left -= len(entry.say.of(language))
            own += [entry] if left >= 0 else []
        if own:
            found[passage.id] = own
        at += count
    return found


def _room(passage: Passage, language: str) -> float:
    """Characters that may stand in a place: about as many as went."""
    return _ROOM * passage.slot.length + (passage.slot.place not in _PROSE) * _SPARE[language]


def _near(entry: Entry, group: Sequence[Passage], brief: Brief) -> bool:
    """Whether an entry speaks of something that the section speaks of, other than what all of the
    document does."""
    over = " ".join((*group[0].path[-1:], *(p.text for p in group)))
    dull = dull_in(brief.text, brief.language)
    return bool(shared(entry.say.of(brief.language), over, brief.language, dull))


def _tells(passage: Passage, language: str) -> bool:
    if passage.slot.speech in _TOLD:
        return True
    return language == "en" and advising().match(passage.text) is not None


def _stays(entry: Entry, beside: Sequence[tuple[float, str]], language: str) -> bool:
    """Whether a sentence that stays says what an entry does."""
    text = entry.say.of(language)
    least = max(_AGAIN, _OF_ENTRY * len(content(text, language)))
    return any(len(shared(text, stays, language)) >= least for _, stays in beside)


def _nearest(
    group: Sequence[Passage], free: Sequence[Entry], wanted: int, language: str, seed: int
) -> list[Entry]:
    """That many of the entries in their order: those that speak of what the section speaks of
    before the others, and among these what the user's own mark chooses."""
    over = " ".join((*group[0].path[-1:], *(p.text for p in group)))

    def rank(entry: Entry) -> tuple[int, str]:
        noise = hashlib.blake2b(f"{seed}:{entry.source}".encode(), digest_size=4).hexdigest()
        return (-min(2, len(shared(entry.say.of(language), over, language))), noise)

    best = sorted(free, key=rank)[:wanted]
    return [e for e in free if e in best]


def _counts(group: Sequence[Passage], free: Sequence[Entry], language: str) -> list[int]:
    """How many steps each passage takes, spread over all of them."""
    if not free:
        return [0] * len(group)
    usual = sum(len(e.say.of(language)) for e in free) / len(free)
    rooms = [_room(p, language) for p in group]
    most = [
        int(room / usual) if p.slot.place in _PROSE else int(room >= usual)
        for p, room in zip(group, rooms, strict=True)
    ]
    counts, left = [0] * len(group), len(free)
    while left and any(c < m for c, m in zip(counts, most, strict=True)):
        for at, limit in enumerate(most):
            if counts[at] < limit and left:
                counts[at] += 1
                left -= 1
    return counts
