"""The answers of a language model, judged in the plan with what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeGuard

from antidistill.asking.judging import Judge, staying
from antidistill.asking.prepared import Again, Prepared
from antidistill.asking.review import CHECK, Review, is_term, spread
from antidistill.asking.reviewed import explained, reviewed
from antidistill.asking.yielding import HUNG
from antidistill.engines.base import ModelEngine, Refusal
from antidistill.errors import EngineFault
from antidistill.passage import Rewrite
from antidistill.result import Turned
from antidistill.sheet import May, Named

_UNMARKED = (".docx", ".txt", ".csv", ".tsv")
"""Endings of formats in which ` and ** are just characters."""
_CLOSED = "the line stays: name it under found, if it tells too much"


@dataclass(slots=True)
class Heard:
    """What came of the replies to one sheet."""

    review: Review
    planned: Prepared
    judge: Judge
    first_plan: Prepared
    first: list[Refusal] = field(default_factory=list)
    second: list[Refusal] = field(default_factory=list)
    lost: frozenset[str] = frozenset()
    """Lines that were named and stay, since their texts were refused."""
    earlier: frozenset[str] = frozenset()
    """Lines of which an earlier entry counts, since the text of the new one was refused."""

    def hear_again(self, told: Sequence[Rewrite]) -> None:
        """Judge the second answers; of several for one line the first that may stand counts."""
        named = {r.passage for r in self.first}
        left = [a for a in told if a.passage in named]
        while left:
            now = {a.passage: a for a in reversed(left)}
            self.second += self.judge.hear(now.values())
            left = [a for a in left if a is not now[a.passage]]


def nothing_heard(prepared: Prepared, folders: tuple[Path, ...]) -> Heard:
    """What comes of a sheet that asks for nothing."""
    return Heard(Review(), prepared, _judge(prepared, folders), prepared)


def hear(prepared: Prepared, engine: ModelEngine, folders: tuple[Path, ...], again: Again) -> Heard:
    """The engine's replies, judged, and asked for once more where they may not stand. What the
    model found beside the finders is planned first, like their findings."""
    sheet = prepared.composed.sheet
    replies = list(engine.ask(sheet))
    heard = _hear(prepared, replies, folders, again)
    if earlier := _earlier_found(engine, heard):
        # an entry that does not count leaves in force what the agent had said of its line before
        lines = {e.line for e in earlier}
        replies = [*(r for r in replies if not _is_of(r, lines)), *earlier]
        turned = heard.review.turned
        heard = _hear(prepared, replies, folders, again)
        heard.review = replace(heard.review, turned=_once((*turned, *heard.review.turned)))
    told = _second(engine, prepared, heard.first) if heard.first else []
    heard.hear_again(told)
    refused = [r for r in heard.first if r.passage in _lost(heard)]
    if earlier := _earlier(engine, heard, refused):
        lines = {e.line for e in earlier}
        replies = [*(r for r in replies if not _is_of(r, lines)), *earlier]
        first = heard.first
        heard = _hear(prepared, replies, folders, again)
        heard.first = _each(heard.first, first)
        heard.hear_again(told)
        heard.earlier = frozenset(lines)
    if lost := _lost(heard):
        # a line whose text was refused stays as it is, but for a name that goes wherever it stands
        names = {n.line for n in heard.review.entries if n.line in lost and is_term(n)}
        less = [
            replace(n, text=None) if _is_of(n, names) else n
            for n in replies
            if _stays(n, lost, names)
        ]
        other = _hear(prepared, less, folders, again)
        other.first, other.earlier = _each(other.first, heard.first), heard.earlier
        other.hear_again(told)
        other.review = explained(other.review, lost)
        other.lost = frozenset(lost - names)
        heard = other
    return heard


def _lost(heard: Heard) -> set[str]:
    """Lines that were named and whose texts were refused."""
    return {n.line for n in spread(heard.review) if n.text} - heard.judge.taken.keys()


def _each(one: Sequence[Refusal], other: Sequence[Refusal]) -> list[Refusal]:
    """One refusal for each line, that of `other` first."""
    return list({r.passage: r for r in (*one, *other)}.values())


def _earlier_found(engine: ModelEngine, heard: Heard) -> list[Named]:
    """What an agent had said before of lines whose new entry does not count."""
    turned = (t for t in heard.review.turned if t.check == CHECK and t.why != _CLOSED)
    return _earlier(engine, heard, [Refusal(t.passage, "", t.check, t.why) for t in turned])


def _earlier(engine: ModelEngine, heard: Heard, refusals: Sequence[Refusal]) -> list[Named]:
    """The entries of `found` that an agent had given before for the lines of these refusals."""
    if engine.name != "agent" or not refusals:
        return []
    told = engine.ask_again(heard.first_plan.composed.sheet, refusals)
    return [e for e in told if isinstance(e, Named)]


def _once(turned: Sequence[Turned]) -> tuple[Turned, ...]:
    """One for each line and check, the first that was told."""
    return tuple({(t.passage, t.check): t for t in reversed(turned)}.values())[::-1]


def _hear(
    prepared: Prepared,
    replies: Sequence[Rewrite | Named],
    folders: tuple[Path, ...],
    again: Again,
) -> Heard:
    """Judge the first answers, in the plan with what was found."""
    review, planned = reviewed(prepared, [n for n in replies if isinstance(n, Named)], again)
    judge = _judge(planned, folders)
    answers, stray = _answers(prepared, replies, review)
    ranks = prepared.composed.ranks
    asked = {k for k, o in ranks.items() if o.may is not May.MEND}
    first = [*judge.hear(answers), *judge.missing(asked)]
    first = list({r.passage: r for r in reversed(first)}.values())
    stray += _unheard(prepared, planned, answers)
    review = replace(review, turned=(*review.turned, *stray))
    return Heard(review, planned, judge, prepared, first)


def _unheard(prepared: Prepared, planned: Prepared, answers: Sequence[Rewrite]) -> Iterator[Turned]:
    """Answers for lines that, with what was found, no wording of their own can keep."""
    lost = prepared.composed.ranks.keys() - planned.composed.ranks.keys()
    return (
        Turned(a.passage, "document", HUNG, True) for a in answers if a.passage in lost and a.text
    )


def _stays(one: Rewrite | Named, lost: Set[str], names: Set[str]) -> bool:
    """Whether an entry counts though the text for its line was refused."""
    return not _is_of(one, lost) or (one.line in names and is_term(one))


def _is_of(one: Rewrite | Named, lines: Set[str]) -> TypeGuard[Named]:
    return isinstance(one, Named) and one.line in lines


def _judge(prepared: Prepared, folders: tuple[Path, ...]) -> Judge:
    made, document = prepared.composed, prepared.opening.draft.document
    marked = not document.name.lower().endswith(_UNMARKED)
    return Judge(made, document, staying(made), folders, marked)


def _answers(
    prepared: Prepared, replies: Sequence[Rewrite | Named], review: Review
) -> tuple[list[Rewrite], list[Turned]]:
    """The answers to judge, with the texts for lines that were named, and what is to be told of
    answers for lines that only may be named."""
    found = list(spread(review))
    less = {n.line for n in review.answers if n.text}
    lines = {n.line for n in found}
    closed = {ln.id for ln in prepared.composed.sheet.nameable() if ln.may is May.NAME} - lines
    answers = [a for a in replies if isinstance(a, Rewrite)]
    stray = [
        Turned(a.passage, CHECK, _CLOSED, True)
        for a in answers
        if a.passage in closed and a.text is not None
    ]
    given = {a.passage: a for a in answers if a.passage not in lines | closed}
    # `null` for a block and a comment named in it: the block without that
    given = {k: a for k, a in given.items() if a.text is not None or k not in less}
    for one in (*found, *review.answers):
        if one.text is not None:
            given.setdefault(one.line, Rewrite(one.line, one.text, alone=True))
    return list(given.values()), stray


def _second(engine: ModelEngine, prepared: Prepared, first: Sequence[Refusal]) -> list[Rewrite]:
    """The second answers; none when the engine fails now: the first ones are paid for, and the
    local engine can do the rest."""
    try:
        told = engine.ask_again(prepared.composed.sheet, first)
    except EngineFault:
        return []
    return [
        a if isinstance(a, Rewrite) else Rewrite(a.line, a.text, alone=True)
        for a in told
        if isinstance(a, Rewrite) or a.text is not None
    ]
