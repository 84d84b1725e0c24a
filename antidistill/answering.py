"""Asking an engine, and what its answers were made from."""

from __future__ import annotations

from collections.abc import Sequence

from antidistill import guard
from antidistill.asking import Again, Asked, Prepared, ask
from antidistill.engines import Brief, ModelEngine
from antidistill.finding import Finding
from antidistill.manual.wordings import wording
from antidistill.order import Order
from antidistill.passage import Passage, Rewrite
from antidistill.plan import Draft, begin, open_passages
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
    answers = {a.passage: a for a in engine.rewrite(asked, brief)} if asked else {}
    for passage in asked:
        answer = answers.get(passage.id)
        if answer is not None and any(
            guard.passage_problems(passage, answer, brief.language, _sources([answer], order))
        ):
            answers[passage.id] = Rewrite(passage.id, None)
    return Asked(asked, answers)


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
