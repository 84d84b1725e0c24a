"""One document's way: findings, draft, engine, guard, result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from antidistill import answering, nlp, proof, traditional
from antidistill.anchors import renamed_anchors
from antidistill.asking import Asked, Prepared, prepare
from antidistill.asking.yielding import fallen_back, retreat, told
from antidistill.decisions import NO_DECISIONS, NOTHING_ENTERED, Entered, enter
from antidistill.document import Document, Form
from antidistill.edit import Edit, apply_edits
from antidistill.engines import LocalEngine, ModelEngine
from antidistill.errors import NothingLeft, Refused
from antidistill.exposure import Exposure, exposure
from antidistill.finders import find
from antidistill.finding import Finding
from antidistill.formats.base import Format
from antidistill.guard import Problem
from antidistill.message import said
from antidistill.order import Order
from antidistill.outcome import outcome, steady
from antidistill.passage import Passage, Rewrite
from antidistill.plan import Draft, begin, finish, open_passages
from antidistill.reading import NO_OWN_WORDS, OwnWords, Reading
from antidistill.result import Result
from antidistill.span import Overlapping

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

_ROUNDS = 5
"""A passage that fails a check goes; after this many rounds the run is refused."""


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
        return steady(result, draft, form, order.mode, used, lambda c: _once(c, form, order, known))
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


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that was read, with what its engine answers: a review settles it many times."""

    reading: Reading
    findings: tuple[Finding, ...]
    asked: Asked


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


def settled(opened: Opened, form: Format, order: Order) -> tuple[Result, Draft]:
    """The copy that these answers and the order's decisions come to, without the answers that a
    check has something against, and its draft; raises Refused naming check and place."""
    findings, given = opened.findings, opened.asked
    document = opened.reading.document
    asked, answers = given.passages, dict(given.answers)
    barred: set[int] = set()
    problems: list[Problem] = []
    reasons: dict[str, str] = {}
    for number in range(_ROUNDS if given.tally is None else 2 * _ROUNDS):
        if number == 0 and given.written is not None and not order.decisions:
            draft, made = given.written
            local, entered = asked, NOTHING_ENTERED
        else:
            draft, made, local, entered = _drafted(
                opened, order, asked, answers, barred, first=not problems
            )
        made = [e for e in _with_anchors(document, form, made) if e.span.of(document.text) != e.new]
        text = apply_edits(document.text, made)
        allowed = f"{given.allowed}\n{entered.words}"
        sources = answering.used(draft, order)
        problems = proof.problems(
            draft, findings, made, text, form, order.mode, sources, allowed, entered
        )
        if not problems and document.text.strip() and not text.strip():
            raise NothingLeft(
                said(
                    "{name}: nothing would be left of it: choose a milder mode", name=document.name
                )
            )
        if not problems:
            result = outcome(draft, findings, made, text, order.mode)
            tally = told(given, answers, asked, draft, reasons)
            return replace(result, tally=tally, decided=entered.decided), draft
        before = dict(answers)
        if not proof.yield_to(problems, draft, answers, asked, barred):
            fewer = retreat(problems, draft, answers, asked, local)
            if fewer is None:
                break
            asked = fewer
        changed = (k for k, a in before.items() if answers.get(k) != a)
        reasons = {**dict.fromkeys(changed, problems[0].message), **reasons}
    first = problems[0]
    raise Refused(
        said(
            "{name}: {check}: {message}{line}",
            name=document.name,
            check=first.check,
            message=first.message,
            line=_line(document, first),
        )
    )


def _drafted(
    opened: Opened,
    order: Order,
    asked: list[Passage],
    answers: dict[str, Rewrite],
    barred: set[int],
    *,
    first: bool,
) -> tuple[Draft, list[Edit], list[Passage], Entered]:
    """The draft with these answers and without the units in `barred`, its edits, the passages that
    its plan asks for by itself, and the decisions in it; at first the wordings that were decided
    are put among the answers."""
    draft = begin(opened.reading, opened.findings, order.mode)
    local = open_passages(draft)
    entered = enter(draft, order.decisions)
    if first:
        answers.update(entered.answers(asked))
    for unit in sorted(barred - entered.units):
        _give_up(draft, unit)
    closed = {draft.units[u].span for u in barred - entered.units}
    open_ = [p for p in entered.open(draft, asked) if p.span not in closed]
    made = finish(draft, opened.findings, order.mode, open_, answers)
    return draft, made, local, entered


def _give_up(draft: Draft, unit: int) -> None:
    """Leave a unit out; the last one of a front matter field becomes what YAML has for no value,
    since the key stays."""
    index = draft.units[unit].block
    others = [u for u in draft.units_of(index) if u != unit and u not in draft.gone]
    if draft.document.blocks[index].form is not Form.FIELD or others:
        draft.drop(unit)
        draft.barred.add(unit)
        return
    draft.gone.discard(unit)
    draft.new[unit] = "~"


def _with_anchors(document: Document, form: Format, made: list[Edit]) -> list[Edit]:
    """Edits for the links to headings that changed, where no other edit is in their way."""
    if not any(b.form is Form.HEADING for b in document.blocks):
        return made
    places = Overlapping((e.span, e) for e in made)
    headings = [b.extent for b in document.blocks if b.form is Form.HEADING]
    if not any(places.at(h) for h in headings):
        return made
    text = apply_edits(document.text, made)
    new = form.read(form.write(document, text, made), document.name)
    extra = [e for e in renamed_anchors(document, new) if not places.at(e.span)]
    return sorted([*made, *extra], key=lambda e: e.span)


def _line(document: Document, problem: Problem) -> str:
    if problem.span is None:
        return ""
    return said(" (line {count})", count=document.text.count(chr(10), 0, problem.span.start) + 1)
