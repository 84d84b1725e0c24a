"""What a draft takes out, for the guard to look for."""

from __future__ import annotations

from collections.abc import Sequence

from antidistill.document import Form
from antidistill.finding import Finding, Kind
from antidistill.guard.leaks import Withheld
from antidistill.mode import Action, Mode
from antidistill.plan.draft import Draft
from antidistill.plan.verdict import Fate

_TERMS = frozenset({Kind.PERSON, Kind.SECRET, Kind.CUSTOMER, Kind.SYSTEM, Kind.ARGUMENT})
_SURE = 0.5


def withheld(draft: Draft, findings: Sequence[Finding], mode: Mode, part: str) -> Withheld:
    """Names and values that `mode` does not keep, and the wordings of units that are gone because
    of what they say (not because something hung on something)."""
    document = draft.document
    critical = [u.span for u in draft.units if draft.verdicts[u.index].critical]
    terms = {
        f.span.of(document.text).strip(): f.span
        for f in findings
        if f.kind in _TERMS
        and f.confidence >= _SURE
        and not (f.kind is Kind.ARGUMENT and f.span.of(document.text).strip().isalpha())
        and mode.action(f.kind, part) is not Action.KEEP
        and not any(f.span in c for c in critical)
    }
    wordings = tuple(
        (u.text, u.span)
        for u in draft.units
        if (u.index in draft.gone or u.index in draft.new)
        and draft.verdicts[u.index].fate is not Fate.KEEP
        and document.blocks[u.block].form is not Form.CODE
    )
    stays = "\n".join(
        f"{u.text}\n{u.span.of(document.text)}"
        for u in draft.units
        if u.index not in draft.gone
        and u.index not in draft.new
        and (draft.verdicts[u.index].critical or not draft.verdicts[u.index].touches)
    )
    critical_text = "\n".join(c.of(document.text) for c in critical)
    return Withheld(
        tuple((t, s) for t, s in terms.items() if len(t) > 1),
        wordings,
        f"{critical_text}\n{stays}",
    )
