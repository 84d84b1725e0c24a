"""Asking an engine, and what its answers were made from."""

from __future__ import annotations

from collections.abc import Sequence

from antidistill import guard
from antidistill.asking import Again, Asked, Prepared, ask
from antidistill.engines import Brief, Engine, ModelEngine
from antidistill.finding import Finding
from antidistill.manual.wordings import wording
from antidistill.order import Order
from antidistill.passage import Passage, Rewrite
from antidistill.plan import Draft, begin, finish, open_passages
from antidistill.plan.emptied import emptied
from antidistill.reading import Reading


def by_model(made: Prepared, engine: ModelEngine, order: Order, again: Again) -> Asked:
    """The answers of a language model that may stand on their own; `again` plans the document with
    what it found."""
    language = made.brief.language

    def fits(passage: Passage, answer: Rewrite) -> bool:
        sources = _sources([answer], order)
        return not any(guard.passage_problems(passage, answer, language, sources))

    return ask(made, engine, order.manual_folders, fits, again)


def by_program(reading: Reading, findings: Sequence[Finding], order: Order) -> Asked:
    """Those of an engine on this machine."""
    draft = begin(reading, findings, order.mode)
    asked = open_passages(draft)
    brief = brief_of(draft, order)
    engine = order.engine
    assert not isinstance(engine, ModelEngine)
    answers = _answers(asked, brief, order, engine)
    edits = finish(draft, findings, order.mode, asked, answers)
    done = {p.span for p in asked if answers[p.id].text}
    more = [p for p in emptied(draft) if p.span not in done]
    if not more:
        return Asked(asked, answers, written=(draft, edits))
    # Those of before are asked again, so that nothing is used twice.
    before = _without(asked, more)
    again = _answers([*before, *more], brief, order, engine)
    written = [p for p in more if again[p.id].text]
    wanted = [*_without(asked, written), *written]
    given = {p.id: again[p.id] if p in written or p in before else answers[p.id] for p in wanted}
    same = wanted == asked and given == answers
    return Asked(wanted, given, written=(draft, edits) if same else None)


def _without(asked: Sequence[Passage], others: Sequence[Passage]) -> list[Passage]:
    places = {p.span for p in others}
    return [p for p in asked if p.span not in places]


def _answers(
    asked: Sequence[Passage], brief: Brief, order: Order, engine: Engine
) -> dict[str, Rewrite]:
    """What an engine answers, without what a check has something against."""
    answers = {a.passage: a for a in engine.rewrite(asked, brief)} if asked else {}
    for passage in asked:
        answer = answers.get(passage.id, Rewrite(passage.id, None))
        problems = guard.passage_problems(
            passage, answer, brief.language, _sources([answer], order)
        )
        answers[passage.id] = Rewrite(passage.id, None) if any(problems) else answer
    return answers


def brief_of(draft: Draft, order: Order) -> Brief:
    """What an engine is told of the document as a whole."""
    document = draft.document
    title = next((s.path[-1] for s in draft.reading.sections if s.path), document.name)
    return Brief(
        document.language,
        title,
        "\n".join(u.text for u in draft.units),
        order.seed,
        order.manual_folders,
    )


def _sources(answers: Sequence[Rewrite], order: Order) -> str:
    """The full wordings, in both languages, of the entries that the answers were made from."""
    return "\n".join(wording(s, order.manual_folders) for a in answers for s in a.sources)


def used(draft: Draft, order: Order) -> str:
    """The full wordings, in both languages, of the entries that a draft uses."""
    many = (s for of_unit in draft.sources.values() for s in of_unit)
    return "\n".join(wording(s, order.manual_folders) for s in many)
