"""What a draft takes out, for the guard to look for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from antidistill.document import Form
from antidistill.edit import Edit, apply_edits
from antidistill.finding import Finding, Kind
from antidistill.guard.leaks import Withheld
from antidistill.mode import Action, Mode
from antidistill.plan.draft import Draft
from antidistill.plan.named import replaceable
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.span import Span

_TERMS = frozenset({Kind.PERSON, Kind.SECRET, Kind.CUSTOMER, Kind.SYSTEM, Kind.ARGUMENT})
_SURE = 0.5
_NUMBER = 3
"""Digits up to which a number is no name of anything."""


def withheld(
    draft: Draft, findings: Sequence[Finding], mode: Mode, part: str, made: Sequence[Edit]
) -> Withheld:
    """Names and values that `mode` does not keep, and the wordings of units that are gone because
    of what they say (not because something hung on something)."""
    document = draft.document
    critical = [u.span for u in draft.units if draft.verdicts[u.index].critical]
    terms = {
        f.span.of(document.text).strip(): f.span
        for f in replaceable(document, findings, mode, part)
        if f.kind in _TERMS
        and f.confidence >= _SURE
        and not (f.kind is Kind.ARGUMENT and _is_common(f.span.of(document.text).strip()))
        and mode.treats(f, part) is not Action.KEEP
        and not any(f.span in c for c in critical)
    }
    wordings = tuple(
        (u.text, u.span)
        for u in draft.units
        if (u.index in draft.gone or u.index in draft.new)
        and draft.verdicts[u.index].fate is not Fate.KEEP
        and document.blocks[u.block].form is not Form.CODE
    )
    blanked = apply_edits(document.text, [Edit(e.span, "\n", "") for e in made])
    return Withheld(
        tuple((t, s) for t, s in terms.items() if len(t) > 1),
        wordings,
        "\n".join(c.of(document.text) for c in critical),
        "\n".join((blanked, *_touched(draft), *(u.text for u in _untouched(draft)))),
        tuple((u.text, u.span) for u in _untouched(draft) if not draft.verdicts[u.index].critical),
    )


def _is_common(value: str) -> bool:
    """Whether a chosen value is a plain word or a short number, which stand for much else: the 10
    of `--replicas=10` is not the 10 of `--tail=10`."""
    return value.isalpha() or (value.isdigit() and len(value) <= _NUMBER)


def _untouched(draft: Draft) -> list[Unit]:
    return [
        u
        for u in draft.units
        if u.index not in draft.gone
        and u.index not in draft.new
        and not draft.verdicts[u.index].touches
    ]


def _touched(draft: Draft) -> list[str]:
    """How the sentences read that stay with edits inside them."""
    out = []
    for unit in draft.units:
        touches = draft.verdicts[unit.index].touches
        if touches and unit.index not in draft.gone and unit.index not in draft.new:
            start = min(unit.whole.start, *(e.span.start for e in touches))
            end = max(unit.whole.end, *(e.span.end for e in touches))
            inner = [
                replace(e, span=Span(e.span.start - start, e.span.end - start)) for e in touches
            ]
            out.append(apply_edits(draft.document.text[start:end], inner))
    return out
