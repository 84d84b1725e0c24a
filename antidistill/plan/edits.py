"""From a settled draft to edits of the source: markup, numbering, blank lines and wrapping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from antidistill.document import Block, Form
from antidistill.edit import Edit
from antidistill.finding import Kind
from antidistill.plan import cells, headless, marks, markup
from antidistill.plan.alone import Joint, joints
from antidistill.plan.draft import Draft
from antidistill.plan.labels import kept_from
from antidistill.plan.reflow import reflowed
from antidistill.plan.tidying import capitalised
from antidistill.span import Span

_TIE = re.compile(r"[-–—]{1,2}[ \t]+")
"""A dash that tied what follows to what stood before it."""
_BLANKS = re.compile(r"(?:[ \t]*(?:\r\n?|\n))+")
_QUOTED_BLANK = re.compile(r"(?<=\n)[ \t]*>[ \t>]*\r?\n\Z")
"""A line of a quotation that parts what stands before it from what stands behind."""
_QUOTED_LINE = re.compile(r"[ \t]*>[ \t>]*[^\s>]")
_LAST_BLANKS = re.compile(r"(?<=\n)(?:[ \t]*\r?\n)+\Z")
_BLANK = 200
"""Characters before the end in which blank lines are looked for."""


def edits(draft: Draft) -> list[Edit]:
    """All edits, by place; none overlaps another."""
    joined = {joint.list: joint for joint in joints(draft)}
    out: list[Edit] = []
    _descend(draft, -1, out, joined)
    out += marks.renumbered(draft, joined)
    made = _with_blank_lines(draft, _clipped(out))
    return [edit for edit in made if edit.span.of(draft.document.text) != edit.new]


def _descend(draft: Draft, parent: int, out: list[Edit], joined: dict[int, Joint]) -> None:
    joint = joined.get(parent)
    if joint is not None:
        out.append(_joining(joint))
    for index in draft.children(parent):
        block = draft.document.blocks[index]
        if not draft.stands(index):
            if joint is None or block.extent not in joint.span:
                removal = _removal(draft, index, block)
                if block.form is Form.CELL and index not in draft.removed:
                    out += cells.emptied(draft.document, index, removal)
                else:
                    out.append(headless.up_to_next(draft, index, removal))
        elif block.pieces:
            out += _leaf(draft, index, block)
            _descend(draft, index, out, joined)
        else:
            _descend(draft, index, out, joined)


def _joining(joint: Joint) -> Edit:
    return Edit(joint.span, joint.new, "one item was left of the list", Kind.PLAIN, "repaired")


def _removal(draft: Draft, index: int, block: Block) -> Edit:
    verdicts = [draft.verdicts[u] for u in draft.within(index)]
    telling = max(verdicts, key=lambda v: v.confidence, default=None)
    because = draft.removed.get(index, "")
    if telling is not None and telling.because:
        because = telling.because
    kind = telling.kind if telling is not None else Kind.PLAIN
    return Edit(block.extent, "", because or "it hung on what was left out", kind, "left out")


def _leaf(draft: Draft, index: int, block: Block) -> list[Edit]:
    changes = _clipped(list(_unit_edits(draft, index)))
    if not changes:
        return []
    changes = markup.without_empty(draft.document, block, changes)
    changes = cells.trimmed(draft.document, block, _clipped(changes))
    if block.form is Form.CODE:
        return changes
    if any(draft.verdicts[u].critical for u in draft.units_of(index)):
        return changes
    return reflowed(draft.document, block, changes)


def _unit_edits(draft: Draft, block: int) -> Iterator[Edit]:
    units = draft.units_of(block)
    for gone, run in groupby(range(len(units)), key=lambda n: units[n] in draft.gone):
        numbers = list(run)
        if gone:
            yield _left_out(draft, block, units, numbers)
            continue
        for number in numbers:
            unit, verdict = draft.units[units[number]], draft.verdicts[units[number]]
            if unit.index in draft.new:
                new = _indented(draft, block, draft.new[unit.index])
                yield from (e for e in verdict.trimmed or () if e.span.end <= unit.span.start)
                because = verdict.because or "written with the block that it announces"
                action = "manual" if draft.sources.get(unit.index) else "reworded"
                yield Edit(unit.span, new, because, verdict.kind, action)
            else:
                code = draft.document.blocks[block].form is Form.CODE
                touched = verdict.touches
                yield from touched if code else capitalised(draft.document, unit, touched)


def _clipped(changes: list[Edit]) -> list[Edit]:
    """The edits by place; where two removals both take a space, or the line between two cells of
    a row that nothing closes, the first does."""
    out: list[Edit] = []
    for edit in sorted(changes, key=lambda e: e.span):
        done = out[-1].span.end if out else 0
        if edit.span.start < done:
            edit = replace(edit, span=Span(min(done, edit.span.end), edit.span.end))
        if edit.span.end > edit.span.start or edit.new:
            out.append(edit)
    return out


def _indented(draft: Draft, block: int, new: str) -> str:
    """The lines of a new code block with the indent and the line ends of the old one."""
    text, start = draft.document.text, draft.document.blocks[block].pieces[0].start
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    end, prefix = "\r\n" if "\r\n" in text else "\n", text[line:start]
    return re.sub(
        r"\n(?=([^\n]*))", lambda m: end + (prefix if m[1].strip() else prefix.rstrip()), new
    )


def _left_out(draft: Draft, block: int, units: list[int], run: list[int]) -> Edit:
    """Neighbouring sentences that go, as one edit, with the space that parts them from the rest."""
    verdicts = [draft.verdicts[units[n]] for n in run]
    telling = max(verdicts, key=lambda v: v.confidence)
    span = _with_gap(draft, block, units, run)
    because = telling.because or "it hung on what was left out"
    return Edit(span, "", because, telling.kind, "left out")


def _with_gap(draft: Draft, block: int, units: list[int], run: list[int]) -> Span:
    text = draft.document.text
    start = draft.units[units[run[0]]].whole.start
    end = draft.units[units[run[-1]]].span.end
    opens_line = any(p.start == start for p in draft.document.blocks[block].pieces)
    if run[0] == 0 and run[-1] + 1 < len(units) and units[0] not in draft.barred:
        label = kept_from(draft, block)
        start = label if start < label < end else start
    if run[-1] + 1 < len(units):
        follows = draft.units[units[run[-1] + 1]].whole.start
        gap = text[end:follows]
        if (opens_line or "\n" not in gap) and _is_gap(gap):
            tie = _TIE.match(text, follows) if opens_line else None
            if opens_line and tie is None:
                return _whole_lines(text, Span(start, follows))
            return Span(start, tie.end() if tie else follows)
    if run[0] > 0:
        before = draft.units[units[run[0] - 1]].span.end
        if _is_gap(text[before:start]):
            return Span(before, end)
    return Span(start, end)


def _whole_lines(text: str, span: Span) -> Span:
    """The span from the indent of its first line on to that of the next, which keeps its own."""
    start, end = (text.rfind("\n", 0, at) + 1 for at in (span.start, span.end))
    indents = text[start : span.start] + text[max(start, end) : span.end]
    return Span(start, end) if start < end and not indents.strip(" \t") else span


def _is_gap(text: str) -> bool:
    """Space between sentences, with the prefix of a quoted line and a hard break in it."""
    return not text.strip(" \t\r\n>\\")


def _with_blank_lines(draft: Draft, made: list[Edit]) -> list[Edit]:
    """Removed blocks take the blank lines with them that would stand doubled."""
    text = draft.document.text
    out: list[Edit] = []
    for edit in made:
        span = edit.span
        whole_lines = (
            not edit.new
            and span.end > span.start
            and (span.start == 0 or text[span.start - 1] in "\r\n")
        )
        if whole_lines and (span.end == len(text) or text[span.end - 1] in "\r\n"):
            span = _widened(text, span, out)
        out.append(Edit(span, edit.new, edit.because, edit.kind, edit.action))
    return _without_last_blanks(text, out)


def _without_last_blanks(text: str, made: list[Edit]) -> list[Edit]:
    """The edits; those that take the end of the text take the blank lines before it, too."""
    first, end = len(made), len(text)
    while first > 0 and not made[first - 1].new and made[first - 1].span.end == end:
        first -= 1
        end = made[first].span.start
    blank = _LAST_BLANKS.search(text, max(0, end - _BLANK), end)
    if first == len(made) or blank is None or (first and made[first - 1].span.end > blank.start()):
        return made
    wider = replace(made[first], span=Span(blank.start(), made[first].span.end))
    return [*made[:first], wider, *made[first + 1 :]]


def _widened(text: str, span: Span, before: list[Edit]) -> Span:
    start = before[-1].span.end if before and before[-1].span.end >= span.start else span.start
    behind = _BLANKS.match(text, span.end)
    quoted = _QUOTED_BLANK.search(text, max(0, span.start - _LOOK), span.start)
    done = before[-1].span.end if before else 0
    if quoted and done <= quoted.start() and not _QUOTED_LINE.match(text, span.end):
        return Span(quoted.start(), span.end)
    if _blank_before(text, span.start, before) and behind:
        return Span(start, behind.end())
    return Span(start, span.end)


_LOOK = 200
"""Characters before an edit that say whether a blank line stands there."""


def _blank_before(text: str, at: int, before: list[Edit]) -> bool:
    """Whether a blank line, or the beginning, stands before `at` once the edits are made."""
    while before and before[-1].span.end == at and not before[-1].new:
        at = before[-1].span.start
        before = before[:-1]
    head = text[max(0, at - _LOOK) : at].replace("\r\n", "\n").replace("\r", "\n")
    return not head or head.endswith("\n\n") or bool(re.search(r"\n[ \t>]*\n$", head[-80:]))
