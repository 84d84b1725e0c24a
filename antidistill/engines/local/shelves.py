"""Which entries of a topic suit a slot, in the order in which to try them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.engines.local.likeness import shared
from antidistill.engines.local.topics import heading_of, is_special, word_stands
from antidistill.engines.local.words import any_heading, place
from antidistill.finding import Kind
from antidistill.manual.topic import Both, Procedure, Topic
from antidistill.passage import Passage
from antidistill.reading import Speech

_SPECIAL, _CALLED, _NAMED = 0.25, 0.5, 0.6
"""Share of a procedure's steps that must be near a list: when a word of its own calls it that means
little else, when a common one does, and when only its topic's name does."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One wording of the manual, and where it stands there."""

    say: Both
    source: str
    check: Both | None = None


def entries(topic: Topic, passage: Passage) -> Iterator[Entry]:
    """Entries that can stand in the passage's slot, best kind first."""
    for shelf in _order(passage):
        yield from _shelf(topic, shelf)


def is_loose(passage: Passage) -> bool:
    """Whether the heading or the lead-in says that loose rules, tips, checks or causes follow."""
    around = f"{' '.join(passage.path[-2:])} {passage.before}"
    return any(place(name).search(around) for name in ("tips", "causes", "checks"))


def is_open(passage: Passage) -> bool:
    """Whether the passage stands among loose rules, tips, checks or causes, where one more of the
    same technology is at home; elsewhere a single entry would not join what stands around it."""
    in_list = passage.slot.place in ("item", "step", "check")
    return in_list and (passage.kind is Kind.PITFALL or is_loose(passage))


def _order(passage: Passage) -> tuple[str, ...]:
    slot = passage.slot
    around = f"{passage.path[-1] if passage.path else ''} {passage.before}"
    if passage.kind is Kind.PROCEDURE:
        return ("steps",)
    if slot.place == "field":
        return ("statements",)
    if place("causes").search(around) and slot.place in ("item", "step"):
        return ("causes",)
    if slot.speech is Speech.QUESTION:
        return ("questions", "checks")
    if slot.place == "check":
        return ("checks", "steps")
    if slot.speech is Speech.CONDITION:
        return ("decisions", "traps")
    if slot.speech is Speech.STEP:
        return ("steps", "traps") if not place("tips").search(around) else ("traps", "steps")
    if (
        slot.place in ("item", "step")
        and place("checks").search(around)
        and not place("tips").search(around)
    ):
        return ("checks", "traps")
    if slot.speech is Speech.RULE:
        return ("traps", "checks")
    if slot.place == "paragraph":
        return ("statements", "traps")
    return ("traps", "statements", "checks")


def _shelf(topic: Topic, shelf: str) -> Iterator[Entry]:
    base = f"manual/{topic.id}/{shelf}"
    if shelf == "steps":
        for number, procedure in enumerate(topic.procedures):
            for at, step in enumerate(procedure.steps):
                yield Entry(step.say, f"manual/{topic.id}/procedures/{number}/{at}", step.check)
    elif shelf in ("checks", "questions"):
        for at, check in enumerate(topic.checks):
            say = check.say if shelf == "checks" else check.question
            yield Entry(say, f"manual/{topic.id}/checks/{at}")
    else:
        both: tuple[Both, ...] = {
            "causes": topic.causes,
            "traps": topic.traps,
            "decisions": topic.decisions,
            "statements": topic.statements,
        }[shelf]
        for at, say in enumerate(both):
            yield Entry(say, f"{base}/{at}")


def procedure_for(topic: Topic, passages: list[Passage], language: str) -> tuple[float, int] | None:
    """How well the topic's best procedure suits a list, and its index; None when none does."""
    fits = [(fit(topic, p, passages, language), n) for n, p in enumerate(topic.procedures)]
    suiting = [(f, n) for f, n in fits if f > 0]

    def best(pair: tuple[float, int]) -> tuple[float, float, int]:
        steps = len(topic.procedures[pair[1]].steps)
        return (pair[0], 1.0 / (1 + abs(steps - len(passages))), -pair[1])

    return max(suiting, key=best, default=None)


def fit(topic: Topic, procedure: Procedure, passages: list[Passage], language: str) -> float:
    """How well a procedure suits a list of steps: the share of its steps that speak of what the
    list speaks of, plus 1 if one of the procedure's own words stands in the heading or the lead-in.
    A name of the topic there calls the first procedure, the ordinary one, when most of its steps
    are near. Else 0: a set of the right field under another heading reads as a mistake."""
    first = passages[0]
    head = heading_of(first)
    body = f"{head} {' '.join(p.text for p in passages)}"
    near = [shared(s.say.of(language), body, language) for s in procedure.steps]
    share = sum(n >= 1 for n in near) / len(near)
    calling = [
        w for w in procedure.words.of(language) if w not in any_heading() and word_stands(w, head)
    ]
    least = _SPECIAL if any(is_special(w) for w in calling) else _CALLED
    if calling and share >= least:
        return 1 + share
    names = topic.names.of(language) if procedure is topic.procedures[0] else ()
    return share if any(word_stands(w, head) for w in names) and share >= _NAMED else 0.0
