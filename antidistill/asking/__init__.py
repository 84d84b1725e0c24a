"""Asking a language model: what it gets to see of a document, and what becomes of its answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from antidistill.asking.asked import Asked
from antidistill.asking.claims import without_links
from antidistill.asking.followers import followers, left_out, staying_lines, trimmed_alone
from antidistill.asking.hearing import Heard, hear, nothing_heard
from antidistill.asking.judging import Judge
from antidistill.asking.prepared import Again, Prepared, prepare
from antidistill.asking.tallied import tallied
from antidistill.engines import LocalEngine
from antidistill.engines.base import ModelEngine
from antidistill.engines.local.likeness import says_the_same
from antidistill.passage import Passage, Rewrite

__all__ = ["Again", "Asked", "Prepared", "ask", "prepare"]

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
        return _result(engine, nothing_heard(prepared, folders), {})
    heard = hear(prepared, engine, folders, again)
    return _result(engine, heard, _filled(heard.planned, heard.judge, fits))


def _filled(prepared: Prepared, judge: Judge, fits: Fits) -> dict[str, Rewrite]:
    """The local engine's answers for what the model has not settled."""
    opening = prepared.opening
    stands = {opening.draft.units[u].span for u in opening.standing}
    settled = {k for k, o in prepared.composed.ranks.items() if o.proposed} | judge.taken.keys()
    open_ = [p for p in opening.local if p.id not in settled and p.span not in stands]
    answers = LocalEngine().rewrite(open_, prepared.brief) if open_ else []
    language = prepared.brief.language
    sound = {
        p.id: a
        for p, a in zip(open_, answers, strict=True)
        if a.text is not None
        and fits(p, a)
        and not any(says_the_same(a.text, t, language) for t in judge.said)
    }
    return judge.fewer(sound)


def _result(engine: ModelEngine, heard: Heard, filled: dict[str, Rewrite]) -> Asked:
    prepared, judge, review = heard.planned, heard.judge, heard.review
    ranks = prepared.composed.ranks
    made = (o.null() for o in ranks.values() if o.proposed)
    answers = {**{a.passage: a for a in made}, **filled, **judge.taken}
    passages = list(prepared.opening.local)
    known = {p.id for p in passages}
    passages += [
        ranks[k].passage
        for k, a in answers.items()
        if k in ranks and k not in known and (a.text is not None or a.alone)
    ]
    allowed = "\n".join(
        t
        for k, a in answers.items()
        if k in judge.taken or (k in ranks and ranks[k].proposed)
        for t in (
            ranks[k].otherwise,
            without_links(prepared.composed.sheet, ranks[k].spare),
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
    return Asked(
        passages, answers, allowed, tallied(engine, heard, filled), review.findings, named, stays
    )
