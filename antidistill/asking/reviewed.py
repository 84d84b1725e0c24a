"""A document planned anew with what a language model found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from antidistill.asking.opened import Opened
from antidistill.asking.prepared import Again, Prepared
from antidistill.asking.quoted import rest_of
from antidistill.asking.review import BLOCK, CHECK, THIN, Review, Reviewer
from antidistill.asking.wide import Opening
from antidistill.finding import Finding
from antidistill.plan.verdict import Fate
from antidistill.result import Turned
from antidistill.sheet import Goes, May, Named

_IDLE = "nothing of it goes by that kind: give a text"
_REFUSED = "its text was refused"
_LINE = "no sentence is left without the quoted words, and {all} would go: give a text"
_BACK = "with it, something else that is withheld would stay"
_TRIED = 6
"""Entries that are tried one by one."""
_ROUNDS = 3
"""Plans that are made with fewer and fewer entries before nothing that was named counts."""


def reviewed(prepared: Prepared, named: Sequence[Named], again: Again) -> tuple[Review, Prepared]:
    """What of the entries counts, and the plan with it: without entries that empty a section, bring
    something back or change nothing, which are turned down."""
    left, turned = list(named), list[Turned]()
    for _ in range(_ROUNDS):
        reviewer = Reviewer(prepared.opening, prepared.composed, prepared.mode, prepared.findings)
        review = reviewer.review(left)
        if not review.findings:
            break
        planned = again(review.findings, prepared)
        bad = dict(_bad(review, prepared, planned))
        if all(why is _IDLE for why in bad.values()):
            told = (*turned, *review.turned, *_told(review.entries, bad))
            sound = tuple(e for e in review.entries if e.line not in bad)
            review = replace(review, entries=sound, turned=told)
            return review, _with_rests(planned, prepared, sound)
        bad = _guilty(bad, review, prepared, again)
        turned += _told(review.entries, bad)
        left = [n for n in left if n.line not in bad]
    else:
        turned += [Turned(n.line, CHECK, _BACK, True) for n in review.entries if n in left]
        review = replace(review, turned=())
    return Review((), (), (*turned, *review.turned), review.answers), prepared


def _guilty(
    bad: dict[str, str], review: Review, prepared: Prepared, again: Again
) -> dict[str, str]:
    """Of the lines that bring something back, the one without which the others do not; all of them
    where there is none, or too many to try."""
    lines = [line for line, why in bad.items() if why is _BACK]
    if len(lines) < 2 or len(lines) > _TRIED:
        return bad
    for line in reversed(lines):
        entries = tuple(e for e in review.entries if e.line != line)
        findings = tuple(f for f in review.findings if not _is_of(f, line, prepared))
        less = replace(review, entries=entries, findings=findings)
        if _BACK not in dict(_bad(less, prepared, again(findings, prepared))).values():
            return {k: why for k, why in bad.items() if why is not _BACK or k == line}
    return bad


def _is_of(finding: Finding, line: str, prepared: Prepared) -> bool:
    unit = prepared.opening.draft.units[prepared.composed.named[line]]
    return finding.span.overlaps(unit.span)


def explained(review: Review, lost: Set[str]) -> Review:
    """The review with what is true of entries for `lost` lines: their texts may not stand."""
    turned = (
        replace(t, why=f"{_REFUSED}: {t.why}") if t.passage in lost and t.check == CHECK else t
        for t in review.turned
    )
    return replace(review, turned=tuple(turned))


def _with_rests(planned: Prepared, first: Prepared, entries: Sequence[Named]) -> Prepared:
    """The plan in which lines that get a text may keep what was not quoted of them, and in which
    lines that others leave as they were read without an answer as the model was told."""
    made, old = planned.composed, first.composed
    quotes: dict[str, list[str]] = {}
    for entry in entries:
        quotes.setdefault(entry.line, []).append(entry.quote)
    rests = {k: rest_of(old.shown[k], q) for k, q in quotes.items() if k in made.ranks}
    rests = {k: rest for k, rest in rests.items() if rest}
    parts = tuple(
        replace(
            part,
            lines=tuple(replace(ln, text=rests.get(ln.id, ln.text)) for ln in part.lines),
        )
        for part in made.sheet.parts
    )
    ranks = {
        k: replace(o, spare=rests[k], telling="\n".join(quotes[k]))
        if k in rests and o.may is not May.MEND
        else replace(o, otherwise=_as_told(planned, first, o))
        for k, o in made.ranks.items()
    }
    composed = replace(
        made,
        sheet=replace(made.sheet, parts=parts),
        shown={**made.shown, **rests},
        ranks=ranks,
        quotes={k: tuple(q) for k, q in quotes.items()},
    )
    return replace(planned, composed=composed)


def _as_told(planned: Prepared, first: Prepared, opened: Opened) -> str:
    """How a line reads without an answer: as the model was told, where the plan still says the same
    of the line itself."""
    known = first.composed.ranks.get(opened.passage.id)
    unit = opened.unit.index
    same = planned.opening.verdicts[unit] == first.opening.verdicts[unit]
    return known.otherwise if known is not None and same else opened.otherwise


def _told(entries: Sequence[Named], bad: dict[str, str]) -> list[Turned]:
    return [Turned(e.line, CHECK, bad[e.line], True) for e in entries if e.line in bad]


def _bad(review: Review, before: Prepared, after: Prepared) -> Iterator[tuple[str, str]]:
    """The lines that may not be named, and why."""
    draft, old, new = before.opening.draft, before.opening, after.opening
    units = {e.line: before.composed.named[e.line] for e in review.entries}
    sections = {k: draft.reading.section_of(draft.units[u].block).first for k, u in units.items()}
    back = {draft.reading.section_of(draft.units[u].block).first for u in _back(old, new)}
    emptied = set(_emptied(old, new, {sections[e.line] for e in review.entries if e.text}))
    for line, unit in units.items():
        if back and (sections[line] in back or not back & set(sections.values())):
            yield line, _BACK
        elif sections[line] in emptied:
            yield line, THIN
        elif line in review.torn:
            unit_of = draft.units[unit]
            yield line, _LINE.format(all=_hung(old, new, unit)) if unit_of.sentence else BLOCK
        elif not _goes(new, unit) and old.verdicts[unit].touches == new.verdicts[unit].touches:
            yield line, _IDLE


def _back(old: Opening, new: Opening) -> Iterator[int]:
    """Units that were withheld, or left out when nobody answers, and are not any more."""
    yield from (u for u in range(len(old.verdicts)) if not _withholds_as(old, new, u))
    # a line of which the plan says the same goes as it was told, whatever stands around it
    left = {
        u for o in new.lines if o.otherwise and old.verdicts[u := o.unit.index] != new.verdicts[u]
    }
    yield from (
        o.unit.index
        for o in old.lines
        if o.may is not May.MEND and not o.otherwise and o.unit.index in left
    )


def _emptied(old: Opening, new: Opening, answered: Set[int]) -> Iterator[int]:
    """Sections (by their first block) that go when nobody answers, and did not before; `answered`
    are those in which a line that was named has a text."""
    for section in old.draft.reading.sections:
        heads = old.draft.units_of(section.heading)[:1] if section.heading >= 0 else []
        for head in heads:
            fate = new.goes.get(head)
            silent = fate is Goes.SILENT and section.first not in answered
            if (fate is Goes.ALWAYS or silent) and head not in old.goes:
                yield section.first


def _withholds_as(before: Opening, after: Opening, unit: int) -> bool:
    """Whether nothing of a unit stays that went before."""
    if _goes(after, unit):
        return True
    if _goes(before, unit):
        return False
    cuts = [e.span for e in after.verdicts[unit].touches]
    return all(any(e.span in c for c in cuts) for e in before.verdicts[unit].touches)


def _hung(old: Opening, new: Opening, unit: int) -> str:
    """The line with those of its section that hang on it, in words."""
    reading, units = old.draft.reading, old.draft.units
    here = reading.section_of(units[unit].block).first
    more = [
        u
        for u in new.goes.keys() - old.goes.keys() - {unit}
        if reading.section_of(units[u].block).first == here
    ]
    return f"the line and {len(more)} that hang on it" if more else "the line"


def _goes(opening: Opening, unit: int) -> bool:
    return opening.verdicts[unit].fate is not Fate.KEEP or unit in opening.figured
