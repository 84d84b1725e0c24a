"""Whether a draft may be written: all the checks of the guard on it, and what yields to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from antidistill import guard
from antidistill.decisions import Entered
from antidistill.document import Document, Form
from antidistill.edit import Edit
from antidistill.finding import Finding
from antidistill.formats.base import Format
from antidistill.guard import Problem
from antidistill.guard.figures_said import public_codes
from antidistill.mode import Mode
from antidistill.passage import Passage, Rewrite
from antidistill.plan import Draft
from antidistill.plan.units import Unit
from antidistill.plan.withheld import withheld
from antidistill.span import Overlapping, Span

_AT_LINE = re.compile(r"line (\d+):")


def problems(
    draft: Draft,
    findings: Sequence[Finding],
    made: Sequence[Edit],
    text: str,
    form: Format,
    mode: Mode,
    sources: str,
    allowed: str,
    entered: Entered,
) -> list[Problem]:
    """What speaks against `text`, the outcome of the edits `made`; [] if nothing does. `sources`
    are the wordings of the entries that were used, `allowed` what a language model may say."""
    document = draft.document
    if text == document.text:
        return []
    out = list(guard.new_text_problems(_prose(draft, entered.units), _standing(draft)))
    out += lost(draft, findings, made, text, mode, f"{sources}\n{allowed}")
    counts = " ".join(e.new for e in made if e.action in ("repaired", "masked"))
    known = f"{sources}\n{counts}\n{entered.words}\n{public_codes(' '.join(draft.new.values()))}"
    out += guard.invention_problems(document.text, known, text)
    new = form.read(form.write(document, text, made), document.name)
    removed = sum(
        b.form is Form.HEADING and not draft.stands(i) for i, b in enumerate(document.blocks)
    )
    out += guard.structure_problems(document, new, removed)
    out += _unsound(form, document, text, made)
    return out


def lost(
    draft: Draft,
    findings: Sequence[Finding],
    made: Sequence[Edit],
    text: str,
    mode: Mode,
    public: str,
) -> list[Problem]:
    """What is withheld and stands in `text` all the same, and edits of critical text; what is said
    in `public`, too, gives nothing away."""
    gone = withheld(draft, findings, mode, draft.part, made)
    return [*guard.leak_problems(gone, text, public), *_critical(draft, made)]


def _unsound(form: Format, document: Document, text: str, made: Sequence[Edit]) -> list[Problem]:
    """What is not sound in the new text and was so in the source, wherever it stood there; with
    the place in the source that its line was made of."""
    had = Counter(_unplaced(p) for p in form.problems(document, document.text))
    has = [(_unplaced(p), p) for p in form.problems(document, text)]
    over = Counter(bare for bare, _ in has) - had
    return [Problem("structure", p, _place(p, text, made)) for bare, p in has if over[bare]]


def _place(problem: str, text: str, made: Sequence[Edit]) -> Span | None:
    """What of the source the line of `text` was made of that a problem names; None if it names
    none."""
    named = _AT_LINE.match(problem)
    if named is None:
        return None
    lines = text.splitlines(keepends=True)
    number = int(named[1]) - 1
    start = sum(map(len, lines[:number]))
    end = start + len("".join(lines[number : number + 1]).rstrip())
    return Span(_before(start, made).start, _before(end, made).end)


def _before(offset: int, made: Sequence[Edit]) -> Span:
    """The source of a place in the new text: all of an edit where it lies in what that wrote."""
    shift = 0
    for edit in made:
        if offset < edit.span.start + shift:
            break
        if offset < edit.span.start + shift + len(edit.new):
            return edit.span
        shift += len(edit.new) - len(edit.span)
    return Span(offset - shift, offset - shift)


def _unplaced(problem: str) -> str:
    return re.sub(r"\d+", "", problem)


def _prose(draft: Draft, decided: frozenset[int]) -> list[str]:
    code = Form.CODE
    return [
        t
        for u, t in draft.new.items()
        if draft.document.blocks[draft.units[u].block].form is not code and u not in decided
    ]


def _standing(draft: Draft) -> str:
    return "\n".join(
        u.text for u in draft.units if u.index not in draft.gone and u.index not in draft.new
    )


def _critical(draft: Draft, made: Sequence[Edit]) -> list[Problem]:
    touched = Overlapping((e.span, e) for e in made)
    return [
        Problem("critical", "an edit would touch critical text", unit.span)
        for unit, verdict in zip(draft.units, draft.verdicts, strict=True)
        if verdict.critical and touched.at(unit.span)
    ]


def yield_to(
    problems: Sequence[Problem],
    draft: Draft,
    answers: dict[str, Rewrite],
    asked: Sequence[Passage],
    barred: set[int],
) -> bool:
    """Give up what the problems are about; False if none of them says what that is."""
    before = (len(barred), sum(a.text is not None for a in answers.values()))
    reads: list[tuple[str, ...]] = []
    for problem in problems:
        if problem.check in ("repeat", "invention"):
            for passage in asked:
                answer = answers.get(passage.id)
                quoted = problem.message.split("'")[1:2]
                if answer and answer.text and quoted and quoted[0] in answer.text:
                    answers[passage.id] = Rewrite(passage.id, None)
        elif problem.span is not None and problem.check == "structure":
            barred |= {
                unit.index
                for unit in draft.units
                if unit.span.overlaps(problem.span) and not draft.verdicts[unit.index].critical
            }
        elif problem.span is not None and problem.check == "leak":
            reads = reads or [_ways(draft, unit) for unit in draft.units]
            needles = {problem.needle, guard.plainer(problem.needle)} - {""}
            about = {
                unit.index
                for unit, ways in zip(draft.units, reads, strict=True)
                if (unit.span.overlaps(problem.span) or _say(ways, needles))
                and not draft.verdicts[unit.index].critical
            }
            # what reads anew without it is not what gives it away, if anything else does
            innocent = {u for u in about if _reads_anew(draft, u, needles)}
            barred |= about - innocent if about - innocent - barred - draft.gone else about
    return before != (len(barred), sum(a.text is not None for a in answers.values()))


def _reads_anew(draft: Draft, unit: int, needles: Collection[str]) -> bool:
    """Whether a unit stays in other words, or with masks, that hold none of the needles."""
    touched = unit not in draft.gone and bool(draft.verdicts[unit].touches)
    return (unit in draft.new or touched) and not _tells(draft.left_of(unit), needles)


def _tells(text: str, needles: Collection[str]) -> bool:
    return _say((text, guard.plainer(text)), needles)


def _ways(draft: Draft, unit: Unit) -> tuple[str, ...]:
    """How a unit reads for the guard: as it stands in the source, and with its edits, of which a
    cut can make a name of two halves."""
    source = unit.whole.of(draft.document.text)
    touched = draft.verdicts[unit.index].touches and unit.index not in draft.gone
    texts = (source, draft.left_of(unit.index)) if touched else (source,)
    return (*texts, *map(guard.plainer, texts))


def _say(ways: Sequence[str], needles: Collection[str]) -> bool:
    return any(guard.holds(needle, way) for needle in needles for way in ways)
