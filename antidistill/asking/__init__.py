"""Asking a language model: what it gets to see of a document, and what becomes of its answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidistill.asking.compose import Composed, composed
from antidistill.asking.judging import Judge, staying
from antidistill.asking.material import cases, material
from antidistill.asking.prompts import instructions
from antidistill.asking.wide import Opening, opened
from antidistill.engines import Brief, LocalEngine
from antidistill.engines.base import ModelEngine, Refusal
from antidistill.errors import EngineFault
from antidistill.finding import Finding
from antidistill.mode import Mode
from antidistill.passage import Passage, Rewrite
from antidistill.plan.draft import Draft
from antidistill.reading import Reading
from antidistill.result import Tally, Turned
from antidistill.sheet import May

__all__ = ["Asked", "Prepared", "ask", "prepare"]

_UNMARKED = (".docx", ".txt", ".csv", ".tsv")
"""Endings of formats in which ` and ** are just characters."""

Fits = Callable[[Passage, Rewrite], bool]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with its sheet, before anybody is asked."""

    opening: Opening
    composed: Composed
    brief: Brief


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking."""

    passages: list[Passage]
    answers: dict[str, Rewrite]
    allowed: str = ""
    """Words that the plan itself would let stand: no leak when an answer has them."""
    tally: Tally | None = None


def prepare(
    reading: Reading,
    findings: Sequence[Finding],
    mode: Mode,
    brief_of: Callable[[Draft], Brief],
    silent: Draft | None = None,
) -> Prepared:
    """The sheet of a document under `mode`. `silent` is what stands when nobody answers, after the
    guard has had its say; without it that is foreseen as far as coherence goes."""
    opening = opened(reading, findings, mode, silent)
    brief = brief_of(opening.draft)
    free = [o.passage for o in opening.lines if o.may is May.REPLACE]
    made = composed(
        opening,
        findings,
        mode,
        instructions(mode, reading.language),
        material(free, brief) if free else (),
        cases(free, brief) if free else (),
    )
    return Prepared(opening, made, brief)


def ask(prepared: Prepared, engine: ModelEngine, folders: tuple[Path, ...], fits: Fits) -> Asked:
    """The model's answers as far as they may stand, asked for once more where they may not, then
    the local engine's. `fits` says whether an answer of the local engine may stand."""
    made = prepared.composed
    document = prepared.opening.draft.document
    marked = not document.name.lower().endswith(_UNMARKED)
    judge = Judge(made, document, staying(made), folders, marked)
    if not any(o.may is not May.MEND for o in made.ranks.values()):
        return _result(prepared, engine, judge, [], [], {})
    first = [*judge.hear(engine.ask(made.sheet)), *judge.missing()]
    first = list({r.passage: r for r in reversed(first)}.values())
    second: list[Refusal] = []
    if first:
        again = _second(engine, made, first)
        named = {r.passage for r in first}
        second = judge.hear(a for a in again if a.passage in named)
    filled = _filled(prepared, judge, fits)
    return _result(prepared, engine, judge, first, second, filled)


def _second(engine: ModelEngine, made: Composed, first: Sequence[Refusal]) -> list[Rewrite]:
    """The second answers; none when the engine fails now: the first ones are paid for, and the
    local engine can do the rest."""
    try:
        return engine.ask_again(made.sheet, first)
    except EngineFault:
        return []


def _filled(prepared: Prepared, judge: Judge, fits: Fits) -> dict[str, Rewrite]:
    """The local engine's answers for what the model has not settled."""
    open_ = [p for p in prepared.opening.local if p.id not in judge.taken]
    answers = LocalEngine().rewrite(open_, prepared.brief) if open_ else []
    return {
        p.id: a for p, a in zip(open_, answers, strict=True) if a.text is not None and fits(p, a)
    }


def _result(
    prepared: Prepared,
    engine: ModelEngine,
    judge: Judge,
    first: Sequence[Refusal],
    second: Sequence[Refusal],
    filled: dict[str, Rewrite],
) -> Asked:
    ranks = prepared.composed.ranks
    answers = {**filled, **judge.taken}
    passages = list(prepared.opening.local)
    known = {p.id for p in passages}
    passages += [
        ranks[k].passage
        for k, a in judge.taken.items()
        if k not in known and (a.text is not None or a.alone)
    ]
    allowed = "\n".join(t for k in judge.taken for t in (ranks[k].otherwise, ranks[k].spare))
    return Asked(passages, answers, allowed, _tally(prepared, engine, judge, first, second))


def _tally(
    prepared: Prepared,
    engine: ModelEngine,
    judge: Judge,
    first: Sequence[Refusal],
    second: Sequence[Refusal],
) -> Tally:
    ranks = prepared.composed.ranks
    asked = [k for k, o in ranks.items() if o.may is not May.MEND]
    taken = [k for k in asked if k in judge.taken]
    left = sum(judge.taken[k].text is None for k in taken)
    return Tally(
        engine.name,
        len(asked),
        len(taken) - left,
        left,
        sum(k not in asked for k in judge.taken),
        len(first),
        len(asked) - len(taken),
        tuple(_turned(judge, first, second)),
    )


def _turned(judge: Judge, first: Sequence[Refusal], second: Sequence[Refusal]) -> Iterator[Turned]:
    for refusal in first:
        yield Turned(
            refusal.passage, refusal.check, refusal.reason, refusal.passage not in judge.taken
        )
    for refusal in second:
        yield Turned(refusal.passage, refusal.check, refusal.reason, True)
