"""The copy that given answers and decisions come to: what a check has something against goes, until
the guard is content."""

from __future__ import annotations

from dataclasses import dataclass, replace

from antidistill import answering, proof
from antidistill.anchors import links_within, renamed_anchors
from antidistill.asking import Asked
from antidistill.asking.yielding import retreat, told
from antidistill.decisions import NOTHING_ENTERED, Entered, enter
from antidistill.document import Document, Form
from antidistill.edit import Edit, apply_edits
from antidistill.errors import NothingLeft, Refused
from antidistill.finding import Finding
from antidistill.formats.base import Format
from antidistill.guard import Problem
from antidistill.message import said
from antidistill.order import Order
from antidistill.outcome import outcome
from antidistill.passage import Passage, Rewrite
from antidistill.plan import Draft, begin, finish, open_passages
from antidistill.reading import Reading
from antidistill.result import Result
from antidistill.span import Overlapping

_ROUNDS = 5
"""A passage that fails a check goes; after this many rounds the run is refused."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that was read, with what its engine answers: a review settles it many times."""

    reading: Reading
    findings: tuple[Finding, ...]
    asked: Asked


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
    if not any(b.form is Form.HEADING for b in document.blocks) or not links_within(document):
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
