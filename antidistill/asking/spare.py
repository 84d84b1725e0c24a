"""What of a withheld line its answer may keep: the words that nobody withholds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from antidistill.asking.masks import without_figures
from antidistill.asking.silent import touched
from antidistill.edit import Edit, apply_edits
from antidistill.finding import Finding, Kind
from antidistill.mode import Action, Mode
from antidistill.plan.draft import Draft
from antidistill.plan.units import Unit
from antidistill.span import Span, merged

_WHOLE = 0.75
"""A finding over this share of a line is about all of it, as in the plan's verdicts."""
_SURE = 0.5
_LEAST_EN, _LEAST_ZH = 6, 12
"""Words, or Han characters (a word among them counts as two), from which a rule says something
without its figure."""


def spare(draft: Draft, unit: Unit, findings: Sequence[Finding], mode: Mode) -> str:
    """The line without its withheld words, a line feed in the place of each; '' when it is withheld
    as a whole. Of an ordinary step that is what the program would trim it to, or else all but its
    figures and values: where it has none, it is withheld as a whole."""
    part = draft.part
    found = [
        f
        for f in findings
        if f.span.overlaps(unit.span)
        and f.kind is not Kind.CRITICAL
        and f.confidence >= _SURE
        and mode.treats(f, part) is not Action.KEEP
    ]
    verdict = draft.verdicts[unit.index]
    if verdict.kind is Kind.PROCEDURE:
        if verdict.trimmed:
            return touched(draft, unit, replace(verdict, touches=verdict.trimmed))
        found = [f for f in found if f.kind is not Kind.PROCEDURE]
    rules = [f for f in found if mode.treats(f, part) is Action.FIGURES_OUT]
    spans = [f.span for f in found if f not in rules]
    step = verdict.kind is Kind.PROCEDURE
    if any(_covers(s, unit.span) for s in spans) or (rules and not spans and not step):
        return ""
    text = unit.span.of(draft.document.text)
    rest = blanked(text, unit.span, spans)
    # of a rule of the firm, and of a step, only the figures go
    rest = without_figures(rest) if rules or step else rest
    return "" if step and rest == text else rest


def says_more(rest: str) -> bool:
    """Whether a rule says something without its figures."""
    words, han = len(re.findall(r"[A-Za-z]{2,}", rest)), len(re.findall(r"[\u4e00-\u9fff]", rest))
    return words >= _LEAST_EN or han + 2 * words >= _LEAST_ZH


def blanked(text: str, place: Span, spans: Iterable[Span]) -> str:
    """The text at a place, with a line feed for each of the spans in it."""
    blanks = (
        Span(max(s.start, place.start) - place.start, min(s.end, place.end) - place.start)
        for s in merged(spans)
    )
    return apply_edits(text, [Edit(b, "\n", "") for b in blanks])


def _covers(span: Span, place: Span) -> bool:
    inside = min(span.end, place.end) - max(span.start, place.start)
    return inside >= _WHOLE * max(1, len(place))
