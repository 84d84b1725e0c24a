"""Which entries of a topic suit a slot, in the order in which to try them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from antidistill.engines.local.headings import heading_of, is_special, word_stands
from antidistill.engines.local.likeness import dull_of, shared
from antidistill.engines.local.subject import Subject
from antidistill.engines.local.words import advising, any_heading, place
from antidistill.finding import Kind
from antidistill.manual.load import Head, topic
from antidistill.manual.topic import Both, Procedure, Topic
from antidistill.passage import Passage
from antidistill.reading import Speech

_SPECIAL, _CALLED, _NAMED, _UNCALLED = 0.25, 0.5, 0.5, 0.75
"""Share of a procedure's steps that must be near a list: when a word of its own calls it that means
little else, when a common one does, when only its topic's name does, and when nothing does (in the
last two, words that are all over the document or the topic are left aside). A word that no other
topic has needs no more, if the list can be about the topic."""
_ALONE = 3.0
"""What it is worth that a heading alone calls a set, beside less."""
_SHORT = 20
"""Characters of a label over a list; more of them say what it is about."""
_CHAPTER = 2
"""Headings above a list in a chapter: the title and its own."""

_DISTINCT = 6
"""Words that a list which calls no procedure must have in common with one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One wording of the manual, and where it stands there."""

    say: Both
    source: str
    check: Both | None = None

    @property
    def procedure(self) -> str:
        """The set that it is a step of: its source without the step."""
        return self.source.rsplit("/", 1)[0]

    @property
    def advises(self) -> bool:
        """Whether it tells what to do, in both languages as in English."""
        return advising().search(self.say.en) is not None

    @property
    def orders(self) -> bool:
        """Whether it begins with what to do, in both languages as in English."""
        return advising().match(self.say.en) is not None

    @property
    def is_free(self) -> bool:
        """Whether it is a tip, a statement or a line on people: of no fixed form."""
        return any(f"/{name}/" in self.source for name in ("traps", "statements", "persona"))

    @property
    def is_step(self) -> bool:
        """Whether it is a step of a procedure."""
        return "/procedures/" in self.source


def is_loose(passage: Passage) -> bool:
    """Whether the heading or the lead-in says that loose rules, tips, checks or causes follow."""
    around = f"{' '.join(passage.path[-2:])} {passage.before}"
    return any(place(name).search(around) for name in ("tips", "causes", "checks"))


def is_open(passage: Passage) -> bool:
    """Whether the passage stands among loose rules, tips, checks or causes, where one more of the
    same technology is at home; elsewhere a single entry would not join what stands around it."""
    in_list = passage.slot.place in ("item", "step", "check")
    around = f"{passage.path[-1] if passage.path else ''} {passage.before}"
    if place("described").search(around):
        return False
    return in_list and (passage.kind is Kind.PITFALL or is_loose(passage) or is_persona(passage))


def is_persona(passage: Passage) -> bool:
    """Whether the headings say that here stands how somebody deals with others."""
    return place("persona").search(" > ".join(passage.path)) is not None


def is_general(passage: Passage) -> bool:
    """Whether nothing over the passage says more than that tips or experiences follow, as in the
    chapter of a trade on what it has learned."""
    heading = passage.path[-1] if passage.path else ""
    narrow = passage.before.strip() != heading and len(passage.before) > _SHORT
    chapter = len(passage.path) <= _CHAPTER
    return chapter and not narrow and place("tips").search(heading) is not None


def has_subject(passage: Passage) -> bool:
    """Whether a Chinese heading says what its tips are on, besides what many headings have:
    '水产' in '水产其它注意事项'."""
    heading = passage.path[-1] if passage.path else ""
    left = place("usual_zh").sub(" ", place("tips").sub(" ", heading))
    return re.search("[\u4e00-\u9fff]{2}", left) is not None


def takes(passage: Passage, entry: Entry) -> bool:
    """Whether an entry says what a list announces: recommendations tell what to do, and so do
    steps from their first word."""
    if passage.slot.place == "step" and entry.is_free and not entry.orders:
        return False
    over = f"{passage.path[-1] if passage.path else ''} {passage.before}"
    return entry.advises or place("advice").search(over) is None


def order(passage: Passage) -> tuple[str, ...]:
    """The names of the shelves whose entries have the form that the slot asks for, best first."""
    slot = passage.slot
    around = f"{passage.path[-1] if passage.path else ''} {passage.before}"
    listed = slot.place in ("item", "step")
    tips = place("tips").search(around) is not None
    checks = place("checks").search(around) is not None and not tips
    if passage.kind is Kind.PROCEDURE:
        return ()
    if is_persona(passage):
        return ("persona",) if listed else ()
    if slot.place == "field":
        return ("statements",)
    if place("causes").search(around) and listed:
        return ("causes",)
    asks = slot.place != "paragraph" and place("asks").search(passage.text) is not None
    if slot.speech is Speech.QUESTION or asks:
        return ("questions",)
    if slot.place == "check" or (listed and checks):
        return ("checks",)
    if slot.speech is Speech.CONDITION:
        return ("decisions",)
    if slot.place == "paragraph" and slot.speech is not Speech.RULE:
        return ("statements", "traps")
    return ("traps",)


def shelf(whole: Topic, name: str) -> Iterator[Entry]:
    """The entries of one shelf of a topic."""
    base = f"manual/{whole.id}/{name}"
    if name in ("checks", "questions"):
        for at, check in enumerate(whole.checks):
            say = check.say if name == "checks" else check.question
            yield Entry(say, f"manual/{whole.id}/checks/{at}")
        return
    both: dict[str, tuple[Both, ...]] = {
        "causes": whole.causes,
        "traps": whole.traps,
        "decisions": whole.decisions,
        "statements": whole.statements,
        "persona": whole.persona,
    }
    for at, say in enumerate(both[name]):
        yield Entry(say, f"{base}/{at}")


def steps(whole: Topic, number: int) -> list[Entry]:
    """The steps of one procedure."""
    return [
        Entry(s.say, f"manual/{whole.id}/procedures/{number}/{i}", s.check)
        for i, s in enumerate(whole.procedures[number].steps)
    ]


def procedure_for(
    head: Head,
    passages: Sequence[Passage],
    language: str,
    dull: frozenset[str],
    unique: Set[str],
    *,
    about: Subject,
    home: bool = False,
) -> tuple[float, int] | None:
    """How well the topic's best procedure suits a list, and its index; None when none does.
    `unique` are the heading words that no other topic has, if the list can be about this one;
    `home`: the whole document is `about` it before all others."""
    whole = topic(head.path)
    heading = heading_of(passages[0])
    body = f"{heading} {' '.join(p.text for p in passages)}"
    dull = dull | dull_of(head.path, language)
    named = any(word_stands(w, heading) for w in whole.names.of(language))
    suiting = []
    for number, procedure in enumerate(whole.procedures):
        near, _ = _near(procedure, body, language, frozenset())
        telling, words = _near(procedure, body, language, dull)
        rank = _called(procedure, heading, language, unique, near, home=home)
        rank = _ALONE if about.calls(head, procedure, heading, language) else rank
        alike = named and number == 0 and telling >= _NAMED
        alike = alike or (telling >= _UNCALLED and len(words) >= _DISTINCT)
        if rank or alike:
            suiting.append((rank + telling, -abs(len(procedure.steps) - len(passages)), -number))
    best = max(suiting, default=None)
    return None if best is None else (best[0], -best[2])


def _near(
    procedure: Procedure, body: str, language: str, dull: frozenset[str]
) -> tuple[float, frozenset[str]]:
    """The share of the steps that have a word in common with a list and what stands over it, and
    all these words."""
    near = [shared(s.say.of(language), body, language, dull) for s in procedure.steps]
    return sum(map(bool, near)) / len(near), frozenset().union(*near)


def _called(
    procedure: Procedure,
    heading: str,
    language: str,
    unique: Set[str],
    near: float,
    *,
    home: bool,
) -> float:
    """More than 1 if the heading calls the procedure by one of its own words, 0 if it does not. A
    set of the right field under another heading reads as a mistake."""
    calling = [
        w
        for w in procedure.words.of(language)
        if w not in any_heading() and word_stands(w, heading)
    ]
    special = [w for w in calling if is_special(w, heading)]
    if any(w in unique for w in special):
        return 2.0
    least = _SPECIAL if special or home else _CALLED
    return 1.0 if calling and near >= least else 0.0
