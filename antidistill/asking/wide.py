"""Which lines of a document a language model may answer for, and what such an answer may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from antidistill.asking.fates import Trials, fates
from antidistill.asking.masks import without_figures
from antidistill.asking.nameable import nameable
from antidistill.asking.opened import Opened
from antidistill.asking.proposals import Proposal, proposals, telling
from antidistill.asking.silent import is_code, silent_code, silent_text, touched
from antidistill.asking.spare import says_more, spare
from antidistill.asking.standing import as_standing, pointer, standing
from antidistill.asking.telling import Told
from antidistill.document import Form
from antidistill.finding import Finding, Kind, Standing
from antidistill.mode import Mode
from antidistill.passage import Passage, Rewrite
from antidistill.plan import begin, open_passages
from antidistill.plan.draft import Draft
from antidistill.plan.passages import passage_for
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate, Verdict
from antidistill.reading import Reading
from antidistill.sheet import Goes, May
from antidistill.span import Span

UNSEEN = frozenset({Form.COMMENT, Form.HTML, Form.LINK_DEFINITION})
"""Forms that a reader of the page does not see: they stay on the machine."""
_RECORDS = frozenset({Kind.CONTEXT, Kind.NETWORK, Kind.TRAIT, Kind.INCIDENT, Kind.PERSON})
"""Kinds of which another one would be an invention, whatever the sentence looks like."""
_FIGURE = "a figure of a rule"
_VALUE = "a withheld value stands in it"


@dataclass(frozen=True, slots=True)
class Opening:
    """A document before its engine is asked."""

    draft: Draft
    """Nothing is written yet."""
    verdicts: tuple[Verdict, ...]
    """What the mode says of each unit, before anything was done about it."""
    local: tuple[Passage, ...]
    """What the local engine is asked."""
    lines: tuple[Opened, ...]
    """What a model may answer for, in the order of the document."""
    goes: Mapping[int, Goes] = field(default_factory=dict)
    """Units that the mode keeps and that do not stay, and when."""
    nameable: frozenset[int] = frozenset()
    """Units that stay and that a model may name as telling."""
    figured: frozenset[int] = frozenset()
    """Rules of the firm that go for a figure that no cut takes out: it is withheld like any."""
    code: Mapping[int, str] = field(default_factory=dict)
    """How the command blocks read that stay when nobody answers, by their unit."""
    standing: frozenset[int] = frozenset()
    """Ordinary steps that the mode would replace and that stay when nobody answers."""
    proposals: Mapping[int, Proposal] = field(default_factory=dict)
    """Those among them, and command blocks, that tell something, by unit."""
    told: Mapping[int, Told] = field(default_factory=dict)
    """What lines tell that stay."""

    def by_unit(self) -> Mapping[int, Opened]:
        """The open lines by their unit."""
        return {o.unit.index: o for o in self.lines}


def opened(
    reading: Reading,
    findings: Sequence[Finding],
    mode: Mode,
    guarded: Draft | None = None,
    known: Opening | None = None,
) -> Opening:
    """The draft of a document, and all lines of it that may read anew. `guarded` is the draft when
    nobody answers, as the guard lets it stand; None foresees it without a guard. `known` is an
    earlier opening of the document: no step stands in this one that did not in that."""
    draft = begin(reading, findings, mode)
    trials = Trials(reading, findings, mode)
    silent, edits = trials.made()
    code = silent_code(guarded or silent, edits)
    stands = set(standing(draft, silent, guarded, code, findings))
    if known is not None:
        stands &= known.standing | known.proposals.keys()
    made = _proposed(trials, draft, silent, stands, code, known)
    stands -= made.keys()
    verdicts = as_standing(draft.verdicts, silent, stands)
    figured = frozenset(u for u in draft.gone if verdicts[u].fate is Fate.KEEP)
    local = tuple(open_passages(draft))
    asked = {p.span for p in local} - {draft.units[u].span for u in stands}
    lines = list(_lines(draft, verdicts, figured, asked, findings, mode, made))
    kept = {i for i, v in enumerate(verdicts) if v.fate is Fate.KEEP and i not in figured}
    free = [o.passage for o in lines if o.may is not May.MEND]
    mended = [o.passage for o in lines if o.may is May.MEND]
    told = [_told(draft, guarded or silent, o, code, made) for o in lines]
    null = trials.made([(o.passage, o.null()) for o in told if o.may is not May.MEND])[0]
    found = fates(trials, null, kept - made.keys(), free, mended, guarded)
    told = [o for o in told if o.may is not May.MEND or o.unit.index not in found.lost]
    commands = {u for u in found.barred if is_code(draft, u)}
    goes = {u: g for u, g in found.goes.items() if u not in commands}
    if commands:
        goes |= dict.fromkeys(found.barred - commands, Goes.SILENT)
    goes |= dict.fromkeys(figured, Goes.ALWAYS)
    open_ = sorted((*told, *_commands(draft, commands)), key=lambda o: o.unit.index)
    mendable = {o.unit.index for o in open_ if o.may is May.MEND}
    goes |= {u: Goes.UNANSWERED for u in mendable if goes.get(u) is Goes.ALWAYS}
    free_now = {o.unit.index for o in open_ if o.may is not May.MEND}
    named = (kept - free_now).intersection(nameable(draft, verdicts, findings))
    seen = telling(draft, verdicts, named, mode)
    return Opening(
        draft,
        verdicts,
        local,
        tuple(open_),
        goes,
        frozenset(named),
        figured,
        code,
        frozenset(stands),
        made,
        seen,
    )


def _proposed(
    trials: Trials,
    draft: Draft,
    silent: Draft,
    stands: Set[int],
    code: Mapping[int, str],
    known: Opening | None,
) -> Mapping[int, Proposal]:
    """What is proposed; nothing new in a later opening of a document."""
    if known is not None:
        kept = {i for i, v in enumerate(draft.verdicts) if v.fate is Fate.KEEP}
        return {k: one for k, one in known.proposals.items() if k in stands or k in kept}
    made = proposals(draft, silent, stands, code, trials.mode)

    def takes_others(unit: int) -> bool:
        passage = passage_for(draft, unit)
        out = Rewrite(passage.id, "", alone=True, held=True)
        return bool(trials.made([(passage, out)])[0].gone - silent.gone - {unit})

    return {
        k: replace(one, text=None, still=True) if one.text == "" and takes_others(k) else one
        for k, one in made.items()
    }


def _told(
    draft: Draft,
    silent: Draft,
    opened: Opened,
    code: Mapping[int, str],
    made: Mapping[int, Proposal],
) -> Opened:
    """The line, with what becomes of it when nobody answers."""
    unit = opened.unit
    one = made.get(unit.index)
    if one is not None and one.text is not None:
        return replace(opened, otherwise=one.text, proposed=True)
    text = silent_text(silent, unit, code.get(unit.index)) or pointer(draft, unit)
    return replace(opened, otherwise=text)


def _lines(
    draft: Draft,
    verdicts: Sequence[Verdict],
    figured: frozenset[int],
    asked: Set[Span],
    findings: Sequence[Finding],
    mode: Mode,
    made: Mapping[int, Proposal],
) -> Iterator[Opened]:
    """The open lines, without what becomes of them when nobody answers."""
    busy = _busy_sections(draft, verdicts, figured)
    for unit in draft.units:
        if unit.index in figured:
            rest = without_figures(unit.text)
            if says_more(rest):
                passage = passage_for(draft, unit.index)
                yield Opened(passage, unit, May.VAGUER, _FIGURE, "", rest)
            continue
        if (one := made.get(unit.index)) is not None:
            passage = replace(passage_for(draft, unit.index), kind=Kind.PROCEDURE)
            yield Opened(passage, unit, May.REPLACE, one.because, "", one.spare, one.words)
            continue
        may = _may(draft, unit, verdicts[unit.index], unit.span in asked, busy)
        if may is not None:
            because = verdicts[unit.index].because
            rest = spare(draft, unit, findings, mode)
            yield Opened(passage_for(draft, unit.index), unit, may, because, "", rest)


def _commands(draft: Draft, units: Set[int]) -> Iterator[Opened]:
    """Command blocks that would go for one value in them: they may be written without it."""
    for unit in units:
        rest = touched(draft, draft.units[unit], draft.verdicts[unit])
        passage = passage_for(draft, unit)
        yield Opened(passage, draft.units[unit], May.REPLACE, _VALUE, "", rest)


def _busy_sections(
    draft: Draft, verdicts: Sequence[Verdict], figured: frozenset[int]
) -> frozenset[int]:
    """First blocks of the sections in which something goes or reads anew."""
    return frozenset(
        draft.reading.section_of(u.block).first
        for u in draft.units
        if verdicts[u.index].fate is not Fate.KEEP or u.index in figured
    )


def _may(
    draft: Draft, unit: Unit, verdict: Verdict, asked: bool, busy: frozenset[int]
) -> May | None:
    form = draft.document.blocks[unit.block].form
    if verdict.critical or form in UNSEEN or form is Form.HEADING:
        return None
    if verdict.fate is Fate.KEEP and not asked:
        seen = unit.sentence is not None and form not in (Form.FIELD, Form.CODE, Form.CELL)
        inside = all(e.span in unit.span for e in verdict.touches)
        here = draft.reading.section_of(unit.block).first in busy or bool(verdict.touches)
        return May.MEND if seen and inside and here else None
    if verdict.fate is Fate.KEEP:
        return May.REPLACE
    if form is Form.CODE:
        # commands, or a filled-in sample: another one tells no record
        return May.REPLACE
    free = verdict.standing is Standing.GUIDANCE and verdict.kind not in _RECORDS
    return May.REPLACE if free and verdict.fate is Fate.WRITE else May.VAGUER
