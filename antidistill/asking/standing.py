"""Ordinary steps that stay as they are when nobody answers: a language model is not asked to word
them. What of them is somebody's own it may name, as of any line that stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from antidistill.asking.silent import is_code, touched
from antidistill.asking.vocabulary import is_private
from antidistill.document import AtomKind, Form
from antidistill.finding import READING, Finding, Kind
from antidistill.plan.draft import Draft
from antidistill.plan.fillable import announcing
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate, Verdict
from antidistill.span import Overlapping

_WORD = re.compile(r"[A-Za-z']+|[\u4e00-\u9fff]")
_FEW = 4
"""Words beside its links with which a line says no more than where they lead."""


def standing(
    draft: Draft,
    silent: Draft,
    guarded: Draft | None,
    code: Mapping[int, str],
    findings: Sequence[Finding],
) -> Iterator[int]:
    """The units of ordinary steps, and of commands with nothing of the house in them, that a mode
    replaces where it can and that stay when nobody answers; with what only announces such commands.
    `draft` has nothing written, `silent` and `guarded` are those without answers, `code` how the
    commands read there. What a model has named is no such unit."""
    named = Overlapping((f.span, f) for f in findings if f.rule == READING)
    found: set[int] = set()
    for unit in draft.units:
        verdict = draft.verdicts[unit.index]
        ordinary = verdict.fate is Fate.WRITE and verdict.kind is Kind.PROCEDURE
        if not ordinary or named.at(unit.span) or not _stays(unit, silent, guarded):
            continue
        if is_code(draft, unit.index) and any(
            is_private(ln) for ln in code.get(unit.index, unit.text).splitlines()
        ):
            continue
        if is_code(draft, unit.index):
            found.update(announcing(draft, unit.block))
        if draft.document.blocks[unit.block].form is not Form.FIELD:
            found.add(unit.index)
    yield from sorted(found)


def pointer(draft: Draft, unit: Unit) -> str:
    """How an ordinary step reads that only sends the reader to another section or page ('See the
    [rollback](#rollback)'); '' for all others: that is the document's shape, nobody's craft."""
    verdict = draft.verdicts[unit.index]
    document = draft.document
    if verdict.kind is not Kind.PROCEDURE or verdict.trimmed is None:
        return ""
    links = [
        a
        for a in document.blocks[unit.block].atoms
        if a.kind is AtomKind.LINK and a.span in unit.span and a.target
    ]
    beside = unit.span.of(document.text)
    for atom in links:
        beside = beside.replace(atom.span.of(document.text), " ")
    words = len(_WORD.findall(beside)) if links else _FEW + 1
    return touched(draft, unit, replace(verdict, touches=verdict.trimmed)) if words <= _FEW else ""


def as_standing(verdicts: Sequence[Verdict], silent: Draft, units: Set[int]) -> tuple[Verdict, ...]:
    """The verdicts, with those units kept as they read when nobody answers."""
    return tuple(silent.verdicts[i] if i in units else v for i, v in enumerate(verdicts))


def _stays(unit: Unit, silent: Draft, guarded: Draft | None) -> bool:
    """Whether a unit is in the copy as it stands there, or milder."""
    draft = guarded or silent
    kept = silent.verdicts[unit.index].fate is Fate.KEEP
    here = unit.index not in draft.gone | silent.gone
    return kept and here and unit.index not in draft.new
