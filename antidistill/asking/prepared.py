"""A document before anybody is asked about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from antidistill.asking.compose import Composed, composed
from antidistill.asking.material import cases, material
from antidistill.asking.prompts import instructions
from antidistill.asking.wide import Opening, opened
from antidistill.engines import Brief
from antidistill.finding import Finding
from antidistill.mode import Mode
from antidistill.plan.draft import Draft
from antidistill.reading import Reading
from antidistill.sheet import May


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with its sheet."""

    opening: Opening
    composed: Composed
    brief: Brief
    findings: tuple[Finding, ...]
    mode: Mode


Again = Callable[[tuple[Finding, ...], Prepared], Prepared]
"""The document planned anew with what a model found; the earlier plan is given."""


def prepare(
    reading: Reading,
    findings: Sequence[Finding],
    mode: Mode,
    brief_of: Callable[[Draft], Brief],
    silent: Draft | None = None,
    known: Prepared | None = None,
) -> Prepared:
    """The sheet of a document under `mode`. `silent` is what stands when nobody answers, after the
    guard has had its say; without it that is foreseen as far as coherence goes. The stand-ins of
    `known`, an earlier sheet of the document, mean the same in this one."""
    opening = opened(reading, findings, mode, silent, known.opening if known else None)
    brief = brief_of(opening.draft)
    free = [o.passage for o in opening.lines if o.may is May.REPLACE]
    made = composed(
        opening,
        findings,
        mode,
        instructions(mode, reading.language),
        material(free, brief) if free else (),
        cases(free, brief) if free else (),
        deepcopy(known.composed.masks) if known else None,
    )
    if known is not None:
        made = replace(made, first=known.composed.seen)
    return Prepared(opening, made, brief, tuple(findings), mode)
