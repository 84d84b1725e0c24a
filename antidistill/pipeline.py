"""One document's way: findings, draft, engine, guard, result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from antidistill import answering, nlp, traditional
from antidistill.asking import Asked, Prepared, prepare
from antidistill.asking.yielding import fallen_back
from antidistill.decisions import NO_DECISIONS
from antidistill.document import Document
from antidistill.edit import Edit
from antidistill.engines import LocalEngine, ModelEngine
from antidistill.errors import Refused
from antidistill.exposure import Exposure, exposure
from antidistill.finders import find
from antidistill.finding import Finding
from antidistill.formats.base import Format
from antidistill.order import Order
from antidistill.outcome import steady
from antidistill.plan import Draft, begin, open_passages
from antidistill.reading import NO_OWN_WORDS, OwnWords, Reading
from antidistill.result import Result
from antidistill.settlement import Opened, settled

__all__ = [
    "Opened",
    "Order",
    "Scan",
    "generalise",
    "opened",
    "prepared",
    "reopened",
    "scan",
    "settled",
]


@dataclass(frozen=True, slots=True)
class Scan:
    """What a distiller would take."""

    reading: Reading
    findings: tuple[Finding, ...]
    exposure: Exposure


def scan(document: Document, own: OwnWords = NO_OWN_WORDS) -> Scan:
    """The findings of a document and its exposure."""
    if traditional.is_traditional(document.text):
        document, own = traditional.twin(document), traditional.twin_words(own)
    reading = nlp.read(document, own)
    findings = find(reading)
    return Scan(reading, findings, exposure(reading, findings))


def generalise(document: Document, form: Format, order: Order) -> Result:
    """A generalised copy that has passed the guard; raises Refused naming check and place. Where
    the answers of a language model make no sound document, the local engine does all of it."""
    if order.decisions == NO_DECISIONS and traditional.is_traditional(document.text):
        order = replace(order, own=traditional.twin_words(order.own))
        result = _generalised(traditional.twin(document), form, order)
        return traditional.returned(result, document)
    return _generalised(document, form, order)


def _generalised(document: Document, form: Format, order: Order) -> Result:
    known: nlp.Analyses = {}
    first = opened(document, order, form, known)
    try:
        result, draft = settled(first, form, order)
        if isinstance(order.engine, ModelEngine) or result.decided:
            # kept answers and the user's own decisions are replayed as they are
            return result
        used = answering.used(draft, order)
        return steady(
            result,
            draft,
            form,
            order.mode,
            used,
            lambda copy: _once(copy, form, order, known),
            lambda part: _of_a_part(part, order, known),
        )
    except Refused as fault:
        tally = first.asked.tally
        if tally is None:
            raise
        order = replace(order, engine=LocalEngine())
        seen = tuple(f for f in first.findings if f not in first.asked.found)
        local = answering.by_program(first.reading, seen, order)
        result, _ = settled(Opened(first.reading, seen, local), form, order)
        return replace(result, tally=fallen_back(tally, fault))


def _once(
    document: Document, form: Format, order: Order, known: nlp.Analyses
) -> tuple[Result, str]:
    result, draft = settled(opened(document, order, known=known), form, order)
    return result, answering.used(draft, order)


def _of_a_part(part: Document, order: Order, known: nlp.Analyses) -> list[Edit] | None:
    """The edits of a run over a part of a copy, None where it writes something: what is written
    must fit the whole. The analyses of the rest stay known."""
    made = opened(part, order, known=dict(known)).asked.written
    return None if made is None else [e for e in made[1] if e.span.of(part.text) != e.new]


def opened(
    document: Document,
    order: Order,
    form: Format | None = None,
    known: nlp.Analyses | None = None,
) -> Opened:
    """A document before anything is decided; asks the engine. With its format, a language model is
    told of the lines that the guard will not let stand. `known`: as in `nlp.read`."""
    reading = nlp.read(document, order.own, known=known)
    return reopened(reading, find(reading), order, form)


def reopened(
    reading: Reading, findings: tuple[Finding, ...], order: Order, form: Format | None = None
) -> Opened:
    """The same of a document that was scanned; asks the engine."""
    if not isinstance(order.engine, ModelEngine):
        return Opened(reading, findings, answering.by_program(reading, findings, order))

    def again(found: tuple[Finding, ...], first: Prepared) -> Prepared:
        return prepared(reading, (*findings, *found), order, form, first)

    first = prepared(reading, findings, order, form)
    asked = answering.by_model(first, order.engine, order, again)
    return Opened(reading, (*findings, *asked.found), asked)


def prepared(
    reading: Reading,
    findings: Sequence[Finding],
    order: Order,
    form: Format | None = None,
    known: Prepared | None = None,
) -> Prepared:
    """What a language model would get to see of a document; `known`: as in `asking.prepare`."""
    silent = _silent(reading, findings, order, form) if form is not None else None
    return prepare(
        reading, findings, order.mode, lambda draft: answering.brief_of(draft, order), silent, known
    )


def _silent(
    reading: Reading, findings: Sequence[Finding], order: Order, form: Format
) -> Draft | None:
    """The draft that has passed the guard when nobody answers; None when there is none."""
    asked = open_passages(begin(reading, findings, order.mode))
    try:
        return settled(Opened(reading, tuple(findings), Asked(asked, {})), form, order)[1]
    except Refused:
        return None
