"""One document's way: findings, draft, engine, guard, result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from antidistill import guard, nlp, proof, traditional
from antidistill.anchors import renamed_anchors
from antidistill.asking import Asked, Prepared, ask, prepare
from antidistill.asking.yielding import retreat, told
from antidistill.decisions import NO_DECISIONS, Decisions, enter
from antidistill.document import Document, Form
from antidistill.edit import Edit, apply_edits
from antidistill.engines import Brief, Engine, LocalEngine, ModelEngine
from antidistill.errors import NothingLeft, Refused
from antidistill.exposure import Exposure, exposure
from antidistill.finders import find
from antidistill.finding import Finding
from antidistill.formats.base import Format
from antidistill.guard import Problem
from antidistill.manual.wordings import wording
from antidistill.message import said
from antidistill.mode import Mode
from antidistill.outcome import outcome, steady
from antidistill.passage import Passage, Rewrite
from antidistill.plan import Draft, begin, finish, open_passages
from antidistill.reading import NO_OWN_WORDS, OwnWords, Reading
from antidistill.result import Result

_ROUNDS = 5
"""A passage that fails a check goes; after this many rounds the run is refused."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for."""

    mode: Mode
    seed: int = 0
    own: OwnWords = NO_OWN_WORDS
    manual_folders: tuple[Path, ...] = ()
    engine: Engine | ModelEngine = field(default_factory=LocalEngine)
    decisions: Decisions = NO_DECISIONS


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
    first = opened(document, order, form)
    try:
        result, draft = settled(first, form, order)
        if isinstance(order.engine, ModelEngine):
            return result
        used = _used(draft, order)
        return steady(result, draft, form, order.mode, used, lambda c: _once(c, form, order))
    except Refused:
        tally = first.asked.tally
        if tally is None:
            raise
        order = replace(order, engine=LocalEngine())
        local = _answered(first.reading, first.findings, order)
        result, _ = settled(replace(first, asked=local), form, order)
        none = replace(tally, taken=0, left=0, mended=0, local=tally.asked)
        return replace(result, tally=none)


def _once(document: Document, form: Format, order: Order) -> tuple[Result, str]:
    result, draft = settled(opened(document, order), form, order)
    return result, _used(draft, order)


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that was read, with what its engine answers: a review settles it many times."""

    reading: Reading
    findings: tuple[Finding, ...]
    asked: Asked


def opened(document: Document, order: Order, form: Format | None = None) -> Opened:
    """A document before anything is decided; asks the engine. With its format, a language model is
    told of the lines that the guard will not let stand."""
    reading = nlp.read(document, order.own)
    return reopened(reading, find(reading), order, form)


def reopened(
    reading: Reading, findings: tuple[Finding, ...], order: Order, form: Format | None = None
) -> Opened:
    """The same of a document that was scanned; asks the engine."""
    if isinstance(order.engine, ModelEngine):
        asked = _asked(prepared(reading, findings, order, form), order.engine, order)
    else:
        asked = _answered(reading, findings, order)
    return Opened(reading, findings, asked)


def prepared(
    reading: Reading, findings: Sequence[Finding], order: Order, form: Format | None = None
) -> Prepared:
    """What a language model would get to see of a document."""
    silent = _silent(reading, findings, order, form) if form is not None else None
    return prepare(reading, findings, order.mode, lambda draft: _brief(draft, order), silent)


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
    reading, findings, given = opened.reading, opened.findings, opened.asked
    document = reading.document
    asked, answers = given.passages, dict(given.answers)
    barred: set[int] = set()
    problems: list[Problem] = []
    for _ in range(_ROUNDS if given.tally is None else 2 * _ROUNDS):
        draft = begin(reading, findings, order.mode)
        local = open_passages(draft)
        entered = enter(draft, order.decisions)
        if not problems:
            answers.update(entered.answers(asked))
        for unit in sorted(barred - entered.units):
            _give_up(draft, unit)
        closed = {draft.units[u].span for u in barred - entered.units}
        open_ = [p for p in entered.open(draft, asked) if p.span not in closed]
        made = finish(draft, findings, order.mode, open_, answers)
        made = [e for e in _with_anchors(document, form, made) if e.span.of(document.text) != e.new]
        text = apply_edits(document.text, made)
        allowed = f"{given.allowed}\n{entered.words}"
        sources = _used(draft, order)
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
            tally = told(given.tally, given.answers, answers, asked, draft)
            return replace(result, tally=tally, decided=entered.decided), draft
        if not proof.yield_to(problems, draft, answers, asked, barred):
            fewer = retreat(problems, draft, answers, asked, local)
            if fewer is None:
                break
            asked = fewer
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


def _give_up(draft: Draft, unit: int) -> None:
    """Leave a unit out; the last one of a front matter field becomes what YAML has for no value,
    since the key stays."""
    index = draft.units[unit].block
    others = [u for u in draft.units_of(index) if u != unit and u not in draft.gone]
    if draft.document.blocks[index].form is not Form.FIELD or others:
        draft.drop(unit)
        return
    draft.gone.discard(unit)
    draft.new[unit] = "~"


def _asked(made: Prepared, engine: ModelEngine, order: Order) -> Asked:
    language = made.brief.language

    def fits(passage: Passage, answer: Rewrite) -> bool:
        sources = _sources([answer], order)
        return not any(guard.passage_problems(passage, answer, language, sources))

    return ask(made, engine, order.manual_folders, fits)


def _answered(reading: Reading, findings: Sequence[Finding], order: Order) -> Asked:
    draft = begin(reading, findings, order.mode)
    asked = open_passages(draft)
    brief = _brief(draft, order)
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


def _brief(draft: Draft, order: Order) -> Brief:
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


def _used(draft: Draft, order: Order) -> str:
    """The same of those that the draft uses."""
    many = (s for of_unit in draft.sources.values() for s in of_unit)
    return "\n".join(wording(s, order.manual_folders) for s in many)


def _with_anchors(document: Document, form: Format, made: list[Edit]) -> list[Edit]:
    """Edits for the links to headings that changed, where no other edit is in their way."""
    if not any(b.form is Form.HEADING for b in document.blocks):
        return made
    headings = [b.extent for b in document.blocks if b.form is Form.HEADING]
    if not any(e.span.overlaps(h) for e in made for h in headings):
        return made
    text = apply_edits(document.text, made)
    new = form.read(form.write(document, text, made), document.name)
    extra = [
        e for e in renamed_anchors(document, new) if not any(e.span.overlaps(m.span) for m in made)
    ]
    return sorted([*made, *extra], key=lambda e: e.span)


def _line(document: Document, problem: Problem) -> str:
    if problem.span is None:
        return ""
    return said(" (line {count})", count=document.text.count(chr(10), 0, problem.span.start) + 1)
