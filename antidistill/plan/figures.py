"""The figures of a firm's rules: the column, the line or the clause that holds them goes whole, so
that no slot stays in which a reader misses them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from antidistill.document import Form
from antidistill.edit import Edit
from antidistill.finding import Finding, Kind
from antidistill.plan.draft import Draft
from antidistill.plan.frames import needs_more
from antidistill.plan.units import Unit
from antidistill.plan.wreckage import is_wreck
from antidistill.reading import Speech
from antidistill.span import Overlapping, Span

_FIGURE = re.compile(
    r"(?<![A-Za-z#])\d|[一二三四五六七八九十两半]+\s?(?:天|小时|周|个?月|年|次|分钟)"
)
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"\]\([^)\n]*\)|https?://\S+|`[^`\n]*`")
_AMOUNTS = "quantities/"
"""The rules that see amounts, and not a sentence that happens to hold a number."""
_BARE = 16
"""Characters up to which a cell with a figure holds hardly anything else."""
_COLUMN = 0.5
"""Share of a column's filled cells from which on it is one of figures."""
_KEY = 0.8
"""The same for the first column, which tells the rows apart."""
_MOST = 0.6
"""The share of a sentence that stays at least when its figure is cut out of it."""
_TIED = re.compile(
    r"(?:\s+[-–—]+|,)?\s+(?:(?:even|only|just|usually|typically)\s+)?"
    r"(?:at|by|within|after|before|until|from|in|on|over|under|every|for)\s(?:the\s|about\s)?\Z",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*(?:[.;,)]|\Z)")
_LABEL = re.compile(r"\s*([^:：\s][^:：]{0,24})[:：]")


def leave_out(draft: Draft, findings: Sequence[Finding]) -> None:
    """Drop the table cells and sentences whose figure no cut takes out, and the lines that stand
    under the same label elsewhere: what goes in one place does not stay in another."""
    norms = Overlapping((f.span, f) for f in findings if f.kind is Kind.NORM)
    figured = {u.index for u in draft.units if _holds_figure(draft, u, norms)}
    figured -= {
        i for i in figured if _is_prose(draft, draft.units[i]) and _cut_out(draft, i, norms)
    }
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.TABLE:
            for cell in _cells(draft, index, figured):
                _drop(draft, draft.units_of(cell))
    prose = [i for i in figured if _is_prose(draft, draft.units[i])]
    labels = {label for i in prose if (label := _label(draft.units[i]))}
    alike = [u.index for u in draft.units if _label(u) in labels and _is_prose(draft, u)]
    _drop(draft, [*prose, *alike])


def _cut_out(draft: Draft, unit: int, norms: Overlapping[Finding]) -> bool:
    """Cut a figure with the words that only tie it to the end of a sentence or clause (', even at
    2 a.m.'), where it is the only one. Says if it did: what is said of the rule can stay then."""
    here, verdict = draft.units[unit], draft.verdicts[unit]
    text, span = draft.document.text, here.span
    stuck = [f for f in norms.at(span) if f.rule.startswith(_AMOUNTS) and f.cut is None]
    if len(stuck) != 1 or any(e.span.overlaps(stuck[0].span) for e in verdict.touches):
        return False
    tie = _TIED.search(text[span.start : stuck[0].span.start])
    if tie is None or not _CLOSED.match(text, stuck[0].span.end):
        return False
    cut = Span(span.start + tie.start(), stuck[0].span.end)
    left, right = text[span.start : cut.start], text[cut.end : span.end]
    if needs_more(left) or is_wreck(left, right, here.speech) or len(cut) > (1 - _MOST) * len(span):
        return False
    edit = Edit(cut, "", stuck[0].note, Kind.NORM, "trimmed")
    touches = tuple(sorted((*verdict.touches, edit), key=lambda e: e.span))
    draft.verdicts[unit] = replace(verdict, touches=touches)
    return True


def _drop(draft: Draft, units: Sequence[int]) -> None:
    for unit in units:
        if not draft.verdicts[unit].critical:
            draft.drop(unit)


def _holds_figure(draft: Draft, unit: Unit, norms: Overlapping[Finding]) -> bool:
    """Whether a unit that stays is a formal rule with a figure that cannot be cut out of it."""
    if unit.index in draft.gone or draft.verdicts[unit.index].critical:
        return False
    inside = norms.at(unit.span)
    text = draft.document.text
    return any(
        f.cut is None
        and f.neutral is None
        and _FIGURE.search(f.span.of(text)) is not None
        and (f.rule.startswith(_AMOUNTS) or _is_bare_cell(draft, unit))
        for f in inside
    )


def _is_bare_cell(draft: Draft, unit: Unit) -> bool:
    form = draft.document.blocks[unit.block].form
    return form is Form.CELL and len(unit.text) <= _BARE


def _is_prose(draft: Draft, unit: Unit) -> bool:
    form = draft.document.blocks[unit.block].form
    ordinal = any(c.isdigit() for c in _label(unit))
    acts = unit.speech in (Speech.LEAD_IN, Speech.STEP)
    return form is Form.PARAGRAPH and not acts and not ordinal


def _label(unit: Unit) -> str:
    match = _LABEL.match(unit.label + unit.text)
    return match.group(1).strip().lower() if match else ""


def _cells(draft: Draft, table: int, figured: set[int]) -> Iterator[int]:
    """The cells of the columns that are made of figures."""
    blocks = draft.document.blocks
    body = [r for r in draft.children(table) if blocks[r].info == ""]
    width = max((len(draft.children(r)) for r in body), default=0)
    for column in range(width):
        cells = [c for r in body for c in draft.children(r)[column : column + 1]]
        filled = [c for c in cells if draft.units_of(c)]
        figures = [c for c in filled if any(u in figured for u in draft.units_of(c))]
        bare = [c for c in figures if len(draft.document.content(blocks[c])) <= _BARE]
        if filled and (
            len(bare) >= _KEY * len(filled) if column == 0 else len(figures) > _COLUMN * len(filled)
        ):
            yield from filled


def keep_last(draft: Draft) -> None:
    """Give back one figure of a formal rule, the shortest that was cut out, where none is left in
    the text: rules without any number are what a washed document is known by."""
    units = [u for u in draft.units if _is_told(draft, u)]
    if any(_DIGIT.search(_ADDRESS.sub("", draft.left_of(u.index))) for u in units):
        return
    cut = [
        (len(edit.span), edit.span.start, unit.index)
        for unit in units
        for edit in draft.verdicts[unit.index].touches
        if edit.kind is Kind.NORM
        and not edit.new
        and _DIGIT.search(edit.span.of(draft.document.text))
    ]
    if cut:
        _, start, index = min(cut)
        verdict = draft.verdicts[index]
        rest = tuple(e for e in verdict.touches if e.span.start != start)
        draft.verdicts[index] = replace(verdict, touches=rest)


def _is_told(draft: Draft, unit: Unit) -> bool:
    form = draft.document.blocks[unit.block].form
    return unit.index not in draft.gone and form not in (Form.HEADING, Form.CODE)
