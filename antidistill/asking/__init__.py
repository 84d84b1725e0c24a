"""Asking a language model: what it gets to see of a document, and what becomes of its answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeGuard

from antidistill.asking.asked import Asked
from antidistill.asking.claims import bland
from antidistill.asking.compose import Composed
from antidistill.asking.followers import followers, left_out, staying_lines, trimmed_alone
from antidistill.asking.judging import Judge, staying
from antidistill.asking.prepared import Again, Prepared, prepare
from antidistill.asking.review import CHECK, Review, is_term, spread
from antidistill.asking.reviewed import explained, reviewed
from antidistill.asking.yielding import HUNG
from antidistill.engines import LocalEngine
from antidistill.engines.base import ModelEngine, Refusal
from antidistill.engines.local.likeness import says_the_same
from antidistill.errors import EngineFault
from antidistill.message import said
from antidistill.passage import Passage, Rewrite
from antidistill.result import Tally, Turned
from antidistill.sheet import May, Named

__all__ = ["Again", "Asked", "Prepared", "ask", "prepare"]

_UNMARKED = (".docx", ".txt", ".csv", ".tsv")
"""Endings of formats in which ` and ** are just characters."""

_KEPT = "{why}; the line stays as it is"

Fits = Callable[[Passage, Rewrite], bool]


def ask(
    prepared: Prepared,
    engine: ModelEngine,
    folders: tuple[Path, ...],
    fits: Fits,
    again: Again,
) -> Asked:
    """The model's answers as far as they may stand, asked for once more where they may not, then
    the local engine's. What the model found beside the finders is planned first, like their
    findings. `fits` says whether an answer of the local engine may stand."""
    made = prepared.composed
    if not any(made.sheet.open()) and not made.named:
        none = _Heard(Review(), prepared, _judge(prepared, folders), prepared)
        return _result(engine, none, {})
    replies = engine.ask(made.sheet)
    heard = _hear(prepared, replies, folders, again)
    told = _second(engine, made, heard.first) if heard.first else []
    heard.hear_again(told)
    if lost := {n.line for n in spread(heard.review) if n.text} - heard.judge.taken.keys():
        # a line whose text was refused stays as it is, but for a name that goes wherever it stands
        names = {n.line for n in heard.review.entries if n.line in lost and is_term(n)}
        less = [
            _without_text(n) if _is_of(n, names) else n for n in replies if _stays(n, lost, names)
        ]
        other = _hear(prepared, less, folders, again)
        other.first = list({r.passage: r for r in (*other.first, *heard.first)}.values())
        other.hear_again(told)
        other.first = [_explained(r, lost - names) for r in other.first]
        other.review = explained(other.review, lost)
        heard = other
    return _result(engine, heard, _filled(heard.planned, heard.judge, fits))


@dataclass(slots=True)
class _Heard:
    """What came of the replies to one sheet."""

    review: Review
    planned: Prepared
    judge: Judge
    first_plan: Prepared
    first: list[Refusal] = field(default_factory=list)
    second: list[Refusal] = field(default_factory=list)

    def hear_again(self, told: Sequence[Rewrite]) -> None:
        """Judge the second answers."""
        named = {r.passage for r in self.first}
        self.second = self.judge.hear(a for a in told if a.passage in named)


def _hear(
    prepared: Prepared,
    replies: Sequence[Rewrite | Named],
    folders: tuple[Path, ...],
    again: Again,
) -> _Heard:
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
    return _Heard(review, planned, judge, prepared, first)


def _unheard(prepared: Prepared, planned: Prepared, answers: Sequence[Rewrite]) -> Iterator[Turned]:
    """Answers for lines that, with what was found, no wording of their own can keep."""
    lost = prepared.composed.ranks.keys() - planned.composed.ranks.keys()
    return (
        Turned(a.passage, "document", HUNG, True) for a in answers if a.passage in lost and a.text
    )


def _stays(one: Rewrite | Named, lost: Set[str], names: Set[str]) -> bool:
    """Whether an entry counts though the text for its line was refused."""
    return not _is_of(one, lost) or (one.line in names and is_term(one))


def _without_text(entry: Named) -> Named:
    return replace(entry, text=None)


def _explained(refusal: Refusal, lost: Set[str]) -> Refusal:
    """The refusal, with what becomes of a line that was named."""
    if refusal.passage not in lost:
        return refusal
    return replace(refusal, reason=said(_KEPT, why=refusal.reason))


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
    lines = {n.line for n in found}
    closed = {ln.id for ln in prepared.composed.sheet.nameable() if ln.may is May.NAME} - lines
    answers = [a for a in replies if isinstance(a, Rewrite)]
    stray = [
        Turned(a.passage, CHECK, "the line stays: name it under found, if it tells too much", True)
        for a in answers
        if a.passage in closed and a.text is not None
    ]
    given = {a.passage: a for a in answers if a.passage not in lines | closed}
    for one in (*found, *review.answers):
        if one.text is not None:
            given.setdefault(one.line, Rewrite(one.line, one.text, alone=True))
    return list(given.values()), stray


def _second(engine: ModelEngine, made: Composed, first: Sequence[Refusal]) -> list[Rewrite]:
    """The second answers; none when the engine fails now: the first ones are paid for, and the
    local engine can do the rest."""
    try:
        told = engine.ask_again(made.sheet, first)
    except EngineFault:
        return []
    return [
        a if isinstance(a, Rewrite) else Rewrite(a.line, a.text, alone=True)
        for a in told
        if isinstance(a, Rewrite) or a.text is not None
    ]


def _filled(prepared: Prepared, judge: Judge, fits: Fits) -> dict[str, Rewrite]:
    """The local engine's answers for what the model has not settled."""
    open_ = [p for p in prepared.opening.local if p.id not in judge.taken]
    answers = LocalEngine().rewrite(open_, prepared.brief) if open_ else []
    language = prepared.brief.language
    return {
        p.id: a
        for p, a in zip(open_, answers, strict=True)
        if a.text is not None
        and fits(p, a)
        and not any(says_the_same(a.text, t, language) for t in judge.said)
    }


def _result(engine: ModelEngine, heard: _Heard, filled: dict[str, Rewrite]) -> Asked:
    prepared, judge, review = heard.planned, heard.judge, heard.review
    ranks = prepared.composed.ranks
    answers = {**filled, **judge.taken}
    passages = list(prepared.opening.local)
    known = {p.id for p in passages}
    passages += [
        ranks[k].passage
        for k, a in judge.taken.items()
        if k not in known and (a.text is not None or a.alone)
    ]
    language = prepared.brief.language
    allowed = "\n".join(
        t
        for k, a in judge.taken.items()
        for t in (
            ranks[k].otherwise,
            ranks[k].spare,
            bland(a.text or "", language),
            judge.own_of(k, a.text or ""),
        )
    )
    shut = [p for p in left_out(prepared) if p.id not in answers]
    # a line without an answer that may stand ends no more open than with null
    answers |= {p.id: Rewrite(p.id, "", held=True) for p in shut}
    passages += [p for p in shut if p.id not in known]
    cut = trimmed_alone(heard.first_plan, prepared, review.entries)
    trimmed = [p for p in cut if p.id not in judge.taken]
    answers |= {p.id: Rewrite(p.id, None, alone=True, held=True) for p in trimmed}
    passages += trimmed
    named = frozenset(e.line for e in review.entries)
    stays = {
        k: s for k, s in staying_lines(heard.first_plan).items() if k not in named | answers.keys()
    }
    for passage in followers(prepared, answers, stays):
        passages.append(passage)
        answers[passage.id] = Rewrite(passage.id, None, alone=True, held=True)
    return Asked(passages, answers, allowed, _tally(engine, heard), review.findings, named, stays)


def _tally(engine: ModelEngine, heard: _Heard) -> Tally:
    judge, ranks = heard.judge, heard.planned.composed.ranks
    asked = [k for k, o in ranks.items() if o.may is not May.MEND]
    taken = [k for k in asked if k in judge.taken]
    left = sum(judge.taken[k].text is None for k in taken)
    return Tally(
        engine.name,
        len(asked),
        len(taken) - left,
        left,
        sum(k not in asked and a.text is not None for k, a in judge.taken.items()),
        len(heard.first),
        len(asked) - len(taken),
        (*_turned(judge, heard.first, heard.second), *heard.review.turned),
        len(list(spread(heard.review))),
    )


def _turned(judge: Judge, first: Sequence[Refusal], second: Sequence[Refusal]) -> Iterator[Turned]:
    for refusal in first:
        yield Turned(
            refusal.passage, refusal.check, refusal.reason, refusal.passage not in judge.taken
        )
    for refusal in second:
        yield Turned(refusal.passage, refusal.check, refusal.reason, True)
