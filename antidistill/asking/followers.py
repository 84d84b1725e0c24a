"""What becomes of the lines that no answer was taken for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from antidistill.asking.prepared import Prepared
from antidistill.passage import Passage, Rewrite
from antidistill.plan.draft import Draft
from antidistill.plan.passages import passage_for
from antidistill.plan.verdict import Fate
from antidistill.sheet import May, Named
from antidistill.span import Span


def staying_lines(prepared: Prepared) -> dict[str, Span]:
    """The lines that the model was told would stay whatever it answers, and where they stand."""
    made, units = prepared.composed, prepared.opening.draft.units
    spans = {k: units[u].span for k, u in made.named.items()}
    spans |= {k: o.unit.span for k, o in made.ranks.items()}
    return {ln.id: spans[ln.id] for ln in made.sheet.nameable() if ln.goes is None}


def followers(
    prepared: Prepared, answers: Mapping[str, Rewrite], stays: Mapping[str, Span]
) -> Iterator[Passage]:
    """The lines that stay right behind one that reads anew: who worded that saw them, and that they
    were to stay."""
    draft, ranks = prepared.opening.draft, prepared.composed.ranks
    told = {k for k, a in answers.items() if a.text and a.held}
    anew = {ranks[k].unit.index for k in told if k in ranks}
    kept = {span: k for k, span in stays.items()}
    for unit in draft.units:
        before = unit.index - 1
        if unit.span in kept and before in anew and _is_near(draft, before, unit.index):
            yield passage_for(draft, unit.index)


def _is_near(draft: Draft, one: int, other: int) -> bool:
    """Whether two lines stand in one paragraph, item or list."""
    first, second = draft.units[one].block, draft.units[other].block
    blocks = draft.document.blocks
    return first == second or blocks[first].parent == blocks[second].parent


def trimmed_alone(
    first: Prepared, planned: Prepared, entries: Sequence[Named]
) -> Iterator[Passage]:
    """The lines of which a clause was named that goes alone: the rest was to stay."""
    opening = planned.opening
    for key in dict.fromkeys(e.line for e in entries if e.text is None):
        unit = first.composed.named[key]
        if opening.verdicts[unit].fate is Fate.KEEP and unit not in opening.figured:
            yield passage_for(opening.draft, unit)


def left_out(prepared: Prepared) -> Iterator[Passage]:
    """The open lines of which `null` leaves nothing, but those that nothing is withheld in: what
    announces a block that reads anew stands or goes with it."""
    opening = prepared.opening
    for opened in prepared.composed.ranks.values():
        unit = opened.unit.index
        withheld = opening.verdicts[unit].fate is not Fate.KEEP or unit in opening.figured
        if opened.may is not May.MEND and not opened.otherwise and withheld:
            yield opened.passage
